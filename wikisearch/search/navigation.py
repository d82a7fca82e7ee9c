"""What a query names outright: it comes before anything that merely contains its words."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikisearch.analysis import Analyzer, without_case
from wikisearch.engines.base import Match, Reader
from wikisearch.model.query import AndMaybe, Keyword, Query
from wikisearch.model.results import MatchType


@dataclass(frozen=True, slots=True)
class Name:
    """One way in which a query may be the name of something."""

    match_type: MatchType
    keyword: Keyword


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
        ways += [
            Name(MatchType.FOLDED, Keyword("name_folded", folded)),
            Name(MatchType.HEADING, Keyword("name_heading", folded)),
        ]
    return tuple(ways)


def named(
    ways: tuple[Name, ...], main: Query, reader: Reader, limit: int
) -> Iterator[tuple[MatchType, Match]]:
    """Yield what bears one of the names, with the score the words of the query give it."""
    for way in ways:
        if reader.search(way.keyword, 0).total:
            for match in reader.search(AndMaybe(way.keyword, main), limit).best:
                yield way.match_type, match
