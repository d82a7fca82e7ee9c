"""Bigrams of a query -> where a text in an unsegmented script has them."""

from collections.abc import Collection, Sequence

from wikisearch.analysis import RUN_END, TextTokens, Vocabulary, has_letters, is_unsegmented
from wikisearch.search.snippets.fragmenter import TokenSpan

_FEW_LETTERS = 4
"""Letters of a bigram that are in many other words."""


class BigramFinder:
    """Finds in texts the stems of one query that are of an unsegmented script."""

    def __init__(self, stems: Collection[str], vocabulary: Vocabulary) -> None:
        self._stems = tuple(filter(is_unsegmented, stems))
        self._vocabulary = vocabulary
        self._pairs: dict[str, str] = {}
        """Stem of each pair of numbers that is a bigram of the query."""
        self._long: frozenset[str] = frozenset()
        """Those that are a match alone."""
        self._size = 0
        """Size of the vocabulary that was searched for them."""

    def is_in(self, text: TextTokens) -> bool:
        """Whether a text has a bigram of the query."""
        return bool(self._pairs_in(text))

    def spans(self, text: TextTokens) -> list[TokenSpan]:
        """Start, end and stem of each bigram in a text, in order.

        Those of a few letters are left out if any bigrams overlap.
        """
        found = self._pairs_in(text)
        if not found:
            return []
        vocabulary, pairs, numbers = self._vocabulary, self._pairs, text.numbers
        places_of = vocabulary.pair_places(text)
        places = sorted([place for pair in found for place in places_of[pair]])
        joined = _overlapping(places)
        alone = [place for pair in found & self._long for place in places_of[pair]]
        if alone:
            joined = sorted({*joined, *alone})
        offsets = vocabulary.offsets(text)
        # pair_end() inlined: a text has dozens of bigrams.
        return [
            (offsets[n], offsets[n + 2 - (numbers[n + 1] == RUN_END)], pairs[numbers[n : n + 2]])
            for n in joined or places
        ]

    def _pairs_in(self, text: TextTokens) -> set[str]:
        """Return the pairs of numbers of the query that a text has."""
        if not self._stems:
            return set()
        vocabulary = self._vocabulary
        if self._size != vocabulary.size:
            self._size = vocabulary.size
            self._pairs = {pair: stem for stem in self._stems for pair in vocabulary.pairs(stem)}
            self._long = frozenset(
                pair
                for pair, stem in self._pairs.items()
                if len(stem) > _FEW_LETTERS or not has_letters(stem)
            )
        return self._pairs.keys() & vocabulary.pair_places(text).keys()


def _overlapping(places: Sequence[int]) -> list[int]:
    """Those of some places, in order, whose pair shares a number with another one."""
    joined: list[int] = []
    before, last = -2, -2
    for place in places:
        if place - before == 1:
            if last != before:
                joined.append(before)
            joined.append(place)
            last = place
        before = place
    return joined


def pair_end(text: TextTokens, offsets: Sequence[int], place: int) -> int:
    """End of the character cluster at a place and the next one, if that does follow it."""
    return offsets[place + 1 if text.numbers[place + 1] == RUN_END else place + 2]
