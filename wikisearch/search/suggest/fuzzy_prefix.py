"""Typos in completion: the words of a sorted list that start with a prefix, with some edits.

The list is traversed like a trie. Words with the same prefix are adjacent, so a bisection finds
their range, and only letters that some word has are tried.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

_LAST = "\U0010ffff"
"""Sorts after every character of a word."""

WordRange = tuple[int, int]
"""Start and end of adjacent words with the same prefix."""


def prefix_range(words: Sequence[str], prefix: str, within: WordRange | None = None) -> WordRange:
    """Return the range of the words that start with a prefix."""
    start, end = within or (0, len(words))
    start = bisect_left(words, prefix, start, end)
    return start, bisect_left(words, prefix + _LAST, start, end)


def fuzzy_prefix_ranges(
    words: Sequence[str], prefix: str, edits: int, ending: str = ""
) -> Iterator[WordRange]:
    """Yield the ranges of the words that start with a prefix after some edits, then `ending`.

    An edit is a substitution, an insertion, a deletion or a transposition of two adjacent letters.
    A range may come more than once.
    """
    yield from _FuzzyTraversal(words, ending).ranges((0, len(words)), "", prefix, edits)


class _FuzzyTraversal:
    """Traverses the words letter by letter."""

    def __init__(self, words: Sequence[str], ending: str) -> None:
        self._words = words
        self._ending = ending

    def ranges(self, within: WordRange, matched: str, rest: str, edits: int) -> Iterator[WordRange]:
        """Yield the ranges inside `within`, whose words all start with `matched`, for `rest`."""
        if not edits or not (rest or self._ending):
            found = prefix_range(self._words, matched + rest + self._ending, within)
            if found[0] < found[1]:
                yield found
            return
        next_letter, later, fewer = rest[:1], rest[1:], edits - 1
        yield from self.ranges(within, matched, later, fewer)
        for letter, below in self._letters(within, len(matched)):
            longer = matched + letter
            if letter == next_letter:
                yield from self.ranges(below, longer, later, edits)
                continue
            if rest:
                yield from self.ranges(below, longer, later, fewer)
            if later and letter == later[0]:
                yield from self.ranges(below, longer, next_letter + later[1:], fewer)
            yield from self.ranges(below, longer, rest, fewer)

    def _letters(self, within: WordRange, position: int) -> Iterator[tuple[str, WordRange]]:
        """Yield the letters that the words have at a position, each with its range."""
        words = self._words
        start, end = within
        while start < end:
            first = words[start]
            if len(first) == position:
                start += 1
                continue
            stop = bisect_left(words, first[: position + 1] + _LAST, start, end)
            yield first[position], (start, stop)
            start = stop
