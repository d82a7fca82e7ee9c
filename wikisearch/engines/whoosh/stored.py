"""What was stored with documents: several in a block, for together they compress to half."""

import struct
import zlib
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from wikisearch.engines.whoosh.layout import (
    BLOCKS,
    STORED,
    File,
    Table,
    TableWriter,
)
from wikisearch.storage.files import little_endian

_BLOCK = 16_000
"""Bytes before they are compressed; a larger block takes less room and longer to read."""

_REMEMBERED = 64  # blocks; those of the sections of one page are often the same
_COUNT = struct.Struct("<I")


class StoredWriter:
    """Writes blocks in the order of documents."""

    def __init__(self, blocks: File, firsts: File) -> None:
        self._blocks = TableWriter(blocks)
        self._file = firsts
        self._firsts = array("I")
        self._next = 0
        self._begin()

    def append(self, data: bytes) -> None:
        """Add what is stored with the next document."""
        self._pieces.append(data)
        self._room -= len(data)
        if self._room <= 0:
            self._flush()

    def close(self) -> None:
        """Complete both files."""
        if self._pieces:
            self._flush()
        self._blocks.close()
        self._file.write(little_endian(self._firsts).tobytes())
        self._file.close()

    def _begin(self) -> None:
        self._pieces: list[bytes] = []
        self._room = _BLOCK

    def _flush(self) -> None:
        ends = little_endian(array("I", accumulate(map(len, self._pieces))))
        head = _COUNT.pack(len(self._pieces)) + ends.tobytes()
        self._blocks.append(zlib.compress(b"".join((head, *self._pieces))))
        self._firsts.append(self._next)
        self._next += len(self._pieces)
        self._begin()


class _Block(NamedTuple):
    ends: "array[int]"
    data: bytes


class Stored:
    """Reads what is stored with a document of one segment."""

    def __init__(self, path: Path) -> None:
        self._blocks = Table(path.with_name(path.name + STORED))
        firsts = path.with_name(path.name + BLOCKS).read_bytes()
        self._firsts = little_endian(array("I", firsts))
        self._block = lru_cache(_REMEMBERED)(self._read_block)

    def close(self) -> None:
        """Let go of the file."""
        self._block.cache_clear()
        self._blocks.close()

    def __getitem__(self, document: int) -> bytes:
        number = bisect_right(self._firsts, document) - 1
        ends, data = self._block(number)
        place = document - self._firsts[number]
        return data[ends[place - 1] if place else 0 : ends[place]]

    def _read_block(self, number: int) -> _Block:
        raw = zlib.decompress(self._blocks[number])
        start = _COUNT.size + array("I").itemsize * _COUNT.unpack_from(raw)[0]
        return _Block(little_endian(array("I", raw[_COUNT.size : start])), raw[start:])
