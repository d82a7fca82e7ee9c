"""Query -> the documents of one segment that match, each with its score.

Whole lists are read and added up, one query node at a time. Whoosh's own matchers walk documents
one by one through trees of Python objects, and some of those trees answer wrongly.
"""

from collections.abc import Iterable
from itertools import accumulate

from wikisearch.engines.whoosh.layout import KEYWORD, SCORED, keyword_token
from wikisearch.engines.whoosh.postings import Postings
from wikisearch.engines.whoosh.segment import Segment
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
from wikisearch.scoring import Statistics, average_length, idf, length_norms
from wikisearch.scoring.distance import within_distance
from wikisearch.scoring.nearness import stand_near

Scores = dict[int, float]


class Evaluation:
    """Answers queries over one segment, with the statistics of the whole index."""

    def __init__(self, segment: Segment, statistics: Statistics) -> None:
        self._segment = segment
        self._statistics = statistics
        self._norms = length_norms(average_length(statistics))

    def scores(self, query: Query) -> Scores:  # noqa: C901 - one case for each node
        """Documents that match and what each scores."""
        match query:
            case Word(token):
                return self._word(token)
            case Phrase(_, fields):
                return _filter(number for field in fields for number in self._phrase(field, query))
            case Prefix() | Fuzzy():
                return dict.fromkeys(self._expanded(query), CONSTANT_SCORE)
            case Keyword(field, value):
                return _filter(self._segment.postings(KEYWORD, keyword_token(field, value)).ids)
            case And(clauses):
                return self._and(clauses)
            case Or(clauses):
                return _added(map(self.scores, clauses))
            case DisMax(clauses):
                return _best(map(self.scores, clauses))
            case AndMaybe(required, optional):
                maybe = self.scores(optional)
                return {
                    number: score + maybe.get(number, 0.0)
                    for number, score in self.scores(required).items()
                }
            case Not(clause):
                return self._without(clause)
            case Everything():
                return _filter(range(self._segment.documents))
            case Nothing():
                return {}

    def _word(self, token: str) -> Scores:
        ids, frequencies, _ = self._segment.postings(SCORED, token)
        rarity = idf(self._statistics.documents, self._statistics.frequencies[token])
        lengths, norms = self._segment.lengths, self._norms
        # term_score() written out: a call for each posting would double the time.
        return {
            number: rarity * count / (count + norms[lengths[number]])
            for number, count in zip(ids, frequencies, strict=True)
        }

    def _and(self, clauses: tuple[Query, ...]) -> Scores:
        excluded = {
            number
            for clause in clauses
            if isinstance(clause, Not)
            for number in self.scores(clause.clause)
        }
        wanted = [clause for clause in clauses if not isinstance(clause, Not)]
        parts = [self.scores(clause) for clause in wanted or (Everything(),)]
        return {
            number: _sum(part[number] for part in parts)
            for number in min(parts, key=len)
            if number not in excluded and all(number in part for part in parts)
        }

    def _without(self, clause: Query) -> Scores:
        excluded = self.scores(clause)
        return _filter(n for n in range(self._segment.documents) if n not in excluded)

    def _phrase(self, field: str, phrase: Phrase) -> Iterable[int]:
        postings = [self._segment.postings(field, token) for token in phrase.tokens]
        if len(postings) == 1:
            return postings[0].ids
        rarest = min(postings, key=lambda found: len(found.ids)).ids
        common = set(rarest).intersection(*(found.ids for found in postings))
        places = [_positions(found, common) for found in postings]
        return [
            number
            for number in common
            if stand_near([found[number] for found in places], phrase.slop)
        ]

    def _expanded(self, query: Prefix | Fuzzy) -> Iterable[int]:
        for field in query.fields:
            match query:
                case Prefix(prefix):
                    tokens = self._segment.tokens(field, prefix)
                case Fuzzy(token, distance):
                    every = self._segment.tokens(field)
                    tokens = (other for other in every if within_distance(token, other, distance))
            for found in tokens:
                yield from self._segment.postings(field, found).ids


def _filter(numbers: Iterable[int]) -> Scores:
    return dict.fromkeys(numbers, 0.0)


def _sum(values: Iterable[float]) -> float:
    """Add in order from zero, as the explanation does; `sum` compensates on newer Pythons."""
    total = 0.0
    for value in values:
        total += value
    return total


def _added(parts: Iterable[Scores]) -> Scores:
    total: Scores = {}
    for part in parts:
        for number, score in part.items():
            total[number] = total.get(number, 0.0) + score
    return total


def _best(parts: Iterable[Scores]) -> Scores:
    best: Scores = {}
    for part in parts:
        for number, score in part.items():
            if score >= best.get(number, 0.0):
                best[number] = score
    return best


def _positions(postings: Postings, wanted: set[int]) -> dict[int, list[int]]:
    """Positions of a token in the wanted documents."""
    if postings.positions is None:
        return {number: [] for number in wanted}
    places = {}
    start = 0
    for number, count in zip(postings.ids, postings.frequencies, strict=True):
        if number in wanted:
            places[number] = list(accumulate(postings.positions[start : start + count]))
        start += count
    return places
