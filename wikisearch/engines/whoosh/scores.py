"""Query and matching documents -> scores, summed in the same order as in the explanation."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from itertools import compress
from operator import add, itemgetter, mul
from typing import TypeAlias

from wikisearch.engines.whoosh.bitsets import membership
from wikisearch.engines.whoosh.matching import SegmentMatcher
from wikisearch.engines.whoosh.segment_cache import Picker
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
        self._pick = _picker(numbers)
        self._norms = self._cache.norms_of(self._pick)

    def scores(self, query: Query, *, all_match: bool = True) -> Scores:
        """Score the documents; 0 for those that do not match, unless all are known to match."""
        match query:
            case Term():
                return self._sum((query,))
            case And(clauses):
                scores = self._sum(clauses)
            case Or(clauses):
                return self._sum(clauses, all_match=False)
            case DisMax(clauses):
                parts = [self.scores(each, all_match=False) for each in clauses]
                return reduce(_greater, parts, self._zeros())
            case AndMaybe(required, optional):
                maybe = self.scores(optional, all_match=False)
                scores = list(map(add, self.scores(required), maybe))
            case Prefix() | Fuzzy():
                scores = [CONSTANT_SCORE] * len(self._numbers)
            case Phrase() | Keyword() | Not() | Everything() | Nothing():
                return self._zeros()
        if all_match:
            return scores
        matches, documents = self._matcher.matches(query), self._cache.segment.documents
        return list(map(mul, scores, membership(matches, self._numbers, documents)))

    def _sum(self, clauses: Iterable[Query], *, all_match: bool = True) -> Scores:
        """Add in query order, as the explanation does."""
        total = self._zeros()
        for clause in clauses:
            match clause:
                case Term(token):
                    self._add_term(total, token)
                case Phrase() | Keyword() | Not() | Everything() | Nothing():
                    continue  # these score nothing, and there is one for each page of a result
                case _:
                    total = list(map(add, total, self.scores(clause, all_match=all_match)))
        return total

    def _add_term(self, scores: Scores, token: str) -> None:
        """Add the score of a term to the documents that have it."""
        idf, frequencies = self._idfs[token], self._cache.term_impacts(token).frequencies
        counts, norms = self._pick(frequencies), self._norms
        for place in compress(range(len(scores)), counts):
            # term_score() inlined: one call per document would double the time.
            count = counts[place]
            scores[place] += idf * count / (count + norms[place])

    def _zeros(self) -> Scores:
        return [0.0] * len(self._numbers)


def _greater(scores: Scores, others: Scores) -> Scores:
    return list(map(max, scores, others))


def _picker(numbers: Sequence[int]) -> Picker:
    """Make a function that picks the values of some documents, in one C call if it can."""
    if len(numbers) > 1:
        return itemgetter(*numbers)
    return lambda values: [values[number] for number in numbers]
