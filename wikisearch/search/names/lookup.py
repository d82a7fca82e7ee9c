"""What a query names outright: it comes before anything that merely contains its words."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup, without_case
from wikisearch.engines.base import Match, Reader
from wikisearch.model.names import MinedName, NameSource
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
        MatchType.HEADING_END,
    }
)
"""Kinds of match in which a section is what the query names, whole."""


OF_SECTIONS = frozenset({MatchType.HEADING, MatchType.HEADING_END})
"""Those of them in which it is a part of a page."""

MOST_BEARERS = 5
"""Pages with a heading that is a name; what more of them have names none of them."""

_SOURCES = {
    NameSource.OWN: MatchType.ACRONYM,
    NameSource.ACRONYM: MatchType.ACRONYM,
    NameSource.LINK: MatchType.CALLED,
    NameSource.SLUG: MatchType.CALLED,
}


class NameLookup(NamedTuple):
    """One way in which a query may be the name of something; the query only filters."""

    match_type: MatchType
    query: Query
    is_page: bool = False
    """Whether it names the page as a whole, which is then found by its top."""


def name_lookups(text: str, analyzer: Analyzer, *, plain: bool = True) -> tuple[NameLookup, ...]:
    """Ways in which a text may be a name, most exact first.

    A text that is not `plain` has signs that the query language knows, which folding would ignore.
    """
    typed, folded = without_case(text), analyzer.folded_name(text) if plain else ""
    ways = [
        NameLookup(MatchType.TITLE, Keyword("name_title", typed)),
        NameLookup(MatchType.ALIAS, Keyword("name_alias", typed)),
    ]
    if folded:
        titles = (And(tuple(map(_in_title, each.sequence(text)))) for each in analyzer.analyzers)
        stemmed = (Keyword("name_stemmed", each.stemmed_name(text)) for each in analyzer.analyzers)
        ways += [
            NameLookup(MatchType.FOLDED, Keyword("name_folded", folded)),
            NameLookup(MatchType.VARIANT, _any(stemmed)),
            NameLookup(MatchType.HEADING, Keyword("name_heading", folded)),
            NameLookup(MatchType.HEADING_END, Keyword("name_heading_end", folded)),
            NameLookup(MatchType.TITLE_WORDS, _any(titles)),
        ]
    elif typed:
        # Signs alone may be a heading, as the prompt of a shell in a glossary.
        ways.append(NameLookup(MatchType.HEADING, Keyword("name_heading", typed)))
    return tuple(ways)


def mined_name_lookups(calls: Iterable[MinedName]) -> tuple[NameLookup, ...]:
    """Ways in which a page goes by a name that it does not bear."""
    return tuple(
        NameLookup(_SOURCES[call.source], Keyword("page", call.page), is_page=True)
        for call in calls
    )


class NameMatches(NamedTuple):
    """Sections that bear one of the names a query may be."""

    sections: tuple[tuple[MatchType, Match], ...]
    """How each is named, and the section with the score the words of the query give it."""

    are_counted: bool
    """Whether all of it is on pages that have the words, which were counted already."""


def find_by_name(
    ways: tuple[NameLookup, ...],
    main: Query,
    reader: Reader,
    window: int,
    scored: Mapping[str, Match],
) -> NameMatches:
    """Look for what bears one of the names; `scored` are sections whose scores are known."""
    pages = {match.page for match in scored.values()}
    sections: list[tuple[MatchType, Match]] = []
    known = dict(scored)
    are_counted = True
    for way in _used(ways, reader):
        matches = reader.search(way.query, window)
        if way.match_type in OF_SECTIONS and matches.pages > MOST_BEARERS:
            continue
        are_counted &= matches.total <= window
        # Most often the words, or another way, have found what bears the name already.
        if matches.total > window or any(each.key not in known for each in matches.best):
            matches = reader.search(AndMaybe(way.query, main), window)
            known = {match.key: match for match in matches.best} | known
        are_counted &= pages.issuperset(match.page for match in matches.best)
        sections += [
            (way.match_type, known[match.key])
            for match in matches.best
            if match.key == match.page or not way.is_page
        ]
    return NameMatches(tuple(sections), are_counted)


def _used(ways: tuple[NameLookup, ...], reader: Reader) -> tuple[NameLookup, ...]:
    """Those that anything may bear: most queries name nothing, which is asked once, not of each."""
    whole = [way.query for way in ways if way.match_type in NAMED]
    if whole and reader.search(Or(tuple(whole)), 0).total:
        return ways
    return tuple(way for way in ways if way.match_type not in NAMED)


def _any(queries: Iterable[Query]) -> Query:
    """Any of what a query is in the languages of the index."""
    different = tuple(dict.fromkeys(queries))
    return Or(different) if len(different) > 1 else different[0]


def _in_title(group: TokenGroup) -> Query:
    parts = And(tuple(Keyword("in_title", stem) for stem in group.stems))
    return Or((Keyword("in_title", group.catenated), parts)) if group.catenated else parts
