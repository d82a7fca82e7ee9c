"""The files of a segment: their extensions, and the one table format they share.

Whoosh's own files are partly pickles, which may run code when they are read. Reading them also
imports Whoosh, which takes longer than a query. These files need the standard library only.
"""

import mmap
import struct
from array import array
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from wikisearch.storage.files import little_endian

TERMS = ".trm"  # field number and token of each term, ascending
POSTINGS = ".pst"  # postings of each term
KEYS = ".key"  # page and key of each document
STORED = ".sto"  # stored bytes, several documents per block
BLOCKS = ".blk"  # number of the first document of each block
LENGTH_BYTES = ".len"  # field length of each document, quantized to one byte
LENGTHS = ".siz"  # field length of each document, exact
KEY_RANKS = ".rnk"  # rank of each document in key order
KEY_ORDER = ".ord"  # documents in key order
START_POSITIONS = ".beg"  # position of the first token of each document
PAGE_ENDS = ".lst"  # one bit per document: whether it is the last one of its page

COLUMNS = (KEYS, STORED, LENGTH_BYTES, LENGTHS, KEY_RANKS, START_POSITIONS, PAGE_ENDS)
EXTENSIONS = (TERMS, POSTINGS, *COLUMNS, BLOCKS, KEY_ORDER)

SCORED = "scored"
KEYWORD = "keyword"

_MAX_ROWS = 1 << 26

_TRAILER = struct.Struct("<Qc")  # number of offsets, and their type code
_SHORT, _LONG = "I", "Q"
_OFFSET_CODES = (_SHORT.encode(), _LONG.encode())
_MAX_SHORT = 2**32 - 1


def keyword_token(field: str, value: str) -> str:
    """Return the token of a keyword: all keyword fields share one field of the segment."""
    return f"{field}={value}"


class WritableFile(Protocol):
    """The file of a table."""

    def write(self, data: bytes, /) -> object:
        """Append."""

    def close(self) -> None:
        """Complete."""


class TableWriter:
    """Writes rows of bytes one after the other, then their offsets."""

    def __init__(self, file: WritableFile) -> None:
        self._file = file
        self._offsets = array("Q", [0])

    def append(self, row: bytes) -> None:
        """Add the next row."""
        self._file.write(row)
        self._offsets.append(self._offsets[-1] + len(row))

    def close(self) -> None:
        """Write the offsets and close the file."""
        code = _SHORT if self._offsets[-1] <= _MAX_SHORT else _LONG
        self._file.write(little_endian(array(code, self._offsets)).tobytes())
        self._file.write(_TRAILER.pack(len(self._offsets), code.encode()))
        self._file.close()


class Table(Sequence[bytes]):
    """A memory-mapped table; a row is read when it is accessed."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        count, code = _TRAILER.unpack(self._map[-_TRAILER.size :])
        if code not in _OFFSET_CODES or not 1 <= count <= _MAX_ROWS:
            raise ValueError(f"{path.name} has no table of offsets")
        self._offsets = array(code.decode())
        end = len(self._map) - _TRAILER.size
        start = end - count * self._offsets.itemsize
        if start < 0:
            raise ValueError(f"{path.name} has no table of offsets")
        self._offsets.frombytes(self._map[start:end])
        little_endian(self._offsets)

    def close(self) -> None:
        """Unmap the file."""
        self._map.close()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self._map[self._offsets[number] : self._offsets[number + 1]]

    def rows(self, numbers: range) -> list[bytes]:
        """Return consecutive rows, three times as fast as one by one."""
        offsets = self._offsets[numbers.start : numbers.stop + 1]
        data = self._map[offsets[0] : offsets[-1]] if numbers else b""
        return [data[start - offsets[0] : end - offsets[0]] for start, end in pairwise(offsets)]
