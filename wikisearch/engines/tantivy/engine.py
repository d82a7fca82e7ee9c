"""tantivy as an engine, and documents -> its index."""

import json
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from tantivy import Index, IndexWriter

from wikisearch.engines.tantivy.reader import TantivyReader
from wikisearch.engines.tantivy.schema import (
    KEYS,
    META,
    OTHERS,
    PART_OF,
    PLACE,
    ballast,
    entries,
    identity,
    is_panic,
    prepare,
    schema,
    segments,
    value_term,
)
from wikisearch.model.document import Document, by_page
from wikisearch.model.query import MAX_EXPANSIONS, And, Keyword, Not
from wikisearch.scoring import average_length
from wikisearch.storage.files import share, sync_files

MOST_DELETED = 0.3
"""Share of documents that an index may hold in vain."""

_MEMORY = 128_000_000  # bytes; with twice as many, merges map more than a gigabyte of files
_MANAGED = ".managed.json"
_NEAR = 1e-7
"""Nearer than this, single precision tells no two averages apart."""


class TantivyEngine:
    """Indexes kept in a folder by tantivy; for one machine and millions of sections."""

    def __init__(
        self, most_deleted: float = MOST_DELETED, most_expansions: int = MAX_EXPANSIONS
    ) -> None:
        self._most_deleted = most_deleted
        self._most_expansions = most_expansions

    def create(self, directory: Path) -> "TantivyWriter":
        """Begin an index in an empty folder."""
        with _writing():
            index = Index(schema(), path=str(directory), reuse=False)
            return TantivyWriter(directory, index)

    def update(self, old: Path, new: Path, without: Collection[str]) -> "TantivyWriter | None":
        """Begin an index that shares the files of an old one."""
        with self.open(old) as reader:
            left = And(tuple(Not(Keyword(PART_OF, page)) for page in without))
            gone = reader.held - reader.search(left, 0).total
            if gone > self._most_deleted * reader.held:
                return None
            page = reader.new_page
        with _writing():
            _link(old, new)
            writer = TantivyWriter(new, Index.open(str(new)), page)
        writer.delete(without)
        return writer

    def open(self, directory: Path) -> TantivyReader:
        """Open a finished index."""
        return TantivyReader(directory, self._most_expansions)


class TantivyWriter:
    """Writes segments beside those that are there."""

    def __init__(self, directory: Path, index: Index, page: int | None = None) -> None:
        self._directory = directory
        self._index = index
        self._numbers = count()
        self._others = count(page or OTHERS)
        self._last_key = "" if page is None else None
        """The highest of the pages that are numbered in order of their keys, if any can be."""

        self._uneven = page is not None
        """Whether tantivy counts documents that BM25 does not."""

        prepare(index)
        # Every thread leaves a segment of its own, which is too many for the little of an update.
        self._writer: IndexWriter = index.writer(_MEMORY, 0 if page is None else 1)
        self._keys = (directory / KEYS).open("ab")
        self._place = self._keys.tell()

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys that are not in the index, all those of a page at one go."""
        with _writing():
            for page in by_page(documents).values():
                for document, entry in zip(page, entries(page, self._number(page)), strict=True):
                    entry.add_unsigned(PLACE, self._place)
                    self._place += self._keys.write(identity(document))
                    self._uneven |= not document.scored
                    self._writer.add_document(entry)

    def _number(self, documents: Sequence[Document]) -> int:
        """Number for the page of these documents."""
        keys = [document.key for document in documents]
        if self._last_key is None or min(keys) <= self._last_key:
            return next(self._others)
        self._last_key = max(keys)
        return next(self._numbers)

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        for page in pages:
            self._uneven = True
            with _writing():
                self._writer.delete_documents_by_term(PART_OF, value_term(page))

    def finish(self) -> None:
        """Complete the index, and see it onto the disk."""
        self._keys.close()
        with _writing():
            if self._uneven:
                self._writer.add_document(ballast(1))  # whose score tells the average
            self._commit()
            while self._uneven and self._balance():
                self._commit()
        for lock in self._directory.glob(".tantivy-*.lock"):
            lock.unlink()
        sync_files(self._directory)

    def abort(self) -> None:
        """Give up what was written."""
        self._keys.close()
        with _writing():
            self._writer.rollback()
        (self._directory / META).unlink(missing_ok=True)

    def _commit(self) -> None:
        self._writer.commit()
        self._writer.wait_merging_threads()

    def _balance(self) -> bool:
        """Add ballast until the average length is that of the documents that count.

        tantivy computes it over documents without tokens and over deleted ones as well, and only
        estimates it when it merges those away.
        """
        with TantivyReader(self._directory) as reader:
            right, held, average = reader.statistics(()), reader.held, reader.held_average()
        if not right.documents or abs(average / average_length(right) - 1) < 5 * _NEAR:
            return False
        tokens = round(held * average)
        fewest = -(-tokens * right.documents // right.total_length) - held
        more = next(
            more
            for more in count(max(1, fewest))
            if _is_near(right.total_length * (held + more), right.documents)
        )
        length = round(right.total_length * (held + more) / right.documents) - tokens
        self._writer = self._index.writer(_MEMORY, 1)
        for size in (length, *[0] * (more - 1)):
            self._writer.add_document(ballast(size))
        return True


def _is_near(tokens: int, documents: int) -> bool:
    """Whether so many tokens can be shared out among so many documents, or all but can."""
    rest = tokens % documents
    return min(rest, documents - rest) <= _NEAR * tokens


def _link(old: Path, new: Path) -> None:
    """Give a new folder the files of segments: the same ones under another name, if that works."""
    names = {str(each["segment_id"]).replace("-", "") for each in segments(old)}
    files = [file for file in old.iterdir() if file.name.partition(".")[0] in names]
    for file in files:
        share(file, new)
    for name in (META, KEYS):  # these are written to
        shutil.copyfile(old / name, new / name)
    managed = [META, *(file.name for file in files)]
    (new / _MANAGED).write_text(json.dumps(managed), encoding="utf-8")


@contextmanager
def _writing() -> Iterator[None]:
    """Report what goes wrong in Rust as Python does: mostly, the disk is full."""
    try:
        yield
    except BaseException as error:
        if isinstance(error, ValueError) or is_panic(error):
            raise OSError(str(error)) from error
        raise
