"""MaxScore pruning: an upper bound of the score of each document, before any is scored.

A term has an impact, one byte, for every document. The impacts of several terms are added as long
integers with one byte per document: one C operation per term.
Source: Turtle and Flood, "Query evaluation: strategies and optimizations" (1995).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import ceil, log2
from typing import NamedTuple, TypeAlias

from wikisearch.engines.whoosh.bitsets import byte_per_member
from wikisearch.engines.whoosh.matching import SegmentMatcher
from wikisearch.engines.whoosh.segment_cache import IMPACT_STEPS
from wikisearch.model.cache_sizes import IMPACT_MASKS
from wikisearch.model.query import (
    CONSTANT_SCORE,
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)

ScoringLeaf: TypeAlias = Term | Prefix | Fuzzy
"""A leaf of a query that adds to a score."""

_MAX_SUM = 0x3F

_ALL_BITS = 0xFF

_MAX_RARE = 128
"""Documents that are scored without a bound, which takes no longer than to bound all others."""

_MAX_LEAVES = _MAX_SUM // 2
"""Leaves that are summed, those of highest weight; the bound assumes that all others match.

Each leaf may be rounded up by one step: with twice as many leaves, every bound would saturate.
"""


class MaxScores(NamedTuple):
    """Upper bounds of scores."""

    unbounded: int
    """Set of the documents with a rare part of the query, which have no bound.

    A rare part has a high weight: without it, the bounds of all other documents are closer.
    """

    impacts: bytes | bytearray
    """Summed impact of every document."""

    max_impact: int
    """Impact that no document exceeds."""

    step: float
    base: float

    def bound(self, impact: int) -> float:
        """Return the score that no document with this impact exceeds."""
        return self.base + self.step * impact


class _ScoringPart(NamedTuple):
    """A leaf of a query that adds to the score of some documents."""

    leaf: ScoringLeaf
    within: And | None
    """It adds only to documents that match this part of the query; None if it adds to all."""


def max_scores(
    query: Query, matcher: SegmentMatcher, docs: int, idfs: Mapping[str, float]
) -> MaxScores | None:
    """Bound the scores of matching documents; None if no leaf that scores matches any of them."""
    weights, unbounded = _weights(query, matcher, docs, idfs)
    parts = sorted(weights, key=weights.__getitem__, reverse=True)[:_MAX_LEAVES]
    if not parts:
        return None
    cache = matcher.cache
    weight = sum(weights[part] for part in parts)
    base = sum(weights.values()) - weight
    leaf, within = parts[0]
    if len(parts) == 1 and isinstance(leaf, Term) and within is None:
        term = cache.term_impacts(leaf.token)
        return MaxScores(unbounded, term.impacts, term.max_impact, weight / IMPACT_STEPS, base)
    step = _step(weight / (_MAX_SUM - len(parts)))
    impacts = sum(_impacts(part, matcher, weights[part] / IMPACT_STEPS / step) for part in parts)
    documents = cache.segment.documents
    max_impact = _max_impact(impacts, documents)
    return MaxScores(unbounded, impacts.to_bytes(documents, "little"), max_impact, step, base)


def _impacts(part: _ScoringPart, matcher: SegmentMatcher, scale: float) -> int:
    """Return the impacts of a part, as one integer with a byte per document."""
    leaf, within = part
    if isinstance(leaf, Term):
        impacts = matcher.cache.impact_bytes(leaf.token, scale)
    else:
        impacts = byte_per_member(matcher.matches(leaf), ceil(IMPACT_STEPS * scale))
    if within is None:
        return impacts
    return impacts & byte_per_member(matcher.matches(within), _ALL_BITS)


def _weights(
    query: Query, matcher: SegmentMatcher, docs: int, idfs: Mapping[str, float]
) -> tuple[dict[_ScoringPart, float], int]:
    """Return the highest score that each part can add, repetitions summed; and the rare parts.

    Rare parts are returned as the set of their documents, and not among the others.
    """
    weights: dict[_ScoringPart, float] = defaultdict(float)
    matching: dict[_ScoringPart, int] = {}
    for part in _parts(query, None, matches_all=True):
        leaf, within = part
        weights[part] += idfs[leaf.token] if isinstance(leaf, Term) else CONSTANT_SCORE
        if part not in matching:
            found = matcher.matches(leaf) & docs
            matching[part] = found if within is None else found & matcher.matches(within)
    rare = 0
    for part in sorted(matching, key=lambda part: matching[part].bit_count()):
        if (rare | matching[part]).bit_count() > _MAX_RARE:
            break
        rare |= matching[part]
        del weights[part]
    return weights, rare


def _parts(query: Query, within: And | None, *, matches_all: bool) -> Iterator[_ScoringPart]:
    """Yield the leaves of a query that score; `matches_all` if all documents match the query."""
    match query:
        case Term() | Prefix() | Fuzzy():
            yield _ScoringPart(query, within)
        case And(clauses):
            for clause in clauses:
                yield from _parts(clause, within if matches_all else query, matches_all=matches_all)
        case Or(clauses) | DisMax(clauses):
            for clause in clauses:
                yield from _parts(clause, within, matches_all=False)
        case AndMaybe(required, optional):
            yield from _parts(required, within, matches_all=matches_all)
            yield from _parts(optional, within, matches_all=False)
        case Phrase() | Keyword() | Not() | Everything() | Nothing():
            return


def _max_impact(impacts: int, documents: int) -> int:
    """Return an impact that no document exceeds, by testing the two highest bits of all bytes."""
    bits = (0x20, 0x10)
    return next((2 * bit - 1 for bit in bits if impacts & _repeated(bit, documents)), 0x0F)


@lru_cache(IMPACT_MASKS)
def _repeated(value: int, documents: int) -> int:
    """Return an integer with the same byte for every document."""
    return int.from_bytes(bytes((value,)) * documents, "little")


def _step(minimum: float) -> float:
    """Return the next power of two: with few different steps, impact bytes are reused more."""
    return 2.0 ** ceil(log2(minimum))
