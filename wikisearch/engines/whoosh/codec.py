"""How Whoosh writes our segments: its hash tables and columns, our postings."""

import struct
from array import array
from typing import Any

from whoosh.codec.base import PostingsWriter
from whoosh.codec.whoosh3 import W3Codec

from wikisearch.engines.whoosh.postings import encode

TERM = struct.Struct("<QII")
"""What the term table holds of a token: place and size of its postings, number of documents."""


class TermInfo:
    """Where the postings of a token are."""

    def __init__(self, offset: int, size: int, documents: int) -> None:
        self._values = (offset, size, documents)

    def to_bytes(self) -> bytes:
        """Value of the token in the term table."""
        return TERM.pack(*self._values)


class BlobWriter(PostingsWriter):  # type: ignore[misc]
    """Collects the postings of one token after the other and writes each list whole."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def start_postings(self, format_: Any, terminfo: Any) -> None:  # noqa: ARG002 - Whoosh's call
        """Begin with the next token."""
        self._ids: list[int] = []
        self._frequencies: list[int] = []
        self._gaps: list[int] = []

    def add_posting(self, id_: int, weight: float, vbytes: bytes, length: Any = None) -> None:  # noqa: ARG002
        """Add a document; `vbytes` are the gaps between its positions, `weight` their number."""
        self._ids.append(id_)
        self._frequencies.append(int(weight))
        if vbytes:
            self._gaps.extend(array("I", vbytes))

    def finish_postings(self) -> TermInfo:
        """Write the list."""
        data = encode(self._ids, self._frequencies, self._gaps or None)
        offset = self._file.tell()
        self._file.write(data)
        return TermInfo(offset, len(data), len(self._ids))

    def written(self) -> bool:
        """Nothing is written before a list is whole."""
        return False


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with our postings; read by our own reader only."""

    length_stats = False

    def postings_writer(self, dbfile: Any, byteids: bool = False) -> BlobWriter:  # noqa: ARG002
        """Writer of one field's postings."""
        return BlobWriter(dbfile)
