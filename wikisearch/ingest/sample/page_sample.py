"""The pages that are surveyed: a sample that depends on the paths only."""

from collections.abc import Sequence

from wikisearch.ingest.sources.page_source import SourceEntry
from wikisearch.ingest.survey.page_groups import PageGroups
from wikisearch.model.digest import digest

SAMPLE = 128
"""Number of pages in the sample; small groups add some more."""
_MIN = 6
"""Pages of each group, if it has so many."""
_MAX_GROUPS = 48
"""Groups that are surveyed by themselves, the largest first."""


def sample_pages(files: Sequence[SourceEntry], groups: PageGroups) -> list[SourceEntry]:
    """Choose the pages of each group whose paths have the smallest hashes.

    A new page replaces at most one page of the sample.
    """
    if len(files) <= SAMPLE:
        return list(files)
    members: dict[str, list[SourceEntry]] = {}
    for file in files:
        members.setdefault(groups.name(file.path), []).append(file)
    largest = sorted(members.items(), key=lambda group: (-len(group[1]), group[0]))
    sample: list[SourceEntry] = []
    for _, pages in largest[:_MAX_GROUPS]:
        share = max(_MIN, SAMPLE * len(pages) // len(files))
        sample += sorted(pages, key=lambda file: (digest(file.path, 8), file.path))[:share]
    return sample
