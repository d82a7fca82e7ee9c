"""Tokens of one segment as its queries use them: decoded once, and kept while there is room."""

import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import ceil
from typing import NamedTuple

from wikisearch.engines.whoosh.bitsets import bits_above_zero, bits_of
from wikisearch.engines.whoosh.cache import BoundedCache
from wikisearch.engines.whoosh.layout import SCORED
from wikisearch.engines.whoosh.postings import (
    NO_POSTINGS,
    decode_frequencies,
    decode_ids,
    decode_places,
    documents,
)
from wikisearch.engines.whoosh.segment import Segment
from wikisearch.model.query import Phrase

STEPS = 254
"""Steps in which a document's share of a word's rarity is counted, rounded up; 0 is no match."""

_BYTE = 255

_MOST_AT_ONCE = 6
"""Occurrences up to which all documents with as many of a common word get their levels at once."""

_SPARSE = 32
"""A word is common with more than one document in so many."""


class TermImpacts(NamedTuple):
    """A scored token: one number for every document."""

    frequencies: "bytearray | array[int]"
    """How often the document holds it."""

    levels: bytearray
    """At least the share of its rarity that the document scores."""

    top: int
    """Highest level of a document."""

    def __sizeof__(self) -> int:
        return sum(map(sys.getsizeof, self))


class SegmentCache:
    """One segment, and what is known of its tokens."""

    def __init__(self, segment: Segment, norms: Sequence[float], cache: BoundedCache) -> None:
        self.segment = segment
        self._norms = norms
        self._cache = cache
        self._lanes: dict[int, int] = {}

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
            lambda: self._holders(field, token),
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

    def word(self, token: str) -> TermImpacts:
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

    def _holders(self, field: str, token: str) -> int:
        data = self._postings(field, token)
        if field == SCORED and self._is_common(documents(data)):
            return bits_above_zero(self.word(token).levels)
        return self.set_of(decode_ids(data))

    def _is_common(self, holders: int) -> bool:
        """Whether it is faster to go through all documents in C than through these in Python."""
        return holders * _SPARSE > self.segment.documents

    def _word(self, data: bytes) -> TermImpacts:
        size, lengths = self.segment.documents, self.segment.lengths
        occurrences = decode_frequencies(data)
        most = max(occurrences, default=0)
        frequencies = bytearray(size) if most <= _BYTE else array("I", bytes(4 * size))
        at_once = _MOST_AT_ONCE if most <= _BYTE and self._is_common(len(occurrences)) else 0
        others: list[int] = []
        for number, count in zip(decode_ids(data), occurrences, strict=True):
            frequencies[number] = count
            if count > at_once:
                others.append(number)
        levels = self._levels(bytes(frequencies), at_once) if at_once else bytearray(size)
        for number in others:
            levels[number] = _level(frequencies[number], self._norms[lengths[number]])
        top = next((level for level in range(_BYTE, 0, -1) if level in levels), 0)
        return TermImpacts(frequencies, levels, top)

    def _levels(self, frequencies: bytes, most: int) -> bytearray:
        """Levels of the documents with no more occurrences."""
        lanes = 0
        for count in range(1, most + 1):
            lanes |= _lanes_with(frequencies, count) & self._lanes_of(count)
        return bytearray(lanes.to_bytes(len(frequencies), "little"))

    def _lanes_of(self, count: int) -> int:
        """Levels that the documents of the segment have with so many occurrences, as one number."""
        if count not in self._lanes:
            levels = bytes(_level(count, norm) for norm in self._norms)
            self._lanes[count] = int.from_bytes(self.segment.lengths.translate(levels), "little")
        return self._lanes[count]

    def _postings(self, field: str, token: str) -> bytes:
        term = self.segment.term(field, token)
        return NO_POSTINGS if term is None else self.segment.postings(term)


def _level(count: int, norm: float) -> int:
    return int(STEPS * count / (count + norm)) + 1


def _lanes_with(frequencies: bytes, count: int) -> int:
    """One number with a byte for each document: all ones for those with so many occurrences."""
    only = bytes(count) + b"\xff" + bytes(_BYTE - count)
    return int.from_bytes(frequencies.translate(only), "little")


def _lanes(levels: bytearray, scale: float) -> int:
    scaled = bytes(ceil(level * scale) for level in range(STEPS + 1)) + bytes(1)
    return int.from_bytes(levels.translate(scaled), "little")
