"""Query and matching documents -> scores, summed in the same order as in the explanation."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import add, mul
from typing import TypeAlias

from wikisearch.engines.whoosh.bitsets import membership
from wikisearch.engines.whoosh.matching import SegmentMatcher
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

Scores: TypeAlias = list[float]
"""One score per document, in the order of the documents."""


class SegmentScorer:
    """Scores some documents of one segment; `idfs` are of the whole index."""

    def __init__(
        self, numbers: Sequence[int], matcher: SegmentMatcher, idfs: Mapping[str, float]
    ) -> None:
        self._numbers = numbers
        self._matcher = matcher
        self._cache = matcher.cache
        self._idfs = idfs
        self._norms = self._cache.norms_of(numbers)

    def scores(self, query: Query, *, all_match: bool = True) -> Scores:
        """Score the documents; 0 for those that do not match, unless all are known to match."""
        match query:
            case Term(token):
                return self._term(token)
            case And(clauses):
                scores = self._sum(map(self.scores, clauses))
            case Or(clauses):
                return self._sum(self.scores(each, all_match=False) for each in clauses)
            case DisMax(clauses):
                return self._max(self.scores(each, all_match=False) for each in clauses)
            case AndMaybe(required, optional):
                parts = self.scores(required), self.scores(optional, all_match=False)
                scores = self._sum(parts)
            case Prefix() | Fuzzy():
                scores = [CONSTANT_SCORE] * len(self._numbers)
            case Phrase() | Keyword() | Not() | Everything() | Nothing():
                return self._zeros()
        if all_match:
            return scores
        matches, documents = self._matcher.matches(query), self._cache.segment.documents
        return list(map(mul, scores, membership(matches, self._numbers, documents)))

    def _term(self, token: str) -> Scores:
        idf, frequencies = self._idfs[token], self._cache.term_impacts(token).frequencies
        counts = map(frequencies.__getitem__, self._numbers)
        # term_score() inlined: one call per document would double the time.
        return [
            idf * count / (count + norm) for count, norm in zip(counts, self._norms, strict=True)
        ]

    def _sum(self, parts: Iterable[Scores]) -> Scores:
        """Add in query order, as the explanation does."""
        return self._combined(add, parts)

    def _max(self, parts: Iterable[Scores]) -> Scores:
        return self._combined(max, parts)

    def _combined(
        self, combine: Callable[[float, float], float], parts: Iterable[Scores]
    ) -> Scores:
        listed = list(parts)
        if not listed:
            return self._zeros()
        return reduce(lambda total, part: list(map(combine, total, part)), listed)

    def _zeros(self) -> Scores:
        return [0.0] * len(self._numbers)
