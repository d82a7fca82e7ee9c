"""Stored bytes of documents, several per block: compressed together they take half the space."""

import struct
import zlib
from array import array
from bisect import bisect_right
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import NamedTuple

from wikisearch.engines.compression import MAX_STORED, decompress
from wikisearch.engines.whoosh.layout import BLOCKS, STORED, Table, TableWriter, WritableFile
from wikisearch.model.cache_sizes import STORED_BLOCKS
from wikisearch.storage.files import little_endian

_BLOCK_SIZE = 16_000
"""Uncompressed bytes; a larger block takes less space and more time to read."""

_COUNT = struct.Struct("<I")


class StoredWriter:
    """Writes blocks in document order."""

    def __init__(self, blocks: WritableFile, first_documents: WritableFile) -> None:
        self._blocks = TableWriter(blocks)
        self._first_documents_file = first_documents
        self._first_documents = array("I")
        self._next_document = 0
        self._reset()

    def append(self, data: bytes) -> None:
        """Add the stored bytes of the next document."""
        self._pieces.append(data)
        self._room -= len(data)
        if self._room <= 0:
            self._flush()

    def close(self) -> None:
        """Complete both files."""
        if self._pieces:
            self._flush()
        self._blocks.close()
        self._first_documents_file.write(little_endian(self._first_documents).tobytes())
        self._first_documents_file.close()

    def _reset(self) -> None:
        self._pieces: list[bytes] = []
        self._room = _BLOCK_SIZE

    def _flush(self) -> None:
        ends = little_endian(array("I", accumulate(map(len, self._pieces))))
        head = _COUNT.pack(len(self._pieces)) + ends.tobytes()
        self._blocks.append(zlib.compress(b"".join((head, *self._pieces))))
        self._first_documents.append(self._next_document)
        self._next_document += len(self._pieces)
        self._reset()


class _Block(NamedTuple):
    ends: "array[int]"
    data: bytes


class StoredReader:
    """Reads the stored bytes of the documents of one segment."""

    def __init__(self, path: Path) -> None:
        self._blocks = Table(path.with_name(path.name + STORED))
        first_documents = path.with_name(path.name + BLOCKS)
        size = first_documents.stat().st_size
        if size != len(self._blocks) * array("I").itemsize:
            raise ValueError(f"{first_documents.name} has {size} bytes, and is of other blocks")
        self._first_documents = little_endian(array("I", first_documents.read_bytes()))
        self._block = lru_cache(STORED_BLOCKS)(self._read_block)

    def close(self) -> None:
        """Close the file."""
        self._block.cache_clear()
        self._blocks.close()

    def __getitem__(self, number: int) -> bytes:
        block = bisect_right(self._first_documents, number) - 1
        ends, data = self._block(block)
        index = number - self._first_documents[block]
        return data[ends[index - 1] if index else 0 : ends[index]]

    def _read_block(self, block: int) -> _Block:
        raw = decompress(self._blocks[block], MAX_STORED)
        start = _COUNT.size + array("I").itemsize * _COUNT.unpack_from(raw)[0]
        return _Block(little_endian(array("I", raw[_COUNT.size : start])), raw[start:])
