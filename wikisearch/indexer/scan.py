"""Step 2, scan: the content hash of each page; only pages that may have changed are read."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from wikisearch.errors import PageError
from wikisearch.ingest import (
    KnownPages,
    PageSource,
    SampledPage,
    Signature,
    SourceEntry,
    SurveyRecords,
    unchanged_digest,
)


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """An entry of the source and the hash of its content."""

    file: SourceEntry
    digest: str
    """Empty for a file that cannot be read."""

    refusal: str = ""
    """Why it cannot be read."""

    signature: Signature | None = None
    """None if the next scan must read it again."""

    stored: SourceEntry | None = None
    """Its extracted page: in a shard, or from the survey."""

    @property
    def input(self) -> SourceEntry:
        """File that the extract step reads."""
        return self.stored or self.file


@dataclass(frozen=True, slots=True)
class Scan:
    """All files of a source, in order of their ids."""

    files: tuple[ScannedFile, ...]
    shards_read: int = 0
    """Number of shards with a file that was read in this run."""

    sample: SurveyRecords = field(default_factory=dict)
    """Pages that the survey read, by path."""

    @property
    def signatures(self) -> dict[str, Signature]:
        """Signatures by path, as far as they are reliable."""
        return {each.file.path: each.signature for each in self.files if each.signature is not None}

    def with_survey(self, sample: SurveyRecords, pages: Mapping[str, SampledPage]) -> "Scan":
        """Add what the survey read: its sample, and the pages that it extracted, by path."""
        files = tuple([_with_page(each, pages) for each in self.files])
        return replace(self, files=files, sample=sample)


def _with_page(each: ScannedFile, pages: Mapping[str, SampledPage]) -> ScannedFile:
    page = pages.get(each.file.path)
    if page is None or each.stored is not None or page.digest != each.digest:
        return each
    return replace(each, stored=page)


Scanner = Callable[[Sequence[SourceEntry], KnownPages], Scan]


def scan(entries: Sequence[SourceEntry], known: KnownPages, source: PageSource) -> Scan:
    """Hash every page; one with the signature of the last build is not read."""
    now = time.time_ns()
    return Scan(tuple([_scan_entry(entry, source, known, now) for entry in entries]))


def _scan_entry(entry: SourceEntry, source: PageSource, known: KnownPages, now: int) -> ScannedFile:
    signature = source.signature(entry, now)
    digest = unchanged_digest(entry, signature, known)
    if digest is not None:
        return ScannedFile(entry, digest, "", signature)
    try:
        page = source.read(entry)
    except PageError as error:
        return ScannedFile(entry, "", error.reason)
    return ScannedFile(entry, page.digest, "", signature)
