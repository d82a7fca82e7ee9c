"""Query -> how much each document can score at most, in levels, before any is looked at.

A word has a level for every document. Those of several words are added up as long integers with a
byte for each document: a step of C for each word. Few documents below the best have to be scored.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from math import ceil, log2
from typing import NamedTuple

from wikisearch.engines.whoosh.decoded import STEPS, Decoded
from wikisearch.engines.whoosh.layout import SCORED
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
    Word,
)

_MOST_WORDS = 128
"""Words that are added up, the weightiest; it is assumed that every document has the others."""

_BYTE = 0xFF
_CONSTANT = None


class Bounds(NamedTuple):
    """Upper bounds of scores."""

    levels: bytes | bytearray
    """Level of every document."""

    step: float
    base: float

    def most(self, level: int) -> float:
        """Score that no document of a level exceeds."""
        return self.base + self.step * level


def bounds(query: Query, decoded: Decoded, rarities: Mapping[str, float]) -> Bounds | None:
    """Bound the scores of all documents; None when no word tells them apart."""
    base = 0.0
    weights: dict[str, float] = defaultdict(float)
    for token in _scoring(query):
        if token is _CONSTANT:
            base += CONSTANT_SCORE
        elif decoded.holders(SCORED, token):
            weights[token] += rarities[token]
    words = sorted(weights, key=weights.__getitem__, reverse=True)[:_MOST_WORDS]
    if not words:
        return None
    weight = sum(weights[token] for token in words)
    base += sum(weights.values()) - weight
    if len(words) == 1:
        return Bounds(decoded.word(words[0]).levels, weight / STEPS, base)
    step = _step(weight / (_BYTE - len(words)))
    lanes = 0
    for token in words:
        lanes += decoded.lanes(token, weights[token] / STEPS / step)
    return Bounds(lanes.to_bytes(decoded.segment.documents, "little"), step, base)


def _step(least: float) -> float:
    """Power of two that is no less: of few different ones, lanes are more often known already."""
    return 2.0 ** ceil(log2(least))


def _scoring(query: Query) -> Iterator[str | None]:
    """Tokens that may score, and None for each constant; their sum is no less than the score."""
    match query:
        case Word(token):
            yield token
        case Prefix() | Fuzzy():
            yield _CONSTANT
        case And(clauses) | Or(clauses) | DisMax(clauses):
            for clause in clauses:
                yield from _scoring(clause)
        case AndMaybe(required, optional):
            yield from _scoring(required)
            yield from _scoring(optional)
        case Phrase() | Keyword() | Not() | Everything() | Nothing():
            return
