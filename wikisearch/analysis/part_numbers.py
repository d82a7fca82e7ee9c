"""Parts of raw tokens as numbers, each number as one character of a string.

A part is an exact token with its stem in each language of an index. A text as a string of parts has
one character per position, so one C call finds where it has a word.
"""

from collections.abc import Collection

MAX_NUMBERS = 0x110000
"""Numbers that a string can have."""

_NO_PART = "\0"


class PartNumbers:
    """Numbers of the different parts that were seen so far."""

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, ...], str] = {}
        self._parts: list[tuple[str, ...]] = [("",)]
        self._with_stem: dict[str, str] = {}
        self._with_exact: dict[str, str] = {}

    def number(self, exact: str, stems: Collection[str]) -> str:
        """Return the number of a part; a new part gets the next one."""
        part = (exact, *stems)
        found = self._numbers.get(part)
        if found is None:
            if len(self._parts) == MAX_NUMBERS:
                return _NO_PART
            self._numbers[part] = found = chr(len(self._parts))
            self._parts.append(part)
            self._with_exact[exact] = self.with_exact(exact) + found
            for stem in dict.fromkeys(stems):
                self._with_stem[stem] = self.with_stem(stem) + found
        return found

    def with_stem(self, stem: str) -> str:
        """Return the numbers of all parts with a stem in any language."""
        return self._with_stem.get(stem, "")

    def with_exact(self, exact: str) -> str:
        """Return the numbers of all parts with an exact token."""
        return self._with_exact.get(exact, "")

    def stems(self, number: str) -> tuple[str, ...]:
        """Return the stem of a part in each language; none of a character without spaces."""
        return self._parts[ord(number)][1:]
