"""Pages of the sample that need no second extraction."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from wikisearch.ingest.extract.inspection import InspectedPage
from wikisearch.ingest.sources.page_source import SourceEntry
from wikisearch.ingest.survey.recording_survey import RecordingSurvey
from wikisearch.ingest.survey.survey import Survey

_MAX_BYTES = 32 * 1024 * 1024
"""Size of the files whose pages stay in memory until the build writes them."""


@dataclass(frozen=True, slots=True)
class SampledPage(SourceEntry):
    """A page of the sample, extracted."""

    digest: str
    """Hash of its bytes."""
    inspected: InspectedPage


class FirstExtraction(NamedTuple):
    """A page that was extracted before the survey was known."""

    page: SampledPage
    size: int
    """Number of its bytes."""
    recording: RecordingSurvey


def final_pages(extracted: Iterable[FirstExtraction], survey: Survey) -> dict[str, SampledPage]:
    """Return the pages that are the same with the survey, by path.

    It is the first ones, up to a limit of memory.
    """
    final: dict[str, SampledPage] = {}
    size = 0
    for page, bytes_read, recording in extracted:
        if recording.is_answered_alike(survey.of(page.path)):
            size += bytes_read
            if size > _MAX_BYTES:
                break
            final[page.path] = page
    return final
