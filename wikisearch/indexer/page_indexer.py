"""Reads the files of an update plan, and passes their documents to a writer."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from wikisearch.engines.base import Writer
from wikisearch.errors import PageError, SourceError
from wikisearch.indexer.diff import UpdatePlan, resolve_duplicate
from wikisearch.indexer.extract import PageReading
from wikisearch.indexer.names.names_from_redirects import names_from_redirects
from wikisearch.indexer.record import PageTargets, Record, RecordKind, refusals
from wikisearch.indexer.scan import ScannedFile
from wikisearch.indexer.twins import find_twins
from wikisearch.ingest import PageSource
from wikisearch.model.build import Progress
from wikisearch.model.ids import page_id

Names = Mapping[str, tuple[str, ...]]
"""Titles of redirects, by the path of the page they lead to."""

Extract = Callable[[Sequence[ScannedFile], Names], Iterable[PageReading | PageError]]
"""The extract step: reads files, in order."""


@dataclass(frozen=True, slots=True)
class WrittenPages:
    """Result of the write step."""

    records: Mapping[str, Record]
    """Of all files of the source, by path."""

    targets: Mapping[str, PageTargets]
    """Of the pages and redirects that were read, by path."""

    read: int
    """Number of times a file was read."""

    unchanged: int
    """Number of files that were not read and have the record of the last build."""

    changed: bool = True
    """Whether the result differs from the last build."""

    def is_same_as(self, plan: UpdatePlan) -> bool:
        """Return whether all records are those of the last build; no content may be unknown."""
        read = (self.records[each.file.path] for each in plan.read)
        known = all(each.digest or each.kind is RecordKind.REFUSED for each in read)
        return known and dict(plan.known) == self.records


class PageIndexer:
    """Reads the files of a plan, and writes their documents."""

    def __init__(
        self, writer: Writer, plan: UpdatePlan, extract: Extract, source: PageSource
    ) -> None:
        self._writer = writer
        self._plan = plan
        self._extract = extract
        self._source = source
        self._files = {each.file.path: each for each in (*plan.read, *plan.unread)}
        self._records = dict(plan.records)
        self._targets: dict[str, PageTargets] = {}
        self._read = 0

    def run(self, progress: Progress) -> WrittenPages:
        """Write all pages that are new or changed; raises SourceError."""
        names = names_from_redirects(self._records)
        total, done = len(self._files), len(self._plan.unread)
        for each, reading in self._extracted(self._plan.read, names):
            self._store(each, reading)
            done += 1
            progress(done, total)
        for each, reading in self._extracted(self._resolve_duplicates(), names):
            self._store(each, reading)
        self._fold_twins(names)
        self._reread_renamed_pages()
        self._check_source()
        known = self._plan.known
        unchanged = sum(self._records[path] == known[path] for path in self._plan.unchanged)
        return WrittenPages(self._records, self._targets, self._read, unchanged)

    def _extracted(
        self, files: Sequence[ScannedFile], names: Names
    ) -> Iterator[tuple[ScannedFile, PageReading | PageError]]:
        if files:
            paths = {each.file.path for each in files}
            names = {path: each for path, each in names.items() if path in paths}
            yield from zip(files, self._extract(files, names), strict=True)

    def _store(self, each: ScannedFile, reading: PageReading | PageError) -> None:
        path = each.file.path
        self._read += 1
        if isinstance(reading, PageError):
            # Without a hash, the next build reads the file again.
            content = "" if reading.transient else each.digest
            self._records[path] = Record(
                path, page_id(path), content, RecordKind.REFUSED, reading.reason
            )
            self._targets.pop(path, None)
            return
        if reading.documents:
            self._writer.add(reading.documents)
        self._records[path] = _checked_record(reading.record, each)
        self._targets[path] = reading.targets

    def _resolve_duplicates(self) -> list[ScannedFile]:
        """Set the records of duplicates, whose originals are known now; list those to read."""
        copies = []
        for path, record in list(self._records.items()):
            if record.kind is RecordKind.DUPLICATE:
                resolved = resolve_duplicate(record, self._records.get(record.note))
                if resolved is None:
                    copies.append(self._files[path])
                else:
                    self._records[path] = resolved
        return copies

    def _fold_twins(self, names: Names) -> None:
        """Remove pages with the text of another one; read those whose original changed."""
        twins = find_twins(self._records)
        for copy in twins.copies:
            if self._records[copy.path].kind is RecordKind.PAGE:
                self._writer.delete([copy.id])
            self._records[copy.path] = copy
        for each, reading in self._extracted([self._files[path] for path in twins.pages], names):
            self._store(each, reading)

    def _reread_renamed_pages(self) -> None:
        """Read pages again whose redirects differ from those assumed in the first pass."""
        names = names_from_redirects(self._records)
        renamed = [
            self._files[path]
            for path, record in self._records.items()
            if record.kind is RecordKind.PAGE and record.names != names.get(path, ())
        ]
        for each, reading in self._extracted(renamed, names):
            path = each.file.path
            if isinstance(reading, PageError) or reading.record.kind is not RecordKind.PAGE:
                # It changed during the build: the next build reads it again.
                self._records[path] = self._records[path]._replace(digest="")
                continue
            self._writer.delete([reading.record.id])
            self._writer.add(reading.documents)
            self._records[path] = _checked_record(reading.record, each)
            self._targets[path] = reading.targets

    def _check_source(self) -> None:
        refused = refusals(self._records)
        if refused:
            check_presence(self._source, self._files, [each.path for each in refused])
        if not any(record.kind is RecordKind.PAGE for record in self._records.values()):
            reason = f"{refused[0].path}: {refused[0].reason}" if refused else "all are redirects"
            problem = f"no page could be read, of {len(self._files):,} in all; {reason}"
            raise SourceError(self._source.name, problem)


def check_presence(
    source: PageSource, files: Mapping[str, ScannedFile], refused: Sequence[str]
) -> None:
    """Raise SourceError when the source, or most of its pages, vanished during a build."""
    gone = [path for path in refused if not source.exists(files[path].file)]
    if not os.path.lexists(source.location) or 2 * len(gone) > len(files):
        problem = f"{len(gone):,} of {len(files):,} files vanished during the build"
        remedy = "build again when the source is back"
        raise SourceError(source.name, problem, remedy, transient=True)


def _checked_record(record: Record, each: ScannedFile) -> Record:
    """Drop the hash of a file that was written to during the build: its content is unknown."""
    return record if record.digest == each.digest else record._replace(digest="")
