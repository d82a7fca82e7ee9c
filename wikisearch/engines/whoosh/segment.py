"""One segment as it lies on disk: its terms, its postings, its columns."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from wikisearch.engines.expansion import Lexicon
from wikisearch.engines.whoosh.bitsets import bits_of
from wikisearch.engines.whoosh.layout import (
    KEYS,
    KEYWORD,
    LAST,
    LENGTHS,
    ORDER,
    POSTINGS,
    RANKS,
    SCORED,
    SIZES,
    STARTS,
    TERMS,
    Table,
)
from wikisearch.engines.whoosh.postings import decode_ids, documents, opened
from wikisearch.engines.whoosh.stored import Stored
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.storage.files import little_endian

# Terms ascend, and so do the numbers of their fields.
FIELD_NUMBERS = {
    name: number.to_bytes()
    for number, name in enumerate(sorted((SCORED, KEYWORD, *POSITIONAL_FIELDS)))
}
_REMEMBERED = 1 << 16  # keys of documents, some 200 bytes each
_BEYOND = b"\xff"  # after whatever a token goes on with: no UTF-8 has it


def encoded(token: str) -> bytes:
    """Bytes of a token; lone surrogates pass, for a page may hold them."""
    return token.encode("utf-8", "surrogatepass")


def _decoded(term: bytes) -> str:
    return term[1:].decode("utf-8", "surrogatepass")


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
        if self._file(LENGTHS).stat().st_size != self.documents:
            # Sets take a bit for every document, so this is not left to chance.
            raise ValueError(f"{self.name} has lengths of other documents")
        self._terms = self._table(TERMS)
        self._postings = self._table(POSTINGS)
        self._keys = self._table(KEYS)
        self._stored = Stored(self._path)
        self._lexicons: dict[str, Lexicon[int]] = {}
        self.identity = lru_cache(_REMEMBERED)(self._read_identity)
        """Key and page of a document by its number."""

    def close(self) -> None:
        """Let go of the files."""
        for table in (self._terms, self._postings, self._keys, self._stored):
            table.close()

    @cached_property
    def alive(self) -> int:
        """Set of the documents that count."""
        return (1 << self.documents) - 1 & ~bits_of(tuple(self.deleted), self.documents)

    @cached_property
    def last(self) -> int:
        """Set of the documents that are the last of their page, which come one after the other."""
        return int.from_bytes(self._file(LAST).read_bytes(), "little")

    @cached_property
    def lengths(self) -> bytes:
        """Length byte of every document."""
        return self._file(LENGTHS).read_bytes()

    @cached_property
    def ranks(self) -> "array[int]":
        """Place of every document in the order of keys."""
        return self._array(RANKS)

    @cached_property
    def order(self) -> "array[int]":
        """Documents in the order of keys."""
        return self._array(ORDER)

    @cached_property
    def sizes(self) -> "array[int]":
        """Number of scored tokens of every document."""
        return self._array(SIZES)

    @cached_property
    def starts(self) -> "array[int]":
        """Place of the first token of every document, in fields with positions."""
        return self._array(STARTS)

    def term(self, field: str, token: str) -> int | None:
        """Number of a token of a field among the terms, or None when no document holds it."""
        term = FIELD_NUMBERS[field] + encoded(token)
        number = bisect_left(self._terms, term)
        return number if number < len(self._terms) and self._terms[number] == term else None

    def terms(self, field: str, prefix: str = "") -> range:
        """Numbers of the tokens of a field that begin so; of deleted documents as well."""
        start = FIELD_NUMBERS[field] + encoded(prefix)
        return range(bisect_left(self._terms, start), bisect_left(self._terms, start + _BEYOND))

    def token(self, term: int) -> str:
        """Token of a number."""
        return _decoded(self._terms[term])

    def postings(self, term: int) -> bytes:
        """Encoded postings of a number."""
        return opened(self._postings[term])

    def is_alive(self, term: int) -> bool:
        """Whether a document that counts holds a token."""
        # Most tokens are seen to be alive by their number of documents.
        return documents(self._postings[term]) > len(self.deleted) or self.holders(term) > 0

    def holders(self, term: int) -> int:
        """Count the documents that hold a token, of those that count."""
        data = self._postings[term]
        if not self.deleted:
            return documents(data)
        return sum(number not in self.deleted for number in decode_ids(opened(data)))

    def tokens(self, field: str, prefix: str = "") -> Iterator[tuple[int, str]]:
        """Tokens of a field that begin so, in order, with their numbers; deleted ones as well."""
        terms = self.terms(field, prefix)
        return zip(terms, map(_decoded, self._terms.between(terms)), strict=True)

    def lexicon(self, field: str) -> Lexicon[int]:
        """Tokens of a field by their numbers; kept once it was asked for."""
        if field not in self._lexicons:
            self._lexicons[field] = Lexicon(self.tokens(field))
        return self._lexicons[field]

    def _read_identity(self, document: int) -> tuple[str, str]:
        """Key and page; no class of its own, for Python looks through those for garbage."""
        size, _, key = self._keys[document].decode("utf-8", "surrogatepass").partition(" ")
        return key, key[: int(size)]

    def stored(self, key: str) -> bytes | None:
        """What was stored under a key."""
        # Keys are in order as text is, but for deleted documents that have one too.
        place = bisect_left(self.order, key, key=lambda number: self.identity(number)[0])
        for number in self.order[place:]:
            if self.identity(number)[0] != key:
                break
            if number not in self.deleted:
                return self._stored[number]
        return None

    def _array(self, extension: str) -> "array[int]":
        return little_endian(array("I", self._file(extension).read_bytes()))

    def _file(self, extension: str) -> Path:
        return self._path.with_name(self._path.name + extension)

    def _table(self, extension: str) -> Table:
        return Table(self._file(extension))
