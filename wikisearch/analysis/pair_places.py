"""Where a text has each two numbers that follow each other: bigrams of unsegmented scripts.

A query looks up dozens of pairs in each text, and most of its time is the reading of memory that is
not in the cache of the processor. So texts share the strings of pairs and the numbers of places.
"""

from collections import defaultdict
from itertools import chain, count
from operator import add

_FIRST_PLACES = tuple(range(1 << 12))


class PairPlaces:
    """Finds the pairs of texts."""

    def __init__(self) -> None:
        self._pairs: dict[str, str] = {}
        """Pairs that texts have, each under itself."""

    def __len__(self) -> int:
        """Count the different pairs of all texts."""
        return len(self._pairs)

    def shared(self, pair: str) -> str:
        """Return the string of a pair that texts share: a dict finds it without reading it."""
        return self._pairs.get(pair, pair)

    def of(self, numbers: str) -> dict[str, tuple[int, ...]]:
        """Return the ascending places of each pair in a text."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        places = chain(_FIRST_PLACES, count(len(_FIRST_PLACES)))
        for place, pair in zip(places, map(add, numbers, numbers[1:]), strict=False):
            found[pair].append(place)
        shared = self._pairs.setdefault
        return {shared(pair, pair): tuple(at) for pair, at in found.items()}
