"""The directory of a wiki -> the values of the pages that list terms."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, NamedTuple

from wikisearch.errors import OptionError
from wikisearch.index import Index
from wikisearch.model.names import PageEntry
from wikisearch.server.pages.page_directory import by_letter, directory_of
from wikisearch.server.pages.results_view import ChoiceLink, pagination
from wikisearch.server.pages.server_links import SearchState, ServerLinks

_AT_ONCE = 400
"""Terms that a page lists at most."""

_FEW = 40
"""Terms that need no letters above them."""


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
    groups = _listed_groups(index, listed)
    total = sum(map(len, groups.values()))
    if listed.letter and listed.letter not in groups:
        raise OptionError("letter", f"no term begins with {listed.letter}")
    chosen = {listed.letter: groups[listed.letter]} if listed.letter else groups
    last = -(-sum(map(len, chosen.values())) // _AT_ONCE)
    return {
        "heading": listed.category or "Terms from A to Z",
        "here": "categories" if listed.category else "terms",
        "total": total,
        "search_url": _search_url(listed.category, links),
        "letters": _letters(groups, listed, links) if total > _FEW else [],
        "groups": list(_part(chosen, (listed.page - 1) * _AT_ONCE, has_letters=total > _FEW)),
        "pages": pagination(
            listed.page,
            last,
            lambda page: links.terms(listed.category, listed.letter, page),
        ),
    }


def _listed_groups(index: Index, listed: ListedTerms) -> Mapping[str, Sequence[PageEntry]]:
    if not listed.category:
        return directory_of(index).letters
    pages = index.pages(listed.category)
    if not pages:
        raise OptionError("category", f"no page has the category {listed.category}")
    return by_letter(pages)


def _part(
    groups: Mapping[str, Sequence[PageEntry]], start: int, *, has_letters: bool
) -> Iterator[LetterGroup]:
    """Yield the groups with the terms of one page; one group without a letter for a short list."""
    pairs = ((letter, term) for letter, terms in groups.items() for term in terms)
    found: dict[str, list[PageEntry]] = {}
    for letter, term in islice(pairs, start, start + _AT_ONCE):
        found.setdefault(letter if has_letters else "", []).append(term)
    return (LetterGroup(letter, terms) for letter, terms in found.items())


def _search_url(category: str, links: ServerLinks) -> str:
    return links.search(SearchState("", (category,))) if category else ""


def _letters(
    groups: Mapping[str, Sequence[PageEntry]], listed: ListedTerms, links: ServerLinks
) -> list[ChoiceLink]:
    """Return links to the letters: on the same page, or to pages of their own for long lists."""
    if len(groups) <= 1:
        return []
    is_whole = sum(map(len, groups.values())) <= _AT_ONCE
    return [
        ChoiceLink(
            letter,
            f"#ws-letter-{number}" if is_whole else links.terms(listed.category, letter),
            letter == listed.letter,
        )
        for number, letter in enumerate(groups, 1)
    ]
