"""How Whoosh writes our segments: it collects, sorts and spills; this fills the files."""

from array import array
from collections.abc import Iterable
from contextlib import suppress
from itertools import groupby
from operator import itemgetter
from typing import Any

from whoosh.codec import base

from wikisearch.engines.whoosh.layout import (
    KEYS,
    LENGTHS,
    PAGES,
    POSTINGS,
    SIZES,
    STORED,
    TERMS,
    TableWriter,
    little_endian,
)
from wikisearch.engines.whoosh.postings import encode
from wikisearch.engines.whoosh.segment import FIELD_NUMBERS


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
        self._tables = {
            extension: TableWriter(segment.create_file(storage, extension))
            for extension in (KEYS, STORED)
        }
        self._arrays = {LENGTHS: array("B"), PAGES: array("I"), SIZES: array("I")}
        self._files = {
            extension: segment.create_file(storage, extension) for extension in self._arrays
        }
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:
        """Begin a document."""

    def add_field(self, *_: Any) -> None:
        """Keep nothing: lengths and stored values are columns of ours."""

    def add_column_value(self, fieldname: str, _: Any, value: Any) -> None:
        """Keep the value of a column; columns are named by the file they are in."""
        if fieldname in self._tables:
            self._tables[fieldname].append(value)
        else:
            self._arrays[fieldname].append(value)

    def close(self) -> None:
        """Complete the files."""
        for table in self._tables.values():
            table.close()
        for extension, file in self._files.items():
            file.write(little_endian(self._arrays[extension]).tobytes())
            file.close()
        self.is_closed = True


class TermWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the tokens of every field, and the postings of each."""

    def __init__(self, storage: Any, segment: Segment) -> None:
        self._terms = TableWriter(segment.create_file(storage, TERMS))
        self._postings = TableWriter(segment.create_file(storage, POSTINGS))
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: Iterable[tuple[Any, ...]]) -> None:
        """Write postings, which come in order of field, token and document."""
        for (field, token), group in groupby(items, key=itemgetter(0, 1)):
            ids: list[int] = []
            frequencies: list[int] = []
            gaps = array("I")
            for _, _, number, weight, positions in group:
                ids.append(number)
                frequencies.append(int(weight))
                gaps.frombytes(positions)
            self._terms.append(FIELD_NUMBERS[field] + token)
            self._postings.append(encode(ids, frequencies, gaps or None))

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
