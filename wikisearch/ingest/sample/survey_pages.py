"""The files of a wiki -> its survey: a sample of the pages is read, and compared."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from wikisearch.errors import PageError
from wikisearch.ingest.extract.extraction import extract
from wikisearch.ingest.extract.redirects import find_redirect
from wikisearch.ingest.page_file import read_bytes
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.sample.facts_of_page import page_facts
from wikisearch.ingest.sample.page_sample import sample_pages
from wikisearch.ingest.sources.folder import SourceFile, find_pages
from wikisearch.ingest.sources.page_pool import FEWEST_FOR_POOL, map_pages
from wikisearch.ingest.survey.common_parts import compare_pages
from wikisearch.ingest.survey.page_facts import PageFacts
from wikisearch.ingest.survey.page_groups import PageGroups
from wikisearch.ingest.survey.survey import Survey
from wikisearch.model.digest import digest


class SurveyRecord(NamedTuple):
    """A page of the sample, as the last survey saw it."""

    digest: str
    """Hash of its bytes."""
    facts: PageFacts | None
    """None for a redirect, and for a page that cannot be extracted."""

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "SurveyRecord":
        """Decode a JSON row; raises a built-in exception for any other value."""
        content, facts = row
        return cls(str(content), None if facts is None else PageFacts.from_row(facts))


SurveyRecords = Mapping[str, SurveyRecord]
"""By path."""

_NONE_KNOWN: SurveyRecords = {}


def survey_source(root: Path, profiles: Profiles) -> Survey:
    """Survey a folder; raises SourceError if there is no page."""
    return survey_pages(find_pages(root), root, profiles)[0]


def survey_pages(
    files: Sequence[SourceFile],
    root: Path,
    profiles: Profiles,
    known: SurveyRecords = _NONE_KNOWN,
    workers: int = 1,
) -> tuple[Survey, SurveyRecords]:
    """Survey the pages of a wiki; also returns the records of the sample, by path.

    Pages in `known` with the same bytes are not extracted again. A page that cannot be read is left
    out: the build reports it.
    """
    groups = PageGroups.of(file.path for file in files)
    sample = sample_pages(files, groups)
    before = {file.path: known[file.path] for file in sample if file.path in known}
    work = _SampleReader(root, profiles, before)
    results = map_pages(sample, work, workers if len(sample) >= FEWEST_FOR_POOL else 1)
    records = {
        file.path: result
        for file, result in zip(sample, results, strict=True)
        if not isinstance(result, PageError)
    }
    facts = {path: each.facts for path, each in records.items() if each.facts is not None}
    return compare_pages(facts, groups), records


@dataclass(frozen=True, slots=True)
class _SampleReader:
    """Reads a page of the sample; sent to worker processes."""

    root: Path
    profiles: Profiles
    known: SurveyRecords

    def __call__(self, file: SourceFile) -> SurveyRecord:
        """Return the record of a page; raises PageError."""
        data, path = read_bytes(file.location, self.root)
        content = digest(data)
        before = self.known.get(file.path)
        if before is not None and before.digest == content:
            return before
        return SurveyRecord(content, _facts(data, path, self.profiles))


def _facts(data: bytes, path: str, profiles: Profiles) -> PageFacts | None:
    try:
        found = extract(data, path, profiles)
    except PageError:
        return None
    redirect = find_redirect(found.tree, found.choice.profile, found.page.title, found.site)
    facts = page_facts(found) if redirect is None else None
    found.tree.unlink()
    return facts
