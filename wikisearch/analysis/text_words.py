"""A text split at white space, with the positions of its words."""

from array import array
from collections.abc import Collection
from functools import cached_property
from itertools import accumulate
from sys import intern


class TextWords:
    """The words of one text; what is derived from them is computed when it is first needed."""

    def __init__(self, text: str) -> None:
        # The garbage collector skips tuples of strings, but not lists of them.
        self.words = tuple(map(intern, text.split()))
        self.stem_positions: array[int] | None = None
        """Number of stems before each word; the vocabulary computes it when it is first needed."""
        self.exact_tokens: tuple[str, ...] | None = None
        """The exact tokens of all words, in order, computed in the same way."""

    @cached_property
    def line(self) -> str:
        """The words with one space between them."""
        return " ".join(self.words)

    @cached_property
    def offsets(self) -> "array[int]":
        """Offset of each word in the line."""
        lengths = (len(word) + 1 for word in self.words)
        return array("I", accumulate(lengths, initial=0))

    @cached_property
    def first_positions(self) -> dict[str, int]:
        """The first position of each different word."""
        size = len(self.words)
        return dict(zip(reversed(self.words), range(size - 1, -1, -1), strict=True))

    @cached_property
    def next_positions(self) -> "array[int]":
        """For each position, the next one with the same word, or 0: a linked list per word."""
        following = array("I", bytes(4 * len(self.words)))
        last: dict[str, int] = {}
        for position, word in enumerate(self.words):
            if word in last:
                following[last[word]] = position
            last[word] = position
        return following

    def occurrences(self, words: Collection[str]) -> list[tuple[int, str]]:
        """Position and word of each occurrence of some words of the text, in order."""
        found = []
        for word in words:
            position = self.first_positions[word]
            found.append((position, word))
            while position := self.next_positions[position]:
                found.append((position, word))
        return sorted(found)
