"""A sorted list of words -> those that begin as was typed, or nearly so, as stretches of the list.

The list is walked like a tree of letters: words that begin alike stand side by side, so a
bisection finds where they start and end, and only letters that some word has are looked at.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_LAST = "\U0010ffff"
"""No word goes on with a later character."""

Stretch = tuple[int, int]
"""Where words that begin alike start, and where they have ended."""


def prefix_range(words: Sequence[str], typed: str, within: Stretch | None = None) -> Stretch:
    """Find the words that begin so."""
    start, end = within or (0, len(words))
    start = bisect_left(words, typed, start, end)
    return start, bisect_left(words, typed + _LAST, start, end)


def fuzzy_prefix_ranges(
    words: Sequence[str], typed: str, slips: int, ending: str = ""
) -> Iterator[Stretch]:
    """Find the words that begin so but for some slips, and then go on with `ending`.

    A slip is a letter changed, added or left out, or two neighbours swapped. A stretch may come
    more than once.
    """
    yield from _Walk(words, ending).stretches((0, len(words)), "", typed, slips)


class _Walk:
    """Goes down the letters of the words."""

    def __init__(self, words: Sequence[str], ending: str) -> None:
        self._words = words
        self._ending = ending

    def stretches(self, within: Stretch, common: str, rest: str, slips: int) -> Iterator[Stretch]:
        """Find what begins with `common`, as all within the stretch do, and goes on with `rest`."""
        if not slips or not (rest or self._ending):
            found = prefix_range(self._words, common + rest + self._ending, within)
            if found[0] < found[1]:
                yield found
            return
        typed, later, less = rest[:1], rest[1:], slips - 1
        yield from self.stretches(within, common, later, less)
        for letter, below in self._letters(within, len(common)):
            longer = common + letter
            if letter == typed:
                yield from self.stretches(below, longer, later, slips)
                continue
            if rest:
                yield from self.stretches(below, longer, later, less)
            if later and letter == later[0]:
                yield from self.stretches(below, longer, typed + later[1:], less)
            yield from self.stretches(below, longer, rest, less)

    def _letters(self, within: Stretch, place: int) -> Iterator[tuple[str, Stretch]]:
        """Letters that the words have at a place, each with its stretch."""
        words = self._words
        start, end = within
        while start < end:
            first = words[start]
            if len(first) == place:
                start += 1
                continue
            stop = bisect_left(words, first[: place + 1] + _LAST, start, end)
            yield first[place], (start, stop)
            start = stop
