"""MaxScore pruning: an upper bound of the score of each document, before any is scored.

A term has an impact, one byte, for every document. The impacts of several terms are added as long
integers with one byte per document: one C operation per term.
Source: Turtle and Flood, "Query evaluation: strategies and optimizations" (1995).
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import ceil, log2
from typing import NamedTuple, TypeAlias

from wikisearch.engines.whoosh.bitsets import byte_per_member
from wikisearch.engines.whoosh.matching import SegmentMatcher
from wikisearch.engines.whoosh.segment_cache import IMPACT_STEPS
from wikisearch.model.cache_sizes import IMPACT_MASKS
from wikisearch.model.query import CONSTANT_SCORE, Fuzzy, Prefix, Query, Term
from wikisearch.model.query_analysis import scoring_leaves

ScoringLeaf: TypeAlias = Term | Prefix | Fuzzy
"""A leaf of a query that adds to a score."""

_MAX_SUM = 0x3F

_MAX_LEAVES = _MAX_SUM // 2
"""Leaves that are summed, those of highest weight; the bound assumes that all others match.

Each leaf may be rounded up by one step: with twice as many leaves, every bound would saturate.
"""


class MaxScores(NamedTuple):
    """Upper bounds of scores."""

    impacts: bytes | bytearray
    """Summed impact of every document."""

    max_impact: int
    """Impact that no document exceeds."""

    step: float
    base: float

    def bound(self, impact: int) -> float:
        """Return the score that no document with this impact exceeds."""
        return self.base + self.step * impact


def max_scores(
    query: Query, matcher: SegmentMatcher, idfs: Mapping[str, float]
) -> MaxScores | None:
    """Bound the scores of all documents; None if no leaf that scores matches any document."""
    weights = _weights(query, matcher, idfs)
    leaves = sorted(weights, key=weights.__getitem__, reverse=True)[:_MAX_LEAVES]
    if not leaves:
        return None
    cache = matcher.cache
    weight = sum(weights[leaf] for leaf in leaves)
    base = sum(weights.values()) - weight
    if len(leaves) == 1 and isinstance(leaves[0], Term):
        term = cache.term_impacts(leaves[0].token)
        return MaxScores(term.impacts, term.max_impact, weight / IMPACT_STEPS, base)
    step = _step(weight / (_MAX_SUM - len(leaves)))
    impacts = 0
    for leaf in leaves:
        scale = weights[leaf] / IMPACT_STEPS / step
        if isinstance(leaf, Term):
            impacts += cache.impact_bytes(leaf.token, scale)
        else:
            impacts += byte_per_member(matcher.matches(leaf), ceil(IMPACT_STEPS * scale))
    documents = cache.segment.documents
    max_impact = _max_impact(impacts, documents)
    return MaxScores(impacts.to_bytes(documents, "little"), max_impact, step, base)


def _weights(
    query: Query, matcher: SegmentMatcher, idfs: Mapping[str, float]
) -> dict[ScoringLeaf, float]:
    """Return the highest score that each leaf with a match can add, repetitions summed."""
    weights: dict[ScoringLeaf, float] = defaultdict(float)
    for leaf in scoring_leaves(query):
        if matcher.matches(leaf):
            weights[leaf] += idfs[leaf.token] if isinstance(leaf, Term) else CONSTANT_SCORE
    return weights


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
