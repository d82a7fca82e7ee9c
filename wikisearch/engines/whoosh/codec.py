"""How Whoosh writes our segments: it collects, sorts and spills; this fills the files."""

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import groupby, zip_longest
from operator import itemgetter
from typing import Any

from whoosh.codec import base

from wikisearch.engines.whoosh.bitsets import bits_of, packed
from wikisearch.engines.whoosh.layout import (
    BLOCKS,
    COLUMNS,
    KEYS,
    LAST,
    LENGTHS,
    ORDER,
    POSTINGS,
    RANKS,
    SIZES,
    STARTS,
    STORED,
    TERMS,
    TableWriter,
)
from wikisearch.engines.whoosh.postings import encode, encode_places
from wikisearch.engines.whoosh.postings_buffer import Item, unpacked
from wikisearch.engines.whoosh.segment import FIELD_NUMBERS
from wikisearch.engines.whoosh.stored import StoredWriter
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.storage.files import little_endian


class Segment(base.Segment):  # type: ignore[misc]
    """A new segment; named by its number, so that builds are alike."""

    def __init__(self, indexname: str, number: int) -> None:
        self.indexname = indexname
        self.segid = str(number)
        self.compound = False
        self._documents = 0
        self._opened: list[Any] = []

    def create_file(self, storage: Any, ext: str, **kwargs: Any) -> Any:
        """Open a file of the segment for writing, and remember it."""
        file = super().create_file(storage, ext, **kwargs)
        self._opened.append(file)
        return file

    def release(self) -> None:
        """Close whatever a failed write left open."""
        for file in self._opened:
            if not file.is_closed:
                with suppress(OSError):
                    file.close()

    def set_doc_count(self, doccount: int) -> None:
        """Note the number of documents."""
        self._documents = doccount

    def doc_count_all(self) -> int:
        """Documents in the segment."""
        return self._documents

    def should_assemble(self) -> bool:
        """Leave the files apart: one file would need a directory of its own."""
        return False


class ColumnWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Writes what is kept for each document."""

    def __init__(self, storage: Any, segment: Segment) -> None:
        self._files = {
            name: segment.create_file(storage, name) for name in (*COLUMNS, BLOCKS, ORDER)
        }
        self._key_table = TableWriter(self._files[KEYS])
        self._stored = StoredWriter(self._files[STORED], self._files[BLOCKS])
        self._numbers = {LENGTHS: array("B"), SIZES: array("I"), STARTS: array("I")}
        self._keys: list[str] = []
        self._pages: list[str] = []
        self._columns: dict[str, Any] = {
            KEYS: self._key_table,
            STORED: self._stored,
            **self._numbers,
            RANKS: self._keys,
            LAST: self._pages,
        }
        self.is_closed = False

    def add_column_value(self, fieldname: str, _: Any, value: Any) -> None:
        """Keep the value of a column; columns are named by the file they are in."""
        self._columns[fieldname].append(value)

    def close(self) -> None:
        """Complete the files."""
        self._key_table.close()
        self._stored.close()
        order = array("I", sorted(range(len(self._keys)), key=self._keys.__getitem__))
        places = {ORDER: order, RANKS: _inverse(order)}
        for name, numbers in {**self._numbers, **places}.items():
            self._files[name].write(little_endian(numbers).tobytes())
            self._files[name].close()
        self._files[LAST].write(packed(_last(self._pages), len(self._pages)))
        self._files[LAST].close()
        self.is_closed = True


class TermWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the tokens of every field, and the postings of each."""

    def __init__(self, storage: Any, segment: Segment) -> None:
        self._terms = TableWriter(segment.create_file(storage, TERMS))
        self._postings = TableWriter(segment.create_file(storage, POSTINGS))
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: Iterable[Item]) -> None:
        """Write postings, which come in order of field, token and document."""
        for (field, token), group in groupby(items, key=itemgetter(0, 1)):
            ids, others = array("I"), array("I")
            for item in group:
                numbers, more = unpacked(item)
                ids += numbers
                others += more
            encoder = encode_places if field in POSITIONAL_FIELDS else encode
            self._terms.append(FIELD_NUMBERS[field] + token)
            self._postings.append(encoder(ids, others))

    def close(self) -> None:
        """Complete the files."""
        self._terms.close()
        self._postings.close()
        self.is_closed = True


class Codec(base.Codec):  # type: ignore[misc]
    """Whoosh's way to be told how to write; reading is our own reader's work."""

    length_stats = False

    def __init__(self, number: int) -> None:
        self._number = number

    def per_document_writer(self, storage: Any, segment: Segment) -> ColumnWriter:
        """Writer of columns."""
        return ColumnWriter(storage, segment)

    def field_writer(self, storage: Any, segment: Segment) -> TermWriter:
        """Writer of terms and postings."""
        return TermWriter(storage, segment)

    def new_segment(self, _: Any, indexname: str) -> Segment:
        """Begin a segment."""
        return Segment(indexname, self._number)


def _inverse(order: "array[int]") -> "array[int]":
    """Place of each number in an order of all."""
    ranks = array("I", order)
    for rank, number in enumerate(order):
        ranks[number] = rank
    return ranks


def _last(pages: Sequence[str]) -> int:
    """Set of the documents whose neighbour is of another page."""
    neighbours = zip_longest(pages, pages[1:])
    return bits_of([n for n, (page, other) in enumerate(neighbours) if page != other], len(pages))
