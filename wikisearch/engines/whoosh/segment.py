"""One segment as it lies on disk: its terms, its postings, its columns."""

import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from wikisearch.engines.whoosh.layout import (
    FILES,
    KEY,
    KEYS,
    KEYWORD,
    LENGTHS,
    PAGES,
    POSTINGS,
    SCORED,
    SIZES,
    STORED,
    TERMS,
    Table,
    keyword_token,
    little_endian,
)
from wikisearch.engines.whoosh.postings import Postings, decode, documents
from wikisearch.model.document import POSITIONAL_FIELDS

# Whoosh writes fields in the order of their names, and terms must ascend.
FIELD_NUMBERS = {
    name: number.to_bytes()
    for number, name in enumerate(sorted((SCORED, KEYWORD, *POSITIONAL_FIELDS)))
}


def encoded(token: str) -> bytes:
    """Bytes of a token; lone surrogates pass, for a page may hold them."""
    return token.encode("utf-8", "surrogatepass")


class Segment:
    """Reads what was asked of one segment, and decodes no more than that."""

    def __init__(self, directory: Path, facts: dict[str, Any]) -> None:
        self.name = str(facts["name"])
        self.documents = int(facts["documents"])
        """How many are in its files."""
        self.deleted = frozenset(map(int, facts["deleted"]))
        """Numbers of those that no longer count; its files still hold them."""
        self.with_tokens = int(facts["with_tokens"])
        self.total_length = int(facts["total_length"])
        self._path = directory / self.name
        self._terms = self._table(TERMS)
        self._postings = self._table(POSTINGS)
        self._keys = self._table(KEYS)
        self._stored = self._table(STORED)

    def close(self) -> None:
        """Let go of the files."""
        for table in (self._terms, self._postings, self._keys, self._stored):
            table.close()

    def frequency(self, field: str, token: str) -> int:
        """Documents that hold a token, without those that were deleted."""
        number = self._number(field, token)
        if number is None:
            return 0
        data = self._postings[number]
        gone = len(self.deleted.intersection(decode(data).ids)) if self.deleted else 0
        return documents(data) - gone

    def postings(self, field: str, token: str) -> Postings:
        """Where a token stands, in deleted documents as well; empty when nowhere."""
        number = self._number(field, token)
        return Postings([], [], None) if number is None else decode(self._postings[number])

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Tokens of a field that begin so, in order of their bytes; none of deleted documents."""
        start = FIELD_NUMBERS[field] + encoded(prefix)
        for number in range(bisect_left(self._terms, start), len(self._terms)):
            term = self._terms[number]
            if not term.startswith(start):
                return
            if not self.deleted or self._is_alive(self._postings[number]):
                yield term[1:].decode("utf-8", "surrogatepass")

    def values(self, field: str) -> Iterator[tuple[str, list[int]]]:
        """Values of a keyword field, each with the documents that carry it, deleted ones too."""
        start = keyword_token(field, "")
        for token in self.tokens(KEYWORD, start):
            yield token.removeprefix(start), self.postings(KEYWORD, token).ids

    @cached_property
    def lengths(self) -> bytes:
        """Length byte of every document."""
        return self._file(LENGTHS).read_bytes()

    @cached_property
    def pages(self) -> "array[int]":
        """Number of the page that every document belongs to."""
        return little_endian(array("I", self._file(PAGES).read_bytes()))

    @cached_property
    def sizes(self) -> "array[int]":
        """Number of scored tokens of every document."""
        return little_endian(array("I", self._file(SIZES).read_bytes()))

    def key(self, document: int) -> tuple[str, str]:
        """Page and key of a document."""
        size, _, key = self._keys[document].decode("utf-8", "surrogatepass").partition(" ")
        return key[: int(size)], key

    def stored(self, key: str) -> bytes | None:
        """What was stored under a key."""
        for found in self.postings(KEYWORD, keyword_token(KEY, key)).ids:
            if found not in self.deleted:
                return zlib.decompress(self._stored[found])
        return None

    def files(self) -> list[Path]:
        """Every file it is kept in."""
        return [self._file(each) for each in FILES]

    def _is_alive(self, data: bytes) -> bool:
        # Most tokens are seen to be alive by their number or their first document.
        return documents(data) > len(self.deleted) or not self.deleted.issuperset(decode(data).ids)

    def _number(self, field: str, token: str) -> int | None:
        term = FIELD_NUMBERS[field] + encoded(token)
        number = bisect_left(self._terms, term)
        return number if number < len(self._terms) and self._terms[number] == term else None

    def _file(self, extension: str) -> Path:
        return self._path.with_name(self._path.name + extension)

    def _table(self, extension: str) -> Table:
        return Table(self._file(extension))
