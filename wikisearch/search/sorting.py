"""Orders other than by relevance: by title and by links."""

from collections.abc import Callable
from typing import Any

from wikisearch.analysis import Analyzer
from wikisearch.model.query import And
from wikisearch.model.request import Sort
from wikisearch.search.candidates import Candidates
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.view import IndexView


def sorted_page_ids(view: IndexView, candidates: Candidates, order: Sort) -> list[str]:
    """Return the ids of all pages that match, in an order; pages of one title by their ids."""
    query = candidates.matched.query
    if candidates.filter is not None:
        query = And((query, candidates.filter))
    matches = view.reader.search(query, view.config.max_sorted_sections)
    pages = {match.page for match in matches.best}
    return sorted(pages, key=_sort_key(order, view.site, view.analyzer))


def _sort_key(order: Sort, site: SiteMetadata, analyzer: Analyzer) -> Callable[[str], Any]:
    def by_title(page: str) -> tuple[str, str, str]:
        title = site.titles.get(page, page)
        return analyzer.folded_name(title), title, page

    def by_links(page: str) -> tuple[int, tuple[str, str, str]]:
        return -site.incoming.get(page, 0), by_title(page)

    return by_links if order == Sort.LINKS else by_title
