"""A finished index, open for queries."""

import heapq
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.whoosh.compiler import Evaluation, Scores
from wikisearch.engines.whoosh.layout import SCORED, SEGMENTS_FILE, reading
from wikisearch.engines.whoosh.segment import Segment
from wikisearch.model.query import Query, words
from wikisearch.scoring import Statistics, rounded


class WhooshReader(Reader):
    """Answers from the segments of one folder; one thread at a time."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        with reading(directory):
            facts = json.loads((directory / SEGMENTS_FILE).read_bytes())
            self._segments = [Segment(directory, each) for each in facts]

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score."""
        with reading(self._directory):
            statistics = self.statistics(words(query))
            best: list[Match] = []
            total = pages = 0
            for segment in self._segments:
                scores = _alive(segment, Evaluation(segment, statistics).scores(query))
                total += len(scores)
                pages += len({segment.pages[number] for number in scores})
                best += _best(segment, scores, limit)
            best.sort(key=_order)
            return Matches(tuple(best[:limit]), total, pages)

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count pages by their values of a keyword field."""
        with reading(self._directory):
            statistics = self.statistics(words(query))
            counts: Counter[str] = Counter()
            for segment in self._segments:
                scores = _alive(segment, Evaluation(segment, statistics).scores(query))
                for value, holders in segment.values(field):
                    pages = {segment.pages[number] for number in holders if number in scores}
                    counts[value] += len(pages)
            return dict(+counts)

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored under each key."""
        with reading(self._directory):
            return [self._stored(key) for key in keys]

    def _stored(self, key: str) -> bytes | None:
        for segment in self._segments:
            found = segment.stored(key)
            if found is not None:
                return found
        return None

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures that BM25 uses."""
        with reading(self._directory):
            return Statistics(
                documents=sum(segment.with_tokens for segment in self._segments),
                total_length=sum(segment.total_length for segment in self._segments),
                frequencies={
                    token: sum(segment.frequency(SCORED, token) for segment in self._segments)
                    for token in set(tokens)
                },
            )

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a field."""
        with reading(self._directory):
            for segment in self._segments:
                yield from segment.tokens(field)

    def count(self) -> int:
        """Documents in the index."""
        return sum(segment.documents - len(segment.deleted) for segment in self._segments)

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.close()
        self._segments = []


def _order(match: Match) -> tuple[float, str]:
    return -rounded(match.score), match.key


def _alive(segment: Segment, scores: Scores) -> Scores:
    """Drop what was deleted: no document's score depends on which others a segment holds."""
    for number in segment.deleted:
        scores.pop(number, None)
    return scores


def _best(segment: Segment, scores: Scores, limit: int) -> list[Match]:
    """Best of a segment; only those that may be among them have their key read."""
    numbers: Iterable[int] = scores
    if limit < len(scores):
        # Ties are judged on rounded scores, so those just below the last must be looked at too.
        least = rounded(heapq.nlargest(limit, scores.values())[-1]) if limit else float("inf")
        numbers = [number for number, score in scores.items() if rounded(score) >= least]
    found = []
    for number in numbers:
        page, key = segment.key(number)
        found.append(Match(key, page, scores[number]))
    return heapq.nsmallest(limit, found, key=_order)
