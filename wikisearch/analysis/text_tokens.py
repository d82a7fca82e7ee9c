"""A text as the numbers of its raw tokens, each number as one character of a string.

A string takes 2 bytes per token, and one C call finds a token in it.
"""

from array import array
from collections.abc import Collection
from itertools import accumulate
from operator import add

RUN_END = "\0"
"""Number after the last character cluster of an unsegmented raw token."""


class TextTokens:
    """The tokens of one text; what is derived from them is computed when it is first needed.

    Each character cluster of an unsegmented script has a number of its own.
    """

    __slots__ = (
        "_text",
        "_tidy",
        "compounds",
        "numbers",
        "offsets",
        "pair_places",
        "parts",
        "stem_positions",
    )

    def __init__(self, text: str, numbers: str) -> None:
        self._text = text
        self._tidy: str | None = None
        self.numbers = numbers
        self.compounds: str | None = None
        """The different numbers of compounds; the vocabulary computes them."""
        self.offsets: array[int] | None = None
        """Offset of each raw token in the line; computed likewise."""
        self.pair_places: dict[str, tuple[int, ...]] | None = None
        """Places of each two numbers that follow each other; computed likewise."""
        self.parts: str | None = None
        """Numbers of the parts of all raw tokens, in order; computed likewise."""
        self.stem_positions: array[int] | None = None
        """Number of stems before each raw token, and last, of all stems; computed likewise."""

    @property
    def tidy(self) -> str:
        """The text with one space between words, and one line break between blocks."""
        if self._tidy is None:
            self._tidy = _tidy(self._text)
        return self._tidy

    @property
    def line(self) -> str:
        """The words with one space between them."""
        return self.tidy.replace("\n", " ")

    def occurrences(self, numbers: Collection[str]) -> list[tuple[int, str]]:
        """Place and number of each occurrence of some numbers, in order."""
        found = []
        find = self.numbers.find
        for number in numbers:
            place = find(number)
            while place >= 0:
                found.append((place, number))
                place = find(number, place + 1)
        found.sort()
        return found


def word_offsets(words: Collection[str]) -> "array[int]":
    """Offset of each word in a line that has one space between them; last, the length plus 1."""
    return array("I", accumulate(map(add, map(len, words), [1] * len(words)), initial=0))


def _tidy(text: str) -> str:
    """Collapse white space; only line feeds remain line breaks."""
    blocks = [" ".join(block.split()) for block in text.split("\n")]
    tidy = "\n".join(filter(None, blocks))
    return text if tidy == text else tidy  # most texts are tidy: keep one of two equal ones
