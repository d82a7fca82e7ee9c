"""The files of a segment: names, and one kind of table for all of them.

Whoosh's own tables are pickles in part, which may run code when they are read, and reading them
takes importing Whoosh, which takes longer than a query. These hold the same facts, run nothing,
and are read by the standard library alone.
"""

import mmap
import struct
import zlib
from array import array
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from typing import Protocol

from wikisearch.engines.read_errors import read_errors
from wikisearch.storage.files import little_endian

SEGMENTS_FILE = "segments.json"
MANY = "wiki"  # how the names of all segments begin

TERMS = ".trm"  # tokens with the number of their field, ascending
POSTINGS = ".pst"  # postings of each of them
KEYS = ".key"  # page and key of each document
STORED = ".sto"  # what was stored with it, several documents in a block
BLOCKS = ".blk"  # the first document of each block
LENGTHS = ".len"  # its length byte
SIZES = ".siz"  # its length, exactly
RANKS = ".rnk"  # its place in the order of keys
ORDER = ".ord"  # documents in the order of keys
STARTS = ".beg"  # where its first token stands among those of all documents
LAST = ".lst"  # a bit that says whether it is the last of its page

COLUMNS = (KEYS, STORED, LENGTHS, SIZES, RANKS, STARTS, LAST)
FILES = (TERMS, POSTINGS, *COLUMNS, BLOCKS, ORDER)

SCORED = "scored"
KEYWORD = "keyword"

_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    struct.error,
    zlib.error,
)
"""What Python raises over bytes that are not what was written."""

_TRAILER = struct.Struct("<Qc")  # number of offsets, and their type code
_SHORT, _LONG = "I", "Q"
_OFFSETS = (_SHORT.encode(), _LONG.encode())
_MOST_SHORT = 2**32 - 1


def keyword_token(field: str, value: str) -> str:
    """Name a value as the one keyword field does: fewer fields are fewer tables."""
    return f"{field}={value}"


class File(Protocol):
    """What a table is written to."""

    def write(self, data: bytes, /) -> object:
        """Append."""

    def close(self) -> None:
        """Complete."""


class TableWriter:
    """Writes byte strings one after the other, then where each begins."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._offsets = array("Q", [0])

    def append(self, item: bytes) -> None:
        """Add the next string."""
        self._file.write(item)
        self._offsets.append(self._offsets[-1] + len(item))

    def close(self) -> None:
        """Complete the table."""
        code = _SHORT if self._offsets[-1] <= _MOST_SHORT else _LONG
        self._file.write(little_endian(array(code, self._offsets)).tobytes())
        self._file.write(_TRAILER.pack(len(self._offsets), code.encode()))
        self._file.close()


class Table(Sequence[bytes]):
    """Such strings, each read when it is asked for."""

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        count, code = _TRAILER.unpack(self._map[-_TRAILER.size :])
        if code not in _OFFSETS:
            raise ValueError(f"{path.name} has no table of offsets")
        self._offsets = array(code.decode())
        end = len(self._map) - _TRAILER.size
        start = end - count * self._offsets.itemsize
        if count < 1 or start < 0:
            raise ValueError(f"{path.name} has no table of offsets")
        self._offsets.frombytes(self._map[start:end])
        little_endian(self._offsets)

    def close(self) -> None:
        """Let go of the file."""
        self._map.close()

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, number: int) -> bytes:  # type: ignore[override]
        return self._map[self._offsets[number] : self._offsets[number + 1]]

    def between(self, numbers: range) -> list[bytes]:
        """Read all strings of a run of numbers, in a third of the time."""
        offsets = self._offsets[numbers.start : numbers.stop + 1]
        data = self._map[offsets[0] : offsets[-1]] if numbers else b""
        return [data[start - offsets[0] : end - offsets[0]] for start, end in pairwise(offsets)]


@contextmanager
def reading(directory: Path) -> Iterator[None]:
    """Report whatever goes wrong while an index is read as one clear error."""
    try:
        yield
    except _DAMAGE as error:
        raise read_errors(directory, error) from error
