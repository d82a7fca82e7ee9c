"""The top k matches of one segment; a document is scored only if its bound is high enough."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice, takewhile
from typing import TypeAlias

from wikisearch.engines.whoosh.bitsets import bitset_bytes, members
from wikisearch.engines.whoosh.matching import SegmentMatcher
from wikisearch.engines.whoosh.max_scores import MaxScores, max_scores
from wikisearch.engines.whoosh.scores import Scores, SegmentScorer
from wikisearch.model.query import Query
from wikisearch.model.query_analysis import is_constant_score
from wikisearch.scoring import SCORE_STEPS

_MIN_PRUNED = 256
"""Up to this many documents, scoring all takes no longer than pruning."""

_ROUNDING = 2 / SCORE_STEPS
"""Scores that differ by less may be rounded to the same value."""


ScoredDocs: TypeAlias = tuple[list[int], Scores]
"""Documents, and the score of each."""


class TopK:
    """Selects the best matches of one query in one segment; `idfs` are of the whole index."""

    def __init__(self, query: Query, matcher: SegmentMatcher, idfs: Mapping[str, float]) -> None:
        self._query = query
        self._matcher = matcher
        self._idfs = idfs

    def best(self, docs: int, limit: int) -> ScoredDocs:
        """Return the best of a set of matching documents: by rounded score, then by key."""
        if docs.bit_count() > max(limit, _MIN_PRUNED) and is_constant_score(self._query):
            return self._first_by_key(docs, limit)
        numbers, scores = self._candidates(docs, limit)
        threshold = _threshold(scores, limit) if limit < len(scores) else 0.0
        key_ranks = self._matcher.cache.segment.key_ranks
        # rounded() inlined: one call per document would double the time.
        ordered = sorted(
            [
                (-round(score * SCORE_STEPS), key_ranks[number], number, score)
                for number, score in zip(numbers, scores, strict=True)
                if score >= threshold
            ]
        )
        first = ordered[:limit]
        return [number for _, _, number, _ in first], [score for _, _, _, score in first]

    def _first_by_key(self, docs: int, limit: int) -> ScoredDocs:
        """Return the first documents in key order; all have the same score."""
        segment = self._matcher.cache.segment
        data = bitset_bytes(docs, segment.documents)
        ordered = (n for n in segment.key_order if data[n >> 3] >> (n & 7) & 1)
        numbers = list(islice(ordered, limit))
        return numbers, self._scores(numbers)

    def _candidates(self, docs: int, limit: int) -> ScoredDocs:
        """Return a superset of the best documents, with their scores."""
        if docs.bit_count() > max(limit, _MIN_PRUNED):
            bounds = max_scores(self._query, self._matcher, docs, self._idfs)
            if bounds is not None:
                return self._pruned(bounds, docs, limit)
        numbers = members(docs)
        return numbers, self._scores(numbers)

    def _pruned(self, bounds: MaxScores, docs: int, limit: int) -> ScoredDocs:
        """Score documents by descending bound until no bound reaches the threshold."""
        groups = _by_impact(bounds, docs & ~bounds.unbounded)
        numbers = members(bounds.unbounded)
        needed = len(numbers) + limit
        for _, group in groups:
            numbers += group
            if len(numbers) >= needed:
                break
        scores = self._scores(numbers)
        threshold = _threshold(scores, limit)
        others = [
            number
            for _, group in takewhile(lambda each: bounds.bound(each[0]) >= threshold, groups)
            for number in group
        ]
        return numbers + others, scores + self._scores(others)

    def _scores(self, numbers: Sequence[int]) -> Scores:
        return SegmentScorer(numbers, self._matcher, self._idfs).scores(self._query)


def _threshold(scores: Scores, limit: int) -> float:
    """Return the score below which no document is among the best."""
    return sorted(scores)[-limit] - _ROUNDING


def _by_impact(bounds: MaxScores, docs: int) -> Iterator[tuple[int, list[int]]]:
    """Yield impacts in descending order, each with the documents of the set that have it."""
    impacts = bounds.impacts
    data = bitset_bytes(docs, len(impacts))
    for impact in range(bounds.max_impact, 0, -1):
        number = impacts.find(impact)
        group = []
        while number >= 0:
            if data[number >> 3] >> (number & 7) & 1:
                group.append(number)
            number = impacts.find(impact, number + 1)
        if group:
            yield impact, group
    yield 0, [number for number in members(docs) if not impacts[number]]
