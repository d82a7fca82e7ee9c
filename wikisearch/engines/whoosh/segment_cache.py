"""Terms of one segment, decoded for scoring and stored in the shared cache."""

import sys
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from math import ceil
from typing import NamedTuple, TypeAlias

from wikisearch.engines.sized_cache import SizedCache
from wikisearch.engines.whoosh.bitsets import bitset_of, bitset_of_nonzero
from wikisearch.engines.whoosh.layout import SCORED
from wikisearch.engines.whoosh.postings import (
    NO_POSTINGS,
    decode_frequencies,
    decode_numbers,
    decode_positions,
    doc_freq,
)
from wikisearch.engines.whoosh.segment import SegmentReader
from wikisearch.model.query import Phrase

Picker: TypeAlias = Callable[[Sequence[int]], Sequence[int]]
"""Picks the values of some documents, given those of all."""

IMPACT_STEPS = 254
"""Steps of an impact: the share of its idf that a term adds to a score, rounded up.

Impacts go from 1 to 255; 0 means no match.
"""

_MAX_BYTE = 255

_MAX_BULK_FREQUENCY = 6
"""Up to this frequency, the impacts of a common term are computed for all documents at once."""

_SPARSE = 32
"""A term is common if more than one document in this many has it."""


class TermImpacts(NamedTuple):
    """A scored term: one number per document in each array."""

    frequencies: "bytearray | array[int]"
    """Term frequency."""

    impacts: bytearray
    """Upper bound of the share of its idf that the term adds to the score."""

    max_impact: int
    """Highest impact in the segment."""

    def __sizeof__(self) -> int:
        return sum(map(sys.getsizeof, self))


class SegmentCache:
    """Decodes the terms of one segment; its sets include deleted documents."""

    def __init__(self, segment: SegmentReader, norms: Sequence[float], cache: SizedCache) -> None:
        self.segment = segment
        self._norms = norms
        self._cache = cache
        self._bulk_impacts: dict[int, int] = {}

    @cached_property
    def all_docs(self) -> int:
        """Set of all documents."""
        return (1 << self.segment.documents) - 1

    def norms_of(self, pick: Picker) -> list[float]:
        """Return the BM25 length norm of each document of which `pick` picks the values."""
        return list(map(self._norms.__getitem__, pick(self.segment.length_bytes)))

    def docs_with(self, field: str, token: str) -> int:
        """Return the set of documents with a token."""
        return self._cache.get(
            (self.segment.name, "docs", field, token), lambda: self._docs_with(field, token)
        )

    def positions(self, field: str, token: str) -> "array[int]":
        """Return the positions of a token in a positional field."""
        return self._cache.get(
            (self.segment.name, "positions", field, token),
            lambda: array("I", decode_positions(self._postings(field, token))),
        )

    def position_bitset(self, field: str, token: str) -> int:
        """Return the positions of a token as a set: one bit per position up to the last."""
        positions = self.positions(field, token)
        return self._cache.get(
            (self.segment.name, "position bitset", field, token),
            lambda: bitset_of(positions, positions[-1] + 1),
        )

    def cached_phrase(self, phrase: Phrase, match: Callable[[], int]) -> int:
        """Return the set of documents that match a phrase; calls `match` if it is not cached."""
        return self._cache.get((self.segment.name, phrase), match)

    def term_impacts(self, token: str) -> TermImpacts:
        """Return frequency and impact of a scored token in every document."""
        return self._cache.get(
            (self.segment.name, "impacts", token),
            lambda: self._term_impacts(self._postings(SCORED, token)),
        )

    def impact_bytes(self, token: str, scale: float) -> int:
        """Return scaled impacts of a scored token, as one integer with a byte per document."""
        return self._cache.get(
            (self.segment.name, "impact bytes", token, scale),
            lambda: _scaled(self.term_impacts(token).impacts, scale),
        )

    def docs_with_any(self, terms: Iterable[int]) -> int:
        """Return the set of documents with one of these terms, given by number."""
        found: list[int] = []
        for term in terms:
            found += decode_numbers(self.segment.postings(term))
        return self.bitset(found)

    def bitset(self, numbers: Iterable[int]) -> int:
        """Return the set of some documents."""
        return bitset_of(list(numbers), self.segment.documents)

    def _docs_with(self, field: str, token: str) -> int:
        data = self._postings(field, token)
        if field == SCORED and self._is_common(doc_freq(data)):
            return bitset_of_nonzero(self.term_impacts(token).impacts)
        return self.bitset(decode_numbers(data))

    def _is_common(self, frequency: int) -> bool:
        """Return whether one C call over all documents is faster than a loop over the matches."""
        return frequency * _SPARSE > self.segment.documents

    def _term_impacts(self, data: bytes) -> TermImpacts:
        size, lengths = self.segment.documents, self.segment.length_bytes
        counts = decode_frequencies(data)
        highest = max(counts, default=0)
        frequencies = bytearray(size) if highest <= _MAX_BYTE else array("I", bytes(4 * size))
        is_bulk = highest <= _MAX_BYTE and self._is_common(len(counts))
        bulk_frequency = _MAX_BULK_FREQUENCY if is_bulk else 0
        others: list[int] = []
        for number, count in zip(decode_numbers(data), counts, strict=True):
            frequencies[number] = count
            if count > bulk_frequency:
                others.append(number)
        impacts = self._impacts_up_to(bulk_frequency, frequencies) if is_bulk else bytearray(size)
        for number in others:
            impacts[number] = _impact(frequencies[number], self._norms[lengths[number]])
        max_impact = next((impact for impact in range(_MAX_BYTE, 0, -1) if impact in impacts), 0)
        return TermImpacts(frequencies, impacts, max_impact)

    def _impacts_up_to(self, highest: int, frequencies: "bytearray | array[int]") -> bytearray:
        """Return the impacts of the documents with up to this frequency."""
        counts = bytes(frequencies)
        impacts = 0
        for count in range(1, highest + 1):
            impacts |= _mask(counts, count) & self._impacts_at(count)
        return bytearray(impacts.to_bytes(len(counts), "little"))

    def _impacts_at(self, count: int) -> int:
        """Return the impacts that all documents would have at one frequency, as one integer."""
        if count not in self._bulk_impacts:
            by_length = bytes(_impact(count, norm) for norm in self._norms)
            impacts = self.segment.length_bytes.translate(by_length)
            self._bulk_impacts[count] = int.from_bytes(impacts, "little")
        return self._bulk_impacts[count]

    def _postings(self, field: str, token: str) -> bytes:
        term = self.segment.term_number(field, token)
        return NO_POSTINGS if term is None else self.segment.postings(term)


def _impact(count: int, norm: float) -> int:
    return int(IMPACT_STEPS * count / (count + norm)) + 1


def _mask(frequencies: bytes, count: int) -> int:
    """Return an integer with one byte per document: 255 where the frequency is `count`."""
    only = bytes(count) + b"\xff" + bytes(_MAX_BYTE - count)
    return int.from_bytes(frequencies.translate(only), "little")


def _scaled(impacts: bytearray, scale: float) -> int:
    table = bytes(ceil(impact * scale) for impact in range(IMPACT_STEPS + 1)) + bytes(1)
    return int.from_bytes(impacts.translate(table), "little")
