"""What the walk over the content of a page collects."""

from dataclasses import dataclass, field
from typing import NamedTuple

from wikisearch.ingest.html.element import ENTRY_RANK, Element
from wikisearch.model.line_layout import PARAGRAPH
from wikisearch.model.page import LinkKind


class Line(NamedTuple):
    """A line of text, the name of its block, and how many of its characters are links."""

    text: str
    block: str
    linked: int
    layout: str = PARAGRAPH
    """The code of a LineLayout."""
    is_broken: bool = False
    """Whether its paragraph goes on after a line break."""

    @property
    def unlinked(self) -> int:
        """How many of its characters are not links; spaces do not count."""
        return len(self.text.replace(" ", "")) - self.linked

    @property
    def is_link(self) -> bool:
        """Whether the line contains only links."""
        return self.linked > 0 and self.unlinked <= 0

    @property
    def is_mostly_links(self) -> bool:
        """Whether half of its characters are links."""
        return self.linked > 0 and self.linked >= self.unlinked


class ContentLink(NamedTuple):
    """A link in the content."""

    element: Element
    text: str
    kind: LinkKind
    line: Line | None = None
    """The line that contains it; None for a link in a heading."""


@dataclass(slots=True)
class RawSection:
    """A heading and the lines below it; the first one has the content element as its heading."""

    heading: Element
    title: str
    rank: int
    lines: list[Line] = field(default_factory=list)
    is_related: bool = False

    @property
    def is_entry(self) -> bool:
        """Whether it is below all headings: an entry, or a heading before the title."""
        return self.rank >= ENTRY_RANK


class Rest(NamedTuple):
    """The lines that end the page in a section that other sections follow."""

    section: RawSection
    """It continues after a list of entries, or an aside."""
    identities: frozenset[int]
    """Identities of its lines there."""

    @property
    def lines(self) -> list[Line]:
        """The lines that no step has removed."""
        return [line for line in self.section.lines if id(line) in self.identities]


@dataclass(slots=True)
class Content:
    """What the walk over the content collects."""

    above: list[Line]
    """Lines before the title, where pages have breadcrumbs and badges."""
    top: RawSection
    raw_sections: list[RawSection]
    """The sections that have a heading."""
    links: list[ContentLink]
    dropped_words: int
    """Number of words in lines that only link to other pages."""
    lines_before_title: int = 0
    """Number of lines of `top` that stand before the title."""
    after_entries: frozenset[int] = frozenset()
    """Identities of the lines of `top` that stand after entries."""
    rest: Rest | None = None
    """What stands after all sections; None if that is a part of the last one."""
    properties: list[tuple[str, str]] = field(default_factory=list)
    """Labels, as they are compared, and values that stood in lines of their own."""
    is_term: bool = False
    """Whether its page is about one term, whose parts are known by their shape."""
    has_paragraph_numbers: bool = False
    """Whether its paragraphs had numbers, as in a standard; they were removed."""

    @property
    def last(self) -> RawSection:
        """The section with the last lines of the page; the top if no other has any."""
        if self.rest is not None and self.rest.lines:
            return self.rest.section
        return next((raw for raw in reversed(self.raw_sections) if raw.lines), self.top)
