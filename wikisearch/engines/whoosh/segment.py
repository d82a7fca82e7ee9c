"""One segment as it lies on disk: its terms, its postings, its columns."""

import zlib
from array import array
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from whoosh.codec.whoosh3 import W3Codec
from whoosh.columns import VarBytesColumn
from whoosh.filedb.filetables import OrderedHashReader
from whoosh.system import pack_ushort

from wikisearch.engines.whoosh.codec import TERM
from wikisearch.engines.whoosh.postings import Postings, decode
from wikisearch.engines.whoosh.schema import KEY, KEYWORD, LENGTH, PAGE, STORED, keyword_token
from wikisearch.engines.whoosh.storage import PlainStorage


class Segment:
    """Reads what was asked of one segment, and decodes no more than that."""

    def __init__(self, storage: PlainStorage, facts: dict[str, Any]) -> None:
        self.documents = int(facts["documents"])
        self.with_tokens = int(facts["with_tokens"])
        self.total_length = int(facts["total_length"])
        self._storage = storage
        self._name = str(facts["name"])
        self._open_files: list[Any] = []
        self._terms = OrderedHashReader(*self._file(W3Codec.TERMS_EXT))
        self._field_numbers: dict[str, int] = self._terms.extras["fieldmap"]
        self._postings, _ = self._file(W3Codec.POSTS_EXT)

    def close(self) -> None:
        """Let go of the files."""
        for file in self._open_files:
            file.close()

    def frequency(self, field: str, token: str) -> int:
        """Documents that hold a token."""
        entry = self._entry(field, token)
        return TERM.unpack(entry)[2] if entry else 0

    def postings(self, field: str, token: str) -> Postings:
        """Where a token stands; empty when nowhere."""
        entry = self._entry(field, token)
        if not entry:
            return Postings([], [], None)
        offset, size, _ = TERM.unpack(entry)
        return decode(self._postings.get(offset, size))

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Tokens of a field that begin so, in order of their bytes."""
        if field not in self._field_numbers:
            return
        start = self._key(field, prefix)
        for key in self._terms.keys_from(start):
            if not key.startswith(start):
                return
            yield key[2:].decode("utf-8", "surrogatepass")

    @cached_property
    def lengths(self) -> bytes:
        """Length byte of every document."""
        return self._column(LENGTH).ljust(self.documents, b"\0")

    @cached_property
    def pages(self) -> "array[int]":
        """Number of the page that every document belongs to."""
        numbers = array("I", self._column(PAGE).ljust(self.documents * 4, b"\0"))
        numbers.byteswap()  # Whoosh writes big-endian columns
        return numbers

    def key(self, document: int) -> tuple[str, str]:
        """Page and key of a document."""
        page, _, rest = self._keys[document].decode().partition("\0")
        return page, page + rest

    def stored(self, key: str) -> bytes | None:
        """What was stored under a key."""
        found = self.postings(KEYWORD, keyword_token(KEY, key)).ids
        return zlib.decompress(self._stored[found[0]]) if found else None

    @cached_property
    def _keys(self) -> Any:
        return self._bytes_column(KEY)

    @cached_property
    def _stored(self) -> Any:
        return self._bytes_column(STORED)

    def _entry(self, field: str, token: str) -> bytes | None:
        if field not in self._field_numbers:
            return None
        entry: bytes | None = self._terms.get(self._key(field, token))
        return entry

    def _key(self, field: str, token: str) -> bytes:
        number: bytes = pack_ushort(self._field_numbers[field])
        return number + token.encode("utf-8", "surrogatepass")

    def _file(self, extension: str) -> tuple[Any, int]:
        name = self._name + extension
        file = self._storage.open_file(name)
        self._open_files.append(file)
        return file, self._storage.file_length(name)

    def _column(self, field: str) -> bytes:
        file, size = self._file(f".{field}{W3Codec.COLUMN_EXT}")
        values: bytes = file.get(0, size)
        return values

    def _bytes_column(self, field: str) -> Any:
        file, size = self._file(f".{field}{W3Codec.COLUMN_EXT}")
        return VarBytesColumn().reader(file, 0, size, self.documents)
