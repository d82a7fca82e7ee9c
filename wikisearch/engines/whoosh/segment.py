"""One segment on disk: its terms, postings and columns."""

from array import array
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from wikisearch.engines.expansion import Lexicon
from wikisearch.engines.whoosh.bitsets import bitset_of
from wikisearch.engines.whoosh.layout import (
    KEY_ORDER,
    KEY_RANKS,
    KEYS,
    KEYWORD,
    LENGTH_BYTES,
    LENGTHS,
    PAGE_ENDS,
    POSTINGS,
    SCORED,
    START_POSITIONS,
    TERMS,
    Table,
)
from wikisearch.engines.whoosh.postings import decode_numbers, decompressed, doc_freq
from wikisearch.engines.whoosh.segment_list import SegmentEntry
from wikisearch.engines.whoosh.stored import StoredReader
from wikisearch.model.cache_sizes import DOC_KEYS
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.storage.files import little_endian

# Terms ascend, and so do the numbers of their fields.
FIELD_NUMBERS = {
    name: number.to_bytes()
    for number, name in enumerate(sorted((SCORED, KEYWORD, *POSITIONAL_FIELDS)))
}
_AFTER_UTF8 = b"\xff"  # sorts after any continuation of a token

_BITS_PER_DOCUMENT = {
    LENGTH_BYTES: 8,
    LENGTHS: 32,
    KEY_RANKS: 32,
    KEY_ORDER: 32,
    START_POSITIONS: 32,
    PAGE_ENDS: 1,
}


def token_bytes(token: str) -> bytes:
    """Return the bytes of a token; lone surrogates are allowed, because a page may have them."""
    return token.encode("utf-8", "surrogatepass")


def _token_of(term: bytes) -> str:
    return term[1:].decode("utf-8", "surrogatepass")


class SegmentReader:
    """Reads one segment; columns are read when they are first used."""

    def __init__(self, directory: Path, entry: SegmentEntry) -> None:
        self.name = entry.name
        self.documents = entry.documents
        """Documents in the files, deleted ones included."""
        self.deleted = frozenset(entry.deleted)
        """Deleted documents; the files still contain them."""
        self.with_tokens = entry.with_tokens
        self.total_length = entry.total_length
        self._path = directory / self.name
        self._check_sizes()
        self._terms = self._table(TERMS)
        self._postings = self._table(POSTINGS)
        self._keys = self._table(KEYS)
        self._stored = StoredReader(self._path)
        self._lexicons: dict[str, Lexicon[int]] = {}
        self.doc_key = lru_cache(DOC_KEYS)(self._read_doc_key)
        """Key and page of a document."""

    def close(self) -> None:
        """Close the files."""
        for table in (self._terms, self._postings, self._keys, self._stored):
            table.close()

    @cached_property
    def live_docs(self) -> int:
        """Set of the documents that are not deleted."""
        return (1 << self.documents) - 1 & ~bitset_of(tuple(self.deleted), self.documents)

    @cached_property
    def page_ends(self) -> int:
        """Set of the documents that are the last of their page; a page is a range of documents."""
        return int.from_bytes(self._file(PAGE_ENDS).read_bytes(), "little")

    @cached_property
    def length_bytes(self) -> bytes:
        """Quantized field length of every document, one byte each."""
        return self._file(LENGTH_BYTES).read_bytes()

    @cached_property
    def key_ranks(self) -> "array[int]":
        """Rank of every document in key order."""
        return self._array(KEY_RANKS)

    @cached_property
    def key_order(self) -> "array[int]":
        """Documents in key order."""
        return self._array(KEY_ORDER)

    @cached_property
    def lengths(self) -> "array[int]":
        """Exact field length of every document, in scored tokens."""
        return self._array(LENGTHS)

    @cached_property
    def start_positions(self) -> "array[int]":
        """Position of the first token of every document, in positional fields."""
        return self._array(START_POSITIONS)

    def term_number(self, field: str, token: str) -> int | None:
        """Return the number of a term, or None if no document has it."""
        term = FIELD_NUMBERS[field] + token_bytes(token)
        number = bisect_left(self._terms, term)
        return number if number < len(self._terms) and self._terms[number] == term else None

    def terms(self, field: str, prefix: str = "") -> range:
        """Return the numbers of the terms of a field with a prefix, also of deleted documents."""
        start = FIELD_NUMBERS[field] + token_bytes(prefix)
        end = bisect_left(self._terms, start + _AFTER_UTF8)
        return range(bisect_left(self._terms, start), end)

    def token(self, term: int) -> str:
        """Return the token of a term."""
        return _token_of(self._terms[term])

    def postings(self, term: int) -> bytes:
        """Return the encoded postings of a term."""
        return decompressed(self._postings[term])

    def is_live_term(self, term: int) -> bool:
        """Return whether a live document has the term."""
        # For most terms, comparing two counts is enough.
        return doc_freq(self._postings[term]) > len(self.deleted) or self.doc_freq(term) > 0

    def doc_freq(self, term: int) -> int:
        """Count the live documents with a term."""
        data = self._postings[term]
        if not self.deleted:
            return doc_freq(data)
        return sum(number not in self.deleted for number in decode_numbers(decompressed(data)))

    def tokens(self, field: str, prefix: str = "") -> Iterator[tuple[int, str]]:
        """Yield the terms of a field with a prefix in order, also of deleted documents."""
        terms = self.terms(field, prefix)
        return zip(terms, map(_token_of, self._terms.rows(terms)), strict=True)

    def lexicon(self, field: str) -> Lexicon[int]:
        """Return the tokens of a field for fuzzy lookup, by term number."""
        if field not in self._lexicons:
            self._lexicons[field] = Lexicon(self.tokens(field))
        return self._lexicons[field]

    def stored(self, key: str) -> bytes | None:
        """Return the stored bytes of a key, or None if no live document has it."""
        # A deleted document and a live one may have the same key.
        index = bisect_left(self.key_order, key, key=lambda number: self.doc_key(number)[0])
        for number in self.key_order[index:]:
            if self.doc_key(number)[0] != key:
                break
            if number not in self.deleted:
                return self._stored[number]
        return None

    def _read_doc_key(self, number: int) -> tuple[str, str]:
        """Return key and page; plain tuples, which the garbage collector does not track."""
        size, _, key = self._keys[number].decode("utf-8", "surrogatepass").partition(" ")
        return key, key[: int(size)]

    def _check_sizes(self) -> None:
        """Refuse columns of another number of documents, before memory is allocated for them."""
        for extension, bits in _BITS_PER_DOCUMENT.items():
            if self._file(extension).stat().st_size != (self.documents * bits + 7) // 8:
                raise ValueError(f"{self.name}{extension} is of other documents")

    def _array(self, extension: str) -> "array[int]":
        return little_endian(array("I", self._file(extension).read_bytes()))

    def _file(self, extension: str) -> Path:
        return self._path.with_name(self._path.name + extension)

    def _table(self, extension: str) -> Table:
        return Table(self._file(extension))
