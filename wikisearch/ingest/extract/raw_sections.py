"""What one walk over the content of a page gathers."""

from dataclasses import dataclass, field
from typing import NamedTuple

from wikisearch.ingest.html.element import Element
from wikisearch.model.page import LinkKind


class Line(NamedTuple):
    """A line of text, the block it stands in, and how many of its characters are links."""

    text: str
    block: str
    linked: int

    @property
    def is_link(self) -> bool:
        """Tell whether there is nothing but links in it."""
        return self.linked > 0 and self.linked >= len(self.text.replace(" ", ""))


class ContentLink(NamedTuple):
    """A link of the content, as met."""

    element: Element
    text: str
    kind: LinkKind


@dataclass(slots=True)
class RawSection:
    """A heading and what was found under it; the first is the element that holds the content."""

    heading: Element
    title: str
    rank: int
    lines: list[Line] = field(default_factory=list)
    is_related: bool = False


@dataclass(slots=True)
class Content:
    """What one walk over the content gathers."""

    above: list[Line]
    """Lines before the title, where pages have breadcrumbs and badges."""
    top: RawSection
    drafts: list[RawSection]
    """The sections that have a heading."""
    links: list[ContentLink]
    passed_words: int
    """Words of the lines that lead on, back or up."""
