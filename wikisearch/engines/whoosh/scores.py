"""Query and some documents that match it -> what each scores, added up as it is explained."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import reduce
from operator import add, mul

from wikisearch.engines.whoosh.bitsets import flags
from wikisearch.engines.whoosh.matching import Matching
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

Scores = list[float]
"""One for each document, in the order they were named."""


class Scoring:
    """Scores some documents of one segment, with the idf of each word in all segments."""

    def __init__(
        self, numbers: Sequence[int], matching: Matching, rarities: Mapping[str, float]
    ) -> None:
        self._numbers = numbers
        self._matching = matching
        self._decoded = matching.decoded
        self._rarities = rarities
        self._norms = self._decoded.norms_of(numbers)

    def scores(self, query: Query, *, all_match: bool = True) -> Scores:
        """Score the documents; 0 for those that do not match, unless it is known that all do."""
        match query:
            case Term(token):
                return self._word(token)
            case And(clauses):
                scores = self._sum(map(self.scores, clauses))
            case Or(clauses):
                return self._sum(self.scores(each, all_match=False) for each in clauses)
            case DisMax(clauses):
                return self._best(self.scores(each, all_match=False) for each in clauses)
            case AndMaybe(required, optional):
                parts = self.scores(required), self.scores(optional, all_match=False)
                scores = self._sum(parts)
            case Prefix() | Fuzzy():
                scores = [CONSTANT_SCORE] * len(self._numbers)
            case Phrase() | Keyword() | Not() | Everything() | Nothing():
                return self._nothing()
        if all_match:
            return scores
        matches, documents = self._matching.matches(query), self._decoded.segment.documents
        return list(map(mul, scores, flags(matches, self._numbers, documents)))

    def _word(self, token: str) -> Scores:
        rarity, frequencies = self._rarities[token], self._decoded.word(token).frequencies
        counts = map(frequencies.__getitem__, self._numbers)
        # term_score() written out: a call for each document would double the time.
        return [
            rarity * count / (count + norm) for count, norm in zip(counts, self._norms, strict=True)
        ]

    def _sum(self, parts: Iterable[Scores]) -> Scores:
        """Add in order, as the explanation does."""
        return self._joined(add, parts)

    def _best(self, parts: Iterable[Scores]) -> Scores:
        return self._joined(max, parts)

    def _joined(self, join: Callable[[float, float], float], parts: Iterable[Scores]) -> Scores:
        each = list(parts)
        if not each:
            return self._nothing()
        return reduce(lambda joined, part: list(map(join, joined, part)), each)

    def _nothing(self) -> Scores:
        return [0.0] * len(self._numbers)
