"""The title of a page, and where it was found."""

from dataclasses import dataclass

from wikisearch.ingest.html.element import Element


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page, and the heading with it (None if no heading has it)."""

    text: str
    heading: Element | None
    source: str
    """Where: profile, h1, title element, heading, caption, pre, name line or file name."""
    other: str = ""
    """The name without its kind: `Lag` for `class Lag`."""
    is_first_line: bool = False
    """Whether it stands above the text, but not in a heading."""
