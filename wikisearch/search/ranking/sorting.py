"""Orders other than by relevance: by title and by links."""

import re
from collections.abc import Callable
from itertools import zip_longest
from typing import Any, TypeAlias

from wikisearch.analysis import Analyzer
from wikisearch.model.query import And
from wikisearch.model.request import Sort
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.retrieval.candidates import Candidates
from wikisearch.search.view.index_view import IndexView

_NUMBERS = re.compile(r"(\d+)")
"""Digits of any script: `int` reads them all."""

_MAX_DIGITS = 1000
"""Digits of a number that are compared by value."""

_NaturalKey: TypeAlias = tuple[tuple[str, int], ...]
_TitleKey: TypeAlias = tuple[_NaturalKey, str, str]


def natural_key(title: str, analyzer: Analyzer) -> _NaturalKey:
    """Return a sort key that compares the numbers of a title by value: 2 before 10.

    A version is compared part by part: 1.9 before 1.10.
    """
    key = []
    for text, digits in zip_longest(*[iter(_NUMBERS.split(title))] * 2, fillvalue=""):
        key.append((analyzer.folded_name(text), int(digits[:_MAX_DIGITS] or 0)))
    return tuple(key)


def sorted_page_ids(view: IndexView, candidates: Candidates, order: Sort) -> list[str]:
    """Return the ids of all pages that match, in an order; pages of one title by their ids."""
    query = candidates.matched.query
    if candidates.filter is not None:
        query = And((query, candidates.filter))
    matches = view.reader.search(query, view.config.max_sorted_sections)
    pages = {match.page for match in matches.best}
    return sorted(pages, key=_sort_key(order, view.site, view.analyzer))


def _sort_key(order: Sort, site: SiteMetadata, analyzer: Analyzer) -> Callable[[str], Any]:
    def by_title(page: str) -> _TitleKey:
        title = site.titles.get(page, page)
        return natural_key(title, analyzer), title, page

    def by_links(page: str) -> tuple[int, _TitleKey]:
        return -site.incoming.get(page, 0), by_title(page)

    return by_links if order == Sort.LINKS else by_title
