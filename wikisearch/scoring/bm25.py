"""BM25 exactly as Lucene computes it, so that every engine ranks alike.

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009),
in the form of Lucene's BM25Similarity since 8.0: without the constant factor k1 + 1, and with the
document length kept in one byte.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from wikisearch.model.query import Fuzzy, Prefix

K1 = 1.2
"""How soon more occurrences stop counting."""

B = 0.75
"""How much a long document is held against a word in it."""

TIES = 100_000
"""Steps in which ties are judged, for a score of one: engines may add in single precision."""

_EXACT_LENGTHS = 24
"""Lengths below this are kept exactly; above it, with three bits after the leading one."""


@dataclass(frozen=True, slots=True)
class Statistics:
    """What BM25 must know of the whole collection."""

    documents: int
    """Documents with at least one token in the scored field."""

    total_length: int
    """Tokens in the scored field, all documents together, not quantised."""

    frequencies: Mapping[str, int]
    """Documents that hold each token asked about."""

    counted: Mapping[tuple[Prefix | Fuzzy, str], frozenset[str]] = field(default_factory=dict)
    """Tokens that count of a node and a field that have too many."""


def average_length(statistics: Statistics) -> float:
    """Tokens in the scored field of an average document; 1 for an empty collection."""
    return statistics.total_length / statistics.documents if statistics.documents else 1.0


def idf(documents: int, frequency: int) -> float:
    """How rare a token is: ln(1 + (N - n + 0.5) / (n + 0.5)), never negative."""
    return math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5))


def term_score(rarity: float, occurrences: int, norm: float) -> float:
    """BM25 of one token in one document: `rarity` is its idf, `norm` comes from `length_norms`."""
    return rarity * occurrences / (occurrences + norm)


def length_norms(average: float) -> list[float]:
    """For each length byte, k1 * (1 - b + b * length / average)."""
    return [K1 * (1 - B + B * length / average) for length in decoded_lengths()]


def length_byte(length: int) -> int:
    """Length of a document in one byte, as Lucene's SmallFloat.intToByte4 does it."""
    if length < _EXACT_LENGTHS:
        return length
    above = length - _EXACT_LENGTHS
    bits = above.bit_length()
    if bits < 4:  # noqa: PLR2004 - four significant bits are the format
        return _EXACT_LENGTHS + above
    shift = bits - 4
    return _EXACT_LENGTHS + ((above >> shift & 0x07) | (shift + 1) << 3)


@cache
def decoded_lengths() -> tuple[int, ...]:
    """Length that each of the 256 bytes stands for."""
    return tuple(_decoded(byte) for byte in range(256))


def _decoded(byte: int) -> int:
    if byte < _EXACT_LENGTHS:
        return byte
    mantissa, exponent = (byte - _EXACT_LENGTHS) & 0x07, ((byte - _EXACT_LENGTHS) >> 3) - 1
    return _EXACT_LENGTHS + (mantissa if exponent < 0 else (mantissa | 0x08) << exponent)


def rounded(score: float) -> int:
    """Score as ties are judged, as a number of steps."""
    return round(score * TIES)
