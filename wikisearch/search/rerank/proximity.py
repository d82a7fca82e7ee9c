"""Proximity boost: adjacent words of the query that are close together in a section."""

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wikisearch.search.config import RankingConfig
from wikisearch.search.rerank.query_words import QueryWord


class AdjacentWords(NamedTuple):
    """The stems of two words that follow each other in a query, and the higher idf."""

    first: str
    second: str
    idf: float


def adjacent_words(words: Sequence[QueryWord]) -> list[AdjacentWords]:
    """Return the pairs of words whose distance is measured."""
    return [
        AdjacentWords(first.stem, second.stem, max(first.idf, second.idf))
        for first, second in pairwise(words)
        if first.is_spaced and second.is_spaced and first.stem != second.stem
    ]


def proximity(
    adjacent: Sequence[AdjacentWords], positions: Mapping[str, list[int]], config: RankingConfig
) -> float:
    """Sum the idf of the rarer word of each adjacent pair, divided by the distance of the pair.

    `positions` are ascending, by stem.
    """
    total = 0.0
    for first, second, idf in adjacent:
        if first in positions and second in positions:
            distance = _min_distance(positions[first], positions[second])
            if distance <= config.max_distance:
                total += idf / distance
    return config.proximity_weight * total


def _min_distance(first: list[int], second: list[int]) -> int:
    """Return the least distance of two positions; it is never 0, as they are of different words."""
    best = abs(first[0] - second[0])
    i = j = 0
    while best > 1 and i < len(first) and j < len(second):
        distance = second[j] - first[i]
        if distance > 0:
            i += 1
        else:
            distance = -distance
            j += 1
        if distance < best:  # noqa: PLR1730 - a call for each position doubles the time
            best = distance
    return best
