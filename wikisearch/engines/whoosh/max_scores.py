"""Query -> how much each document can score at most, in levels, before any is looked at.

A word has a level for every document. Those of several are added up as long integers with a byte
for each document: a step of C for each word. Few documents below the best have to be scored.
"""

from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import ceil, log2
from typing import NamedTuple, TypeAlias

from wikisearch.engines.whoosh.bitsets import lanes_of
from wikisearch.engines.whoosh.matching import Matching
from wikisearch.engines.whoosh.segment_cache import STEPS
from wikisearch.model.query import CONSTANT_SCORE, Fuzzy, Prefix, Query, Term
from wikisearch.model.query_analysis import scoring_leaves

Part: TypeAlias = Term | Prefix | Fuzzy
"""What scores in a query."""

_BYTE = 0x3F

_MOST_PARTS = _BYTE // 2
"""Parts that are added up, the weightiest; it is assumed that every document has the others.

Each may be rounded up by a level: with twice as many, there would be none left to tell by.
"""

_MASKS = 16
"""Numbers kept that have a byte for each document of a segment; two for each size."""


class MaxScores(NamedTuple):
    """Upper bounds of scores."""

    levels: bytes | bytearray
    """Level of every document."""

    top: int
    """Level that no document exceeds."""

    step: float
    base: float

    def most(self, level: int) -> float:
        """Score that no document of a level exceeds."""
        return self.base + self.step * level


def max_scores(query: Query, matching: Matching, rarities: Mapping[str, float]) -> MaxScores | None:
    """Bound the scores of all documents; None when nothing that scores tells them apart."""
    decoded = matching.decoded
    weights: dict[Part, float] = defaultdict(float)
    for part in scoring_leaves(query):
        if matching.matches(part):
            weights[part] += rarities[part.token] if isinstance(part, Term) else CONSTANT_SCORE
    parts = sorted(weights, key=weights.__getitem__, reverse=True)[:_MOST_PARTS]
    if not parts:
        return None
    weight = sum(weights[part] for part in parts)
    base = sum(weights.values()) - weight
    if len(parts) == 1 and isinstance(parts[0], Term):
        word = decoded.word(parts[0].token)
        return MaxScores(word.levels, word.top, weight / STEPS, base)
    step = _step(weight / (_BYTE - len(parts)))
    lanes = 0
    for part in parts:
        scale = weights[part] / STEPS / step
        if isinstance(part, Term):
            lanes += decoded.lanes(part.token, scale)
        else:
            lanes += lanes_of(matching.matches(part), ceil(STEPS * scale))
    documents = decoded.segment.documents
    return MaxScores(lanes.to_bytes(documents, "little"), _top(lanes, documents), step, base)


def _top(lanes: int, documents: int) -> int:
    """Level that no document exceeds: to halve it takes one step of C, to search it one a level."""
    return next((2 * bit - 1 for bit in (0x20, 0x10) if lanes & _each(bit, documents)), 0x0F)


@lru_cache(_MASKS)
def _each(value: int, documents: int) -> int:
    """The same in every lane."""
    return int.from_bytes(bytes((value,)) * documents, "little")


def _step(least: float) -> float:
    """Power of two that is no less: of few different ones, lanes are more often known already."""
    return 2.0 ** ceil(log2(least))
