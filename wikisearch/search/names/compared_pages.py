"""A query that compares two names -> the pages that have these names."""

from collections.abc import Callable, Iterable, Iterator

from wikisearch.analysis import Analyzer
from wikisearch.analysis.compared_names import compared_names
from wikisearch.engines.base import Reader
from wikisearch.model.names import MinedName
from wikisearch.model.query import Keyword, Or
from wikisearch.model.results import MatchType
from wikisearch.search.names.lookup import (
    HEADING_MATCH_TYPES,
    NAME_MATCH_TYPES,
    NameLookup,
    mined_name_lookups,
    name_lookups,
)

MinedNames = Callable[[str], Iterable[MinedName]]

MAX_PAGES = 3
"""Pages with one name; a name of more pages tells nothing."""


def compared_pages(
    text: str, analyzer: Analyzer, reader: Reader, mined_names: MinedNames
) -> tuple[tuple[str, str], NameLookup] | None:
    """Return the two names and the lookup of their pages; None if one of them names no page."""
    languages = (each.language for each in analyzer.analyzers)
    for names in compared_names(text, languages):
        first, second = (_pages(name, analyzer, reader, mined_names) for name in names)
        if first and second and set(first) != set(second):
            pages = dict.fromkeys((*first, *second))
            query = Or(tuple(Keyword("page", page) for page in pages))
            return names, NameLookup(MatchType.COMPARED, query)
    return None


def _pages(
    name: str, analyzer: Analyzer, reader: Reader, mined_names: MinedNames
) -> tuple[str, ...]:
    """Return the pages with a name, by the most exact lookup that finds any."""
    for lookup in _page_lookups(name, analyzer, mined_names):
        found = reader.search(lookup.query, MAX_PAGES)
        if found.total:
            return tuple(dict.fromkeys(match.page for match in found.best))
    return ()


def _page_lookups(name: str, analyzer: Analyzer, mined_names: MinedNames) -> Iterator[NameLookup]:
    for lookup in name_lookups(name, analyzer):
        if lookup.match_type in NAME_MATCH_TYPES - HEADING_MATCH_TYPES:
            yield lookup
    yield from mined_name_lookups(name, mined_names(name))
