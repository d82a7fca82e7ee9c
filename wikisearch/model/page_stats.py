"""Statistics of one extracted page: the same value in records, reports and explanations."""

from collections.abc import Sequence
from typing import Any, NamedTuple


class PageStats(NamedTuple):
    """How a page was read, and what was found on it."""

    profile: str = ""
    """Name of the profile that read the page."""

    title_from: str = ""
    """Source of the title: profile, h1, title element, heading or file name."""

    parts: tuple[str, ...] = ()
    """Parts that were found: category, aliases, definition, related, headings of the profile."""

    sections: int = 0
    anchors_made: int = 0
    """Sections without an anchor of their own on the page."""

    words: int = 0
    """Words of titles and text in the index."""

    dropped: tuple[tuple[str, int], ...] = ()
    """Words that are not in the index, by reason: navigation, boilerplate, comments, hidden,
    listing, repeated (on most pages of the wiki), outside (around the content)."""

    @property
    def is_listing(self) -> bool:
        """Whether lists of links were dropped."""
        return any(reason == "listing" for reason, _ in self.dropped)

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> "PageStats":
        """Decode a JSON row; raises a built-in exception for any other value."""
        profile, title_from, parts, sections, anchors_made, words, dropped = row
        pairs = tuple((reason, count) for reason, count in dropped)
        return cls(profile, title_from, tuple(parts), sections, anchors_made, words, pairs)
