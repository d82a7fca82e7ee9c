"""What a query names outright: it comes before anything that merely contains its words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wikisearch.analysis import Analyzer, Lexeme, without_case
from wikisearch.engines.base import Match, Reader
from wikisearch.model.facts import Called, Source
from wikisearch.model.query import And, AndMaybe, Keyword, Or, Query
from wikisearch.model.results import MatchType

NAMED = frozenset(
    {
        MatchType.TITLE,
        MatchType.ALIAS,
        MatchType.ACRONYM,
        MatchType.FOLDED,
        MatchType.CALLED,
        MatchType.VARIANT,
        MatchType.HEADING,
    }
)
"""Kinds of match in which a section is what the query names, whole."""


_SOURCES = {
    Source.OWN: MatchType.ACRONYM,
    Source.ACRONYM: MatchType.ACRONYM,
    Source.LINK: MatchType.CALLED,
    Source.SLUG: MatchType.CALLED,
}


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a query may be the name of something; the query only filters."""

    match_type: MatchType
    query: Query
    is_page: bool = False
    """Whether it names the page as a whole, which is then found by its top."""


def names(text: str, analyzer: Analyzer, *, plain: bool = True) -> tuple[Name, ...]:
    """Ways in which a text may be a name, most exact first.

    A text that is not `plain` has signs that the query language knows, which folding would ignore.
    """
    typed, folded = without_case(text), analyzer.folded_name(text) if plain else ""
    ways = [
        Name(MatchType.TITLE, Keyword("name_title", typed)),
        Name(MatchType.ALIAS, Keyword("name_alias", typed)),
    ]
    if folded:
        titles = (And(tuple(map(_in_title, each.sequence(text)))) for each in analyzer.each)
        stemmed = (Keyword("name_stemmed", each.stemmed_name(text)) for each in analyzer.each)
        ways += [
            Name(MatchType.FOLDED, Keyword("name_folded", folded)),
            Name(MatchType.VARIANT, _any(stemmed)),
            Name(MatchType.HEADING, Keyword("name_heading", folded)),
            Name(MatchType.TITLE_WORDS, _any(titles)),
        ]
    return tuple(ways)


def called(calls: Iterable[Called]) -> tuple[Name, ...]:
    """Ways in which a page goes by a name that it does not bear."""
    return tuple(
        Name(_SOURCES[call.source], Keyword("page", call.page), is_page=True) for call in calls
    )


def named(
    ways: tuple[Name, ...], main: Query, reader: Reader, limit: int
) -> Iterator[tuple[MatchType, Match]]:
    """Yield what bears one of the names, with the score the words of the query give it."""
    for way in ways:
        if reader.search(way.query, 0).total:
            for match in reader.search(AndMaybe(way.query, main), limit).best:
                if match.key == match.page or not way.is_page:
                    yield way.match_type, match


def _any(queries: Iterable[Query]) -> Query:
    """Any of what a query is in the languages of the index."""
    different = tuple(dict.fromkeys(queries))
    return Or(different) if len(different) > 1 else different[0]


def _in_title(lexeme: Lexeme) -> Query:
    parts = And(tuple(Keyword("in_title", stem) for stem in lexeme.stems))
    return Or((Keyword("in_title", lexeme.joined), parts)) if lexeme.joined else parts
