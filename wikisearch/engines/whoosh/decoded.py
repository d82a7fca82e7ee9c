"""Tokens of one segment as its queries use them: decoded once, and kept while there is room."""

import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import ceil
from typing import NamedTuple

from wikisearch.engines.whoosh.cache import Cache
from wikisearch.engines.whoosh.layout import SCORED
from wikisearch.engines.whoosh.postings import (
    NO_POSTINGS,
    decode_frequencies,
    decode_ids,
    decode_places,
)
from wikisearch.engines.whoosh.segment import Segment
from wikisearch.engines.whoosh.sets import bits_of
from wikisearch.model.query import Phrase

STEPS = 254
"""Steps in which a document's share of a word's rarity is counted, rounded up; 0 is no match."""

_BYTE = 255


class Word(NamedTuple):
    """A scored token: one number for every document."""

    frequencies: "bytearray | array[int]"
    """How often the document holds it."""

    levels: bytearray
    """At least the share of its rarity that the document scores."""

    top: int
    """Highest level of a document."""

    def __sizeof__(self) -> int:
        return sum(map(sys.getsizeof, self))


class Decoded:
    """One segment, and what is known of its tokens."""

    def __init__(self, segment: Segment, norms: Sequence[float], cache: Cache) -> None:
        self.segment = segment
        self._norms = norms
        self._cache = cache

    @cached_property
    def everything(self) -> int:
        """Set of all documents, deleted ones as well, as are all sets of this class."""
        return (1 << self.segment.documents) - 1

    def norms_of(self, numbers: Iterable[int]) -> list[float]:
        """What BM25 holds against the length of each document."""
        norms, lengths = self._norms, self.segment.lengths
        return [norms[lengths[number]] for number in numbers]

    def holders(self, field: str, token: str) -> int:
        """Set of the documents that hold a token."""
        return self._cache.get(
            (self.segment.name, "holders", field, token),
            lambda: self.set_of(decode_ids(self._postings(field, token))),
        )

    def places(self, field: str, token: str) -> "array[int]":
        """Where a token stands in a field with positions."""
        return self._cache.get(
            (self.segment.name, "places", field, token),
            lambda: array("I", decode_places(self._postings(field, token))),
        )

    def place_set(self, field: str, token: str) -> int:
        """Where a token stands, as a set, which takes a bit for every place up to the last."""
        places = self.places(field, token)
        return self._cache.get(
            (self.segment.name, "place set", field, token),
            lambda: bits_of(places, places[-1] + 1),
        )

    def kept(self, phrase: Phrase, make: Callable[[], int]) -> int:
        """Set of the documents that match a phrase, as it was made before or is made now."""
        return self._cache.get((self.segment.name, phrase), make)

    def word(self, token: str) -> Word:
        """How often and how well every document matches a scored token."""
        return self._cache.get(
            (self.segment.name, "word", token),
            lambda: self._word(self._postings(SCORED, token)),
        )

    def lanes(self, token: str, scale: float) -> int:
        """Levels of a scored token times a scale, as one number with a byte for each document."""
        return self._cache.get(
            (self.segment.name, "lanes", token, scale),
            lambda: _lanes(self.word(token).levels, scale),
        )

    def holders_of_any(self, terms: Iterable[int]) -> int:
        """Set of the documents that hold one of the tokens of these numbers."""
        found: list[int] = []
        for term in terms:
            found += decode_ids(self.segment.postings(term))
        return self.set_of(found)

    def set_of(self, numbers: Iterable[int]) -> int:
        """Set of some documents."""
        return bits_of(list(numbers), self.segment.documents)

    def _word(self, data: bytes) -> Word:
        documents = self.segment.documents
        ids = list(decode_ids(data))
        occurrences = decode_frequencies(data)
        most = max(occurrences, default=0)
        frequencies = bytearray(documents) if most <= _BYTE else array("I", bytes(4 * documents))
        levels = bytearray(documents)
        for number, count, norm in zip(ids, occurrences, self.norms_of(ids), strict=True):
            frequencies[number] = count
            levels[number] = int(STEPS * count / (count + norm)) + 1
        return Word(frequencies, levels, max(map(levels.__getitem__, ids), default=0))

    def _postings(self, field: str, token: str) -> bytes:
        term = self.segment.term(field, token)
        return NO_POSTINGS if term is None else self.segment.postings(term)


def _lanes(levels: bytearray, scale: float) -> int:
    scaled = bytes(ceil(level * scale) for level in range(STEPS + 1)) + bytes(1)
    return int.from_bytes(levels.translate(scaled), "little")
