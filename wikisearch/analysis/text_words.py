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
        """Number of stems before each word, which the vocabulary knows."""

    @cached_property
    def line(self) -> str:
        """The words with one space between them."""
        return " ".join(self.words)

    @cached_property
    def offsets(self) -> "array[int]":
        """Offset of each word in the line."""
        lengths = (len(word) + 1 for word in self.words)
        return array("L", accumulate(lengths, initial=0))

    @cached_property
    def positions(self) -> dict[str, list[int]]:
        """The positions of each different word, in order."""
        found: dict[str, list[int]] = {}
        for position, word in enumerate(self.words):
            if word in found:
                found[word].append(position)
            else:
                found[word] = [position]
        return found

    def occurrences(self, words: Collection[str]) -> list[tuple[int, str]]:
        """Position and word of each occurrence of some words of the text, in order."""
        return sorted((number, word) for word in words for number in self.positions[word])
