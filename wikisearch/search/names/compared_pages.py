"""A query that compares two names -> the pages that have these names."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from wikisearch.analysis import Analyzer
from wikisearch.analysis.compared_names import compared_names
from wikisearch.engines.base import Reader
from wikisearch.model.names import MinedName
from wikisearch.model.query import Keyword, Or, Query
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


class ComparedPages(NamedTuple):
    """The pages of two names that a query compares."""

    names: tuple[str, str]
    pages: Query
    """Matches all sections of the pages."""

    tops: Query
    """Matches the sections that have the names."""


def compared_pages(
    text: str, analyzer: Analyzer, reader: Reader, mined_names: MinedNames
) -> ComparedPages | None:
    """Return the pages of the two names that a query compares; None unless both name pages."""
    languages = (each.language for each in analyzer.analyzers)
    for names in compared_names(text, languages):
        first, second = (_found(name, analyzer, reader, mined_names) for name in names)
        if first and second and first.pages != second.pages:
            pages = tuple(Keyword("page", page) for page in sorted(first.pages | second.pages))
            return ComparedPages(names, Or(pages), Or((first.query, second.query)))
    return None


class _Found(NamedTuple):
    query: Query
    pages: frozenset[str]


def _found(name: str, analyzer: Analyzer, reader: Reader, mined_names: MinedNames) -> _Found | None:
    """Return the pages with a name, by the most exact lookup that finds any."""
    for lookup in _page_lookups(name, analyzer, mined_names):
        found = reader.search(lookup.query, MAX_PAGES)
        if found.total:
            return _Found(lookup.query, frozenset(match.page for match in found.best))
    return None


def _page_lookups(name: str, analyzer: Analyzer, mined_names: MinedNames) -> Iterator[NameLookup]:
    for lookup in name_lookups(name, analyzer):
        if lookup.match_type in NAME_MATCH_TYPES - HEADING_MATCH_TYPES:
            yield lookup
    yield from mined_name_lookups(name, mined_names(name))
