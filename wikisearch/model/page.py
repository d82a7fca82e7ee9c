"""Pages of a wiki, with their sections and links."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class LinkKind(StrEnum):
    """The purpose of a link, from its place on the page."""

    RELATED = "related"
    """In a list of related terms ("Related Concepts", "See also")."""

    CATEGORY = "category"
    """To a category of the page."""

    BODY = "body"
    """In running text."""

    NAVIGATION = "navigation"
    """In menus, breadcrumbs, previous/next, headers and footers."""

    @property
    def is_content(self) -> bool:
        """Whether the link shows that two pages are related."""
        return self in (LinkKind.BODY, LinkKind.RELATED)


class Link(NamedTuple):
    """A link to a page of the same wiki, or to an anchor on the same page."""

    target: str
    """Id of the target page; the id of the page itself for `#anchor`."""

    anchor: str
    """The fragment without `#`, or an empty string."""

    text: str
    """Text of the link."""

    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, up to the next heading."""

    title: str
    """The heading; for the text above the first heading, the title of the page."""

    anchor: str
    """Fragment of its URL, without `#`; empty for the top of the page. Unique on its page."""

    level: int
    """1 for the top of the page, 2 for the main headings of the page, and so on."""

    hierarchy: tuple[str, ...]
    """Titles from the page down: ("Foundation Model", "Deep Dive", "The Cost Barrier")."""

    text: str
    """Plain text, with one line per paragraph, list item, table row or line of code."""

    anchor_is_synthetic: bool = False
    """Whether the page lacks the anchor: it identifies the section, but no link leads to it."""

    layout: str = field(default="", kw_only=True)
    """What each line of the text is: see `model/line_layout.py`; empty for paragraphs only."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """Metadata of a page, without its sections and links."""

    id: str
    """Path of the file below the source folder, with `/` between folders and without suffix. `#`
    and control characters are percent-encoded."""

    path: str
    """Path with its suffix, not encoded."""

    title: str
    aliases: tuple[str, ...]
    """Other names of the page, in page order."""

    category: str
    """Category badge, or an empty string."""

    definition: str
    """First paragraph, which defines the term: at most 1,000 characters; may be empty."""

    language: str
    """BCP 47 tag that the page declares, such as `en`; may be empty."""

    url: str = field(default="", kw_only=True)
    """Live address of a page from the web, an archive or a program; empty for a file."""


@dataclass(frozen=True, slots=True)
class Page(PageHead):
    """A page with its sections and links."""

    sections: tuple[Section, ...]
    """Sections in page order; the first is the top of the page, even if it has no text."""

    links: tuple[Link, ...]
