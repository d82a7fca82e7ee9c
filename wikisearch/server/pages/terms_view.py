"""The directory of a wiki -> the values of the pages that list terms."""

import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

from wikisearch.errors import OptionError
from wikisearch.index import Index
from wikisearch.model.names import PageEntry
from wikisearch.server.pages.results_view import ChoiceLink, pagination
from wikisearch.server.pages.server_links import SearchState, ServerLinks

_AT_ONCE = 400
"""Terms that a page lists at most."""

_FEW = 40
"""Terms that need no letters above them."""

_OTHER = "#"
"""Group of the names that begin with no letter."""


class LetterGroup(NamedTuple):
    """Terms that begin with the same letter."""

    letter: str
    terms: Sequence[PageEntry]


class ListedTerms(NamedTuple):
    """Which terms a page lists."""

    category: str = ""
    letter: str = ""
    page: int = 1


def terms_values(index: Index, listed: ListedTerms, links: ServerLinks) -> dict[str, Any]:
    """Return all values of a list of terms; raises OptionError for an unknown category."""
    pages = index.pages(listed.category or None)
    if listed.category and not pages:
        raise OptionError("category", f"no page has the category {listed.category}")
    groups = _by_letter(pages)
    chosen = groups.get(listed.letter)
    if chosen is None and listed.letter:
        raise OptionError("letter", f"no term begins with {listed.letter}")
    flat = chosen if chosen is not None else [page for each in groups.values() for page in each]
    last = -(-len(flat) // _AT_ONCE)
    start = (listed.page - 1) * _AT_ONCE
    return {
        "heading": listed.category or "Terms from A to Z",
        "here": "categories" if listed.category else "terms",
        "total": len(pages),
        "search_url": _search_url(listed.category, links),
        "letters": _letters(groups, listed, links, is_filter=len(pages) > _AT_ONCE),
        "groups": _groups(flat[start : start + _AT_ONCE], has_letters=len(pages) > _FEW),
        "pages": pagination(
            listed.page,
            last,
            lambda page: links.terms(listed.category, listed.letter, page),
        ),
    }


def _search_url(category: str, links: ServerLinks) -> str:
    return links.search(SearchState("", (category,))) if category else ""


def _letters(
    groups: dict[str, list[PageEntry]], listed: ListedTerms, links: ServerLinks, *, is_filter: bool
) -> list[ChoiceLink]:
    """Return links to the letters: on the same page, or to pages of their own for long lists."""
    if len(groups) <= 1 or sum(map(len, groups.values())) <= _FEW:
        return []
    return [
        ChoiceLink(
            letter,
            links.terms(listed.category, letter) if is_filter else f"#ws-letter-{number}",
            letter == listed.letter,
        )
        for number, letter in enumerate(groups, 1)
    ]


def _groups(pages: Sequence[PageEntry], *, has_letters: bool) -> list[LetterGroup]:
    if not has_letters:
        return [LetterGroup("", pages)]
    return [LetterGroup(letter, terms) for letter, terms in _by_letter(pages).items()]


def _by_letter(pages: Sequence[PageEntry]) -> dict[str, list[PageEntry]]:
    groups: dict[str, list[PageEntry]] = {}
    for page in sorted(pages, key=lambda page: (_sort_key(page.title), page.id)):
        groups.setdefault(_letter(page.title), []).append(page)
    if _OTHER in groups:
        groups[_OTHER] = groups.pop(_OTHER)
    return groups


def _sort_key(title: str) -> str:
    """Return a title without case and accents."""
    parts = unicodedata.normalize("NFKD", title.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def _letter(title: str) -> str:
    """Return the first letter of a title, or `#`."""
    first = next((part for part in _sort_key(title) if part.isalnum()), "")
    return first.upper() if first.isalpha() else _OTHER
