"""Hooks by which Whoosh writes our segment files: it collects, sorts and spills the postings."""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from wikisearch.engines.whoosh.bitsets import bitset_bytes, bitset_of
from wikisearch.engines.whoosh.layout import (
    BLOCKS,
    COLUMNS,
    KEY_ORDER,
    KEY_RANKS,
    KEYS,
    LENGTH_BYTES,
    LENGTHS,
    PAGE_ENDS,
    POSTINGS,
    START_POSITIONS,
    STORED,
    TERMS,
    TableWriter,
)
from wikisearch.engines.whoosh.postings import encode_frequencies, encode_positions
from wikisearch.engines.whoosh.postings_buffer import PostingsItem, unpacked
from wikisearch.engines.whoosh.segment import FIELD_NUMBERS
from wikisearch.engines.whoosh.stored import StoredWriter
from wikisearch.engines.whoosh.whoosh_library import base
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.storage.files import little_endian


class NewSegment(base.Segment):  # type: ignore[misc]
    """A segment that is being written; its name is its number, so builds are reproducible."""

    def __init__(self, indexname: str, number: int) -> None:
        self.indexname = indexname
        self.segid = str(number)
        self.compound = False
        self._documents = 0
        self._opened: list[Any] = []

    def create_file(self, storage: Any, ext: str, **kwargs: Any) -> Any:
        """Open a file of the segment for writing, and record it."""
        file = super().create_file(storage, ext, **kwargs)
        self._opened.append(file)
        return file

    def release(self) -> None:
        """Close all files that a failed write left open."""
        for file in self._opened:
            if not file.is_closed:
                with suppress(OSError):
                    file.close()

    def set_doc_count(self, doccount: int) -> None:
        """Set the number of documents."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Return the number of documents."""
        return self._documents

    def should_assemble(self) -> bool:
        """Keep the files separate: one file would need a table of contents."""
        return False


class ColumnWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Writes the columns: one value per document."""

    def __init__(self, storage: Any, segment: NewSegment) -> None:
        self._files = {
            name: segment.create_file(storage, name) for name in (*COLUMNS, BLOCKS, KEY_ORDER)
        }
        self._key_table = TableWriter(self._files[KEYS])
        self._stored = StoredWriter(self._files[STORED], self._files[BLOCKS])
        self._numbers = {
            LENGTH_BYTES: array("B"),
            LENGTHS: array("I"),
            START_POSITIONS: array("I"),
        }
        self._keys: list[str] = []
        self._pages: list[str] = []
        self._columns: dict[str, Any] = {
            KEYS: self._key_table,
            STORED: self._stored,
            **self._numbers,
            KEY_RANKS: self._keys,
            PAGE_ENDS: self._pages,
        }
        self.is_closed = False

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Add the next value of each column; columns are named by their file extension."""
        for name, value in values.items():
            self._columns[name].append(value)

    def close(self) -> None:
        """Complete the files."""
        self._key_table.close()
        self._stored.close()
        order = array("I", sorted(range(len(self._keys)), key=self._keys.__getitem__))
        by_key = {KEY_ORDER: order, KEY_RANKS: _inverse(order)}
        for name, numbers in {**self._numbers, **by_key}.items():
            self._files[name].write(little_endian(numbers).tobytes())
            self._files[name].close()
        self._files[PAGE_ENDS].write(bitset_bytes(_page_ends(self._pages), len(self._pages)))
        self._files[PAGE_ENDS].close()
        self.is_closed = True


class TermWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the terms of every field, and the postings of each."""

    def __init__(self, storage: Any, segment: NewSegment) -> None:
        self._terms = TableWriter(segment.create_file(storage, TERMS))
        self._postings = TableWriter(segment.create_file(storage, POSTINGS))
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: Iterable[PostingsItem]) -> None:
        """Write postings, which come in order of field, token and document."""
        for (field, token), group in groupby(items, key=itemgetter(0, 1)):
            first, *later = group
            numbers, others = unpacked(first)
            for item in later:  # if the buffer was flushed meanwhile
                more_numbers, more_others = unpacked(item)
                numbers += more_numbers
                others += more_others
            encode = encode_positions if field in POSITIONAL_FIELDS else encode_frequencies
            self._terms.append(FIELD_NUMBERS[field] + token)
            self._postings.append(encode(numbers, others))

    def close(self) -> None:
        """Complete the files."""
        self._terms.close()
        self._postings.close()
        self.is_closed = True


class Codec(base.Codec):  # type: ignore[misc]
    """Whoosh's extension point for writing; our own reader does the reading."""

    length_stats = False

    def __init__(self, number: int) -> None:
        self._number = number

    def per_document_writer(self, storage: Any, segment: NewSegment) -> ColumnWriter:
        """Return the writer of columns."""
        return ColumnWriter(storage, segment)

    def field_writer(self, storage: Any, segment: NewSegment) -> TermWriter:
        """Return the writer of terms and postings."""
        return TermWriter(storage, segment)

    def new_segment(self, _: Any, indexname: str) -> NewSegment:
        """Start a segment."""
        return NewSegment(indexname, self._number)


def _inverse(order: "array[int]") -> "array[int]":
    """Return the inverse of a permutation."""
    ranks = array("I", order)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks


def _page_ends(pages: Sequence[str]) -> int:
    """Return the set of documents whose successor belongs to another page."""
    pairs = zip_longest(pages, pages[1:])
    ends = [number for number, (page, following) in enumerate(pairs) if page != following]
    return bitset_of(ends, len(pages))
