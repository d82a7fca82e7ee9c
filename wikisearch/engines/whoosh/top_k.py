"""The best of the documents of one segment that match, each scored only if it may be among them."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import TypeAlias

from wikisearch.engines.whoosh.bitsets import numbers_in, packed
from wikisearch.engines.whoosh.matching import Matching
from wikisearch.engines.whoosh.max_scores import MaxScores, max_scores
from wikisearch.engines.whoosh.scores import Scores, Scoring
from wikisearch.model.query import Query
from wikisearch.model.query_analysis import is_constant_score
from wikisearch.scoring import TIES, rounded

_FEW = 256
"""So many documents are scored at once: to find the better ones would take as long."""

_TIE = 2 / TIES
"""Scores that differ by less may be rounded alike."""


Scored: TypeAlias = tuple[int, float]
"""A document and its score."""


class TopK:
    """Selects for one query in one segment; `rarities` are those of its words in all segments."""

    def __init__(self, query: Query, matching: Matching, rarities: Mapping[str, float]) -> None:
        self._query = query
        self._matching = matching
        self._rarities = rarities

    def best(self, found: int, limit: int) -> list[Scored]:
        """Best of a set of documents that match: highest rounded score first, then by key."""
        if found.bit_count() > max(limit, _FEW) and is_constant_score(self._query):
            return self._first(found, limit)
        numbers, scores = self._candidates(found, limit)
        scored = list(zip(numbers, scores, strict=True))
        if limit < len(scored):
            least = _least(scores, limit)
            scored = [each for each in scored if each[1] >= least]
        ranks = self._matching.decoded.segment.ranks
        scored.sort(key=lambda each: (-rounded(each[1]), ranks[each[0]]))
        return scored[:limit]

    def _first(self, found: int, limit: int) -> list[Scored]:
        """First by key of documents that score alike."""
        segment = self._matching.decoded.segment
        members = packed(found, segment.documents)
        first = (n for n in segment.order if members[n >> 3] >> (n & 7) & 1)
        numbers = list(islice(first, limit))
        return list(zip(numbers, self._scores(numbers), strict=True))

    def _candidates(self, found: int, limit: int) -> tuple[list[int], Scores]:
        """Documents that may be among the best, and their scores."""
        if found.bit_count() > max(limit, _FEW):
            most = max_scores(self._query, self._matching, self._rarities)
            if most is not None:
                return self._promising(most, found, limit)
        numbers = numbers_in(found)
        return numbers, self._scores(numbers)

    def _promising(self, most: MaxScores, found: int, limit: int) -> tuple[list[int], Scores]:
        """Go down the levels until no document can score as much as those already found."""
        levels = _levels(most, found)
        numbers: list[int] = []
        for _, group in levels:
            numbers += group
            if len(numbers) >= limit:
                break
        scores = self._scores(numbers)
        least = _least(scores, limit)
        others = [
            number
            for _, group in takewhile(lambda each: most.most(each[0]) >= least, levels)
            for number in group
        ]
        return numbers + others, scores + self._scores(others)

    def _scores(self, numbers: Sequence[int]) -> Scores:
        return Scoring(numbers, self._matching, self._rarities).scores(self._query)


def _least(scores: Scores, limit: int) -> float:
    """Score that a document must have to be among the best."""
    return sorted(scores)[-limit] - _TIE


def _levels(most: MaxScores, found: int) -> Iterator[tuple[int, list[int]]]:
    """Yield levels, from the highest down, with the documents of the set that are on each."""
    levels = most.levels
    members = packed(found, len(levels))
    for level in range(most.top, 0, -1):
        number = levels.find(level)
        group = []
        while number >= 0:
            if members[number >> 3] >> (number & 7) & 1:
                group.append(number)
            number = levels.find(level, number + 1)
        if group:
            yield level, group
    yield 0, [number for number in numbers_in(found) if not levels[number]]
