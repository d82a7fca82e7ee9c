"""A query that compares two names -> the pages that have these names."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup
from wikisearch.analysis.compared_names import compared_names
from wikisearch.engines.base import Reader
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.names import MinedName
from wikisearch.model.query import And, Keyword, Or, Query
from wikisearch.search.names.lookup import (
    HEADING_MATCH_TYPES,
    NAME_MATCH_TYPES,
    NameLookup,
    mined_name_lookups,
    name_lookups,
)

MinedNames = Callable[[str], Iterable[MinedName]]

MAX_PAGES = 3
"""Pages with one name; a name of more pages is too common."""


class ComparedPages(NamedTuple):
    """The pages of two names that a query compares."""

    names: tuple[str, str]
    sections: Query
    """Matches the sections that have one of the names, or words of both; it adds no score."""


def compared_pages(
    text: str, analyzer: Analyzer, reader: Reader, mined_names: MinedNames
) -> ComparedPages | None:
    """Return the pages of the two names that a query compares; None unless both name something.

    A name is that of a page, or else a heading of few pages: the terms of a glossary are headings.
    """
    languages = (each.language for each in analyzer.analyzers)
    for names in compared_names(text, languages):
        first, second = (_found(name, analyzer, reader, mined_names) for name in names)
        if first and second and first.sections != second.sections:
            pages = tuple(Keyword("page", page) for page in sorted(first.pages | second.pages))
            both = (_with_words(" ".join(names), each) for each in analyzer.analyzers)
            sections = Or((first.query, second.query, *both))
            return ComparedPages(names, And((Or(pages), sections)))
    return None


def _with_words(text: str, analyzer: Analyzer) -> Query:
    """Match the words of a text, in any fields; unlike terms, keywords add no score."""
    stems = (
        stem
        for group in analyzer.sequence(text)
        for exact, stem in zip(group.exact, _stems(group), strict=False)
        if exact not in analyzer.stop_words
    )
    return And(
        tuple(
            Or(tuple(Keyword(f"in_{field}", stem) for field in POSITIONAL_FIELDS))
            for stem in dict.fromkeys(stems)
        )
    )


def _stems(group: TokenGroup) -> tuple[str, ...]:
    return group.bigrams if group.unsegmented else group.stems


class _Found(NamedTuple):
    query: Query
    pages: frozenset[str]
    sections: frozenset[str]


def _found(name: str, analyzer: Analyzer, reader: Reader, mined_names: MinedNames) -> _Found | None:
    """Return the pages with a name, by the most exact lookup that finds any."""
    for lookup in _lookups(name, analyzer, mined_names):
        found = reader.search(lookup.query, MAX_PAGES)
        is_heading = lookup.match_type in HEADING_MATCH_TYPES
        if found.total and not (is_heading and found.pages > MAX_PAGES):
            pages = frozenset(match.page for match in found.best)
            return _Found(lookup.query, pages, frozenset(match.key for match in found.best))
    return None


def _lookups(name: str, analyzer: Analyzer, mined_names: MinedNames) -> Iterator[NameLookup]:
    """Yield the lookups for pages, then those for headings."""
    lookups = [each for each in name_lookups(name, analyzer) if each.match_type in NAME_MATCH_TYPES]
    yield from (each for each in lookups if each.match_type not in HEADING_MATCH_TYPES)
    yield from mined_name_lookups(name, mined_names(name))
    yield from (each for each in lookups if each.match_type in HEADING_MATCH_TYPES)
