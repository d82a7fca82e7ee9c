"""A wiki as its readers see it: pages, their sections, their links."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class LinkKind(StrEnum):
    """What a link is for, told from where on the page it stands."""

    RELATED = "related"
    """In a list of related terms ("Related Concepts", "See also")."""

    CATEGORY = "category"
    """To what the page is filed under."""

    BODY = "body"
    """In running text."""

    NAVIGATION = "navigation"
    """In menus, breadcrumbs, previous/next, headers and footers."""

    @property
    def is_content(self) -> bool:
        """Whether the author put it there to say that two pages have to do with each other."""
        return self in (LinkKind.BODY, LinkKind.RELATED)


class Link(NamedTuple):
    """A link to another page of the same wiki, or to a place on this one."""

    target: str
    """Id of the page it leads to (its path without suffix); the page's own id for `#here`."""

    anchor: str
    """The fragment without `#`, or an empty string."""

    text: str
    """The words a reader clicks on."""

    kind: LinkKind


@dataclass(frozen=True, slots=True)
class Section:
    """The text under one heading, up to the next heading."""

    title: str
    """The heading; for the text above the first heading, the title of the page."""

    anchor: str
    """Fragment that leads to it, without `#`; empty for the top of the page. Unique on its page."""

    level: int
    """1 for the top of the page, 2 for what the page's own main headings are, and so on."""

    hierarchy: tuple[str, ...]
    """Titles from the page down: ("Foundation Model", "Deep Dive", "The Cost Barrier")."""

    text: str
    """Plain text, one line a paragraph, list item, table row or code line."""


@dataclass(frozen=True, slots=True)
class PageHead:
    """What is known of one entry of the wiki as a whole."""

    id: str
    """Path of the file below the source folder, `/` between folders, without suffix; `#` and what
    would break a line are percent-encoded."""

    path: str
    """The same with its suffix: what a relative URL to the page is made of."""

    title: str
    aliases: tuple[str, ...]
    """Other names a reader may look it up by, in the order of the page."""

    category: str
    """Category badge, or an empty string."""

    definition: str
    """First paragraph, which says what the term means; may be empty."""

    language: str
    """BCP 47 tag from the page (`en`, `de`), or an empty string when it names none."""


@dataclass(frozen=True, slots=True)
class Page(PageHead):
    """One entry of the wiki, with all that it says."""

    sections: tuple[Section, ...]
    """In the order of the page; the first is always the top of it, even when it has no text."""

    links: tuple[Link, ...]
