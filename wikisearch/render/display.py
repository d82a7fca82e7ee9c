"""How results are shown: what a person chose on the command line, and the window's width."""

from typing import NamedTuple

SECTIONS_SHOWN = 3
"""Sections per term in text output, unless a number is given."""


class DisplayOptions(NamedTuple):
    """Choices that every output format understands."""

    flat: bool = False
    """Whether to list sections instead of terms."""

    sections: int = SECTIONS_SHOWN
    """Sections per term, in text output."""

    columns: int = 100
    """Width of the terminal."""

    offset: int = 0
    """Sections to skip in a flat list."""

    limit: int | None = None
    """Maximum number of sections in a flat list; None for all."""

    @property
    def flat_slice(self) -> slice:
        """The sections that a flat list shows."""
        return slice(self.offset, None if self.limit is None else self.offset + self.limit)
