"""A term -> the values of its page: the reader view."""

from dataclasses import replace
from typing import Any, NamedTuple

from wikisearch.index import Index
from wikisearch.model.names import AlternativeName, NameSource
from wikisearch.model.page import Page
from wikisearch.model.related import RelatedTerm, Relation
from wikisearch.server.pages.original_file import OriginalLinks
from wikisearch.server.pages.section_view import ReaderLinks, section_views
from wikisearch.server.pages.server_links import ServerLinks
from wikisearch.server.pages.text_direction import language_attributes

_RELATED = 8
_RELATED_READ = 500
"""Related terms that are read, to find those that link to the page."""

_NAMES = 30
_CONTENTS = 60

_NO_LINK_HERE = {Relation.LINKED_TO, Relation.SHARED_LINKS, Relation.ALIKE}


class ContentsRow(NamedTuple):
    """A line of the table of contents."""

    title: str
    anchor: str
    depth: int


def term_values(index: Index, term: str, links: ServerLinks) -> dict[str, Any]:
    """Return all values of the page of a term; raises TermNotFoundError."""
    page = index.page(term)
    related = index.related(page.id, limit=_RELATED_READ)
    return {
        "page": page,
        "language_attributes": language_attributes(page.language or index.manifest.language),
        "sections": section_views(page),
        "address_of": ReaderLinks(index, page, links).of,
        "contents": _contents(page),
        "related": related[:_RELATED],
        "names": _names(index, page),
        "backlinks": _backlinks(related),
        "original_url": OriginalLinks(index, links).of(page),
    }


def _contents(page: Page) -> list[ContentsRow]:
    """Return the headings of the two highest levels."""
    found = [section for section in page.sections if section.level > 1 and section.anchor]
    top = min((section.level for section in found), default=0)
    shown = [section for section in found if section.level <= top + 1][:_CONTENTS]
    return [ContentsRow(each.title, each.anchor, each.level - top + 1) for each in shown]


def _backlinks(related: tuple[RelatedTerm, ...]) -> list[RelatedTerm]:
    found = (each for each in related if not _NO_LINK_HERE.issuperset(each.relations))
    return sorted(found, key=lambda each: each.title.casefold())


def _names(index: Index, page: Page) -> list[AlternativeName]:
    """Return the names that the page does not declare; of two synonyms, the other one."""
    names: dict[str, AlternativeName] = {}
    for each in index.names(page.id):
        if each.source is NameSource.ALIAS:
            continue
        is_title = each.name.casefold() == page.title.casefold()
        shown = each.means if is_title else each.name
        if shown.casefold() != page.title.casefold():
            names.setdefault(shown.casefold(), replace(each, name=shown))
    return list(names.values())[:_NAMES]
