"""A plan -> documents in the hands of a writer, and a record of every file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace

from wikisearch.engines.base import Writer
from wikisearch.errors import PageError, SourceError
from wikisearch.indexer.diff import UpdatePlan, as_its_original
from wikisearch.indexer.extract import PageReader, PageReading
from wikisearch.indexer.record import PageTargets, Record, RecordKind
from wikisearch.indexer.redirect_names import names_from_redirects
from wikisearch.indexer.report import refusals
from wikisearch.indexer.scan import ScannedFile
from wikisearch.indexer.source import Source
from wikisearch.model.build import Progress
from wikisearch.model.ids import page_id


@contextmanager
def completing(writer: Writer) -> Iterator[None]:
    """Complete what is written in the block, or give it up when anything goes wrong."""
    try:
        yield
        writer.finish()
    except BaseException:
        with suppress(Exception):
            writer.abort()
        raise


class PageIndexer:
    """Reads what has to be read, and writes it."""

    def __init__(
        self, writer: Writer, plan: UpdatePlan, reader: PageReader, source: Source
    ) -> None:
        self.records = dict(plan.records)
        self.places: dict[str, PageTargets] = {}
        self.read = 0
        self._writer = writer
        self._plan = plan
        self._reader = reader
        self._source = source
        self._seen = {each.file.path: each for each in (*plan.read, *plan.unread)}

    def fill(self, progress: Progress) -> None:
        """Read and write every page that is new or changed."""
        names = names_from_redirects(self.records)
        total, done = len(self._seen), len(self._plan.unread)
        for each, reading in self._readings(self._plan.read, names):
            self._take(each, reading)
            done += 1
            progress(done, total)
        for each, reading in self._readings(self._copies(), names):
            self._take(each, reading)
        self._give_names()
        if not any(record.kind is RecordKind.PAGE for record in self.records.values()):
            first = next(iter(refusals(self.records)), None)
            reason = f"{first.path}: {first.reason}" if first else "each leads to another"
            raise SourceError(f"not one of {total} pages could be read; {reason}")

    @property
    def unchanged(self) -> int:
        """Files that are what they were in the last run, and did not have to be read after all."""
        planned = self._plan.records
        return sum(self.records[path] == planned[path] for path in self._plan.unchanged)

    def _readings(
        self, seen: Sequence[ScannedFile], names: dict[str, tuple[str, ...]]
    ) -> Iterator[tuple[ScannedFile, PageReading | PageError]]:
        paths = {each.file.path for each in seen}
        wanted = {path: each for path, each in names.items() if path in paths}
        if seen:
            files = [each.file for each in seen]
            readings = self._source.read(files, replace(self._reader, names=wanted))
            yield from zip(seen, readings, strict=True)

    def _take(self, each: ScannedFile, reading: PageReading | PageError) -> None:
        path = each.file.path
        self.read += 1
        if isinstance(reading, PageError):
            digest = "" if reading.transient else each.digest
            record = Record(path, page_id(path), digest, RecordKind.REFUSED, reading.reason)
            self.records[path] = record
            self.places.pop(path, None)
            return
        if reading.documents:
            self._writer.add(reading.documents)
        self.records[path] = _as_seen(reading.record, each)
        self.places[path] = reading.places

    def _copies(self) -> list[ScannedFile]:
        """Settle what duplicates are, now that their originals are known; list those to read."""
        copies = []
        for path, record in list(self.records.items()):
            if record.kind is RecordKind.DUPLICATE:
                settled = as_its_original(record, self.records.get(record.note))
                if settled is None:
                    copies.append(self._seen[path])
                else:
                    self.records[path] = settled
        return copies

    def _give_names(self) -> None:
        """Read once more the pages that redirects name otherwise than was thought."""
        names = names_from_redirects(self.records)
        wrong = [
            self._seen[path]
            for path, record in self.records.items()
            if record.kind is RecordKind.PAGE and record.names != names.get(path, ())
        ]
        for each, reading in self._readings(wrong, names):
            path = each.file.path
            if isinstance(reading, PageError) or reading.record.kind is not RecordKind.PAGE:
                # It changed under our eyes: the next run will see to it.
                self.records[path] = self.records[path]._replace(digest="")
                continue
            self._writer.delete([reading.record.id])
            self._writer.add(reading.documents)
            self.records[path] = _as_seen(reading.record, each)
            self.places[path] = reading.places


def _as_seen(record: Record, each: ScannedFile) -> Record:
    """Forget the hash of a file that was written to while it was read: what it is, is not known."""
    return record if record.digest == each.digest else record._replace(digest="")
