"""Bigrams of a query -> where a text in an unsegmented script has them."""

from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from wikisearch.analysis import RUN_END, TextTokens, Vocabulary, has_letters, is_unsegmented
from wikisearch.search.snippets.fragmenter import TokenSpan

_FEW_LETTERS = 4
"""Letters of a bigram that are in many other words."""


class BigramFinder:
    """Finds in texts the stems of one query that are of an unsegmented script."""

    def __init__(self, stems: Collection[str], vocabulary: Vocabulary) -> None:
        self._stems = tuple(filter(is_unsegmented, stems))
        self._vocabulary = vocabulary
        self._pairs: dict[str, tuple[str, int]] = {}
        """For each pair of numbers that is a bigram of the query, its stem and its number of
        character clusters: 1 at the end of a run."""
        self._long: tuple[str, ...] = ()
        """Those that are a match alone."""
        self._short: tuple[str, ...] = ()
        self._size = 0
        """Size of the vocabulary that was searched for them."""

    def is_in(self, text: TextTokens) -> bool:
        """Whether a text has a bigram of the query."""
        pairs = self._read_pairs()
        return bool(pairs) and not pairs.keys().isdisjoint(self._vocabulary.pair_places(text))

    def spans(self, text: TextTokens) -> list[TokenSpan]:
        """Start, end and stem of each bigram in a text, in order.

        Those of a few letters are left out if any bigrams overlap.
        """
        pairs = self._read_pairs()
        if not pairs:
            return []
        long, short = self._places(text, self._long), self._places(text, self._short)
        places = sorted(long + short)
        if not places:
            return []
        certain = _certain(places, frozenset(long))
        offsets, numbers = self._vocabulary.offsets(text), text.numbers
        return [
            (offsets[n], offsets[n + size], stem)
            for n in certain or places
            for stem, size in (pairs[numbers[n : n + 2]],)
        ]

    def _places(self, text: TextTokens, pairs: Collection[str]) -> list[int]:
        """Places at which a text has some pairs of numbers, in any order."""
        places_of = self._vocabulary.pair_places(text).get
        return list(chain.from_iterable(filter(None, map(places_of, pairs))))

    def _read_pairs(self) -> dict[str, tuple[str, int]]:
        """Return the pairs that the vocabulary has by now; read them again if it has new ones."""
        if self._stems and self._size != self._vocabulary.size:
            self._size = self._vocabulary.size
            self._pairs = {
                pair: (stem, len(pair.rstrip(RUN_END)))
                for stem in self._stems
                for pair in self._vocabulary.pairs(stem)
            }
            self._long = tuple(pair for pair, (stem, _) in self._pairs.items() if _is_long(stem))
            self._short = tuple(self._pairs.keys() - self._long)
        return self._pairs


def _is_long(stem: str) -> bool:
    return len(stem) > _FEW_LETTERS or not has_letters(stem)


def _certain(places: Iterable[int], long: Collection[int]) -> list[int]:
    """Those of some places, in order, whose pair is long or shares a number with another one."""
    certain: list[int] = []
    before = last = -2
    for place in places:
        if place - before == 1:
            if last != before:
                certain.append(before)
            certain.append(place)
            last = place
        elif place in long:
            certain.append(place)
            last = place
        before = place
    return certain


def pair_end(text: TextTokens, offsets: Sequence[int], place: int) -> int:
    """End of the character cluster at a place and the next one, if that does follow it."""
    return offsets[place + 1 if text.numbers[place + 1] == RUN_END else place + 2]
