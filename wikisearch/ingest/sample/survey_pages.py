"""The files of a wiki -> its survey: a sample of the pages is read, and compared."""

import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from wikisearch.errors import PageError
from wikisearch.ingest.extract.inspection import inspect
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.sample.facts_of_page import page_facts
from wikisearch.ingest.sample.page_sample import sample_pages
from wikisearch.ingest.sample.sampled_page import FirstExtraction, SampledPage, final_pages
from wikisearch.ingest.sources.known_pages import KnownPages, known_digest
from wikisearch.ingest.sources.page_source import PageSource, SourceEntry
from wikisearch.ingest.survey.common_parts import compare_pages
from wikisearch.ingest.survey.page_facts import PageFacts
from wikisearch.ingest.survey.page_groups import PageGroups
from wikisearch.ingest.survey.recording_survey import RecordingSurvey
from wikisearch.ingest.survey.survey import Survey
from wikisearch.ingest.workers.page_pool import THIS_PROCESS, PagePool


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


class SurveyResult(NamedTuple):
    """A survey, and what was read for it."""

    survey: Survey
    records: SurveyRecords
    """Of the pages of the sample."""
    final: Mapping[str, SampledPage]
    """Pages that were extracted and are the same with the survey, by path."""


@dataclass(frozen=True, slots=True)
class KnownSample:
    """What the last build knows of the pages."""

    records: SurveyRecords = field(default_factory=dict)
    pages: KnownPages = field(default_factory=dict)

    def unchanged(self, files: Iterable[SourceEntry], source: PageSource) -> SurveyRecords:
        """Return the records of the pages that have the signature of the last build."""
        now = time.time_ns()
        found: dict[str, SurveyRecord] = {}
        for file in files:
            record = self.records.get(file.path)
            if record and record.digest == known_digest(source, file, self.pages, now):
                found[file.path] = record
        return found

    def records_of(self, paths: Iterable[str]) -> SurveyRecords:
        """Return the records of some pages, to send them to worker processes."""
        return {path: self.records[path] for path in paths if path in self.records}


_NONE_KNOWN = KnownSample()


def survey_source(source: PageSource, profiles: Profiles) -> Survey:
    """Survey all pages of a source; raises SourceError if there is none."""
    return survey_pages(source.listing().entries, source, profiles).survey


def survey_of(records: SurveyRecords, paths: Iterable[str]) -> Survey:
    """Return the survey of a sample that was read before; `paths` are those of all pages."""
    facts = {path: each.facts for path, each in records.items() if each.facts is not None}
    return compare_pages(facts, PageGroups.of(paths))


def survey_pages(
    files: Sequence[SourceEntry],
    source: PageSource,
    profiles: Profiles,
    known: KnownSample = _NONE_KNOWN,
    pool: PagePool = THIS_PROCESS,
) -> SurveyResult:
    """Survey the pages of a wiki.

    Pages with the known signature are not read, those with the known hash not extracted. A page
    that cannot be read is left out: the build reports it.
    """
    groups = PageGroups.of(file.path for file in files)
    sample = sample_pages(files, groups)
    before = known.unchanged(sample, source)
    changed = [file for file in sample if file.path not in before]
    work = _SampleReader(source, profiles, known.records_of(file.path for file in changed))
    read = [each for each in pool.map(changed, work) if not isinstance(each, PageError)]
    found = {**before, **{each.path: each.record for each in read}}
    records = {file.path: found[file.path] for file in sample if file.path in found}
    facts = {path: each.facts for path, each in records.items() if each.facts is not None}
    survey = compare_pages(facts, groups)
    extracted = (each.extracted for each in read if each.extracted is not None)
    return SurveyResult(survey, records, final_pages(extracted, survey))


class _SampleReading(NamedTuple):
    """What was read of a page of the sample."""

    path: str
    record: SurveyRecord
    extracted: FirstExtraction | None = None


@dataclass(frozen=True, slots=True)
class _SampleReader:
    """Reads a page of the sample; sent to worker processes."""

    source: PageSource
    profiles: Profiles
    known: SurveyRecords

    def __call__(self, file: SourceEntry) -> _SampleReading:
        """Read a page, and extract it unless its record is known; raises PageError."""
        page = self.source.read(file)
        before = self.known.get(file.path)
        if before is not None and before.digest == page.digest:
            return _SampleReading(file.path, before)
        if isinstance(page, Redirect):
            return _SampleReading(file.path, SurveyRecord(page.digest, None))
        return _extracted(page, self.profiles)


def _extracted(page: PageInput, profiles: Profiles) -> _SampleReading:
    recording = RecordingSurvey()
    try:
        inspection = inspect(page, profiles, recording)
    except PageError:
        return _SampleReading(page.path, SurveyRecord(page.digest, None))
    facts = None if inspection.only_redirects else page_facts(inspection.found)
    inspection.found.parsed.tree.unlink()
    sampled = SampledPage(page.path, page.digest, inspection.result)
    extracted = FirstExtraction(sampled, len(page.data), recording)
    return _SampleReading(page.path, SurveyRecord(page.digest, facts), extracted)
