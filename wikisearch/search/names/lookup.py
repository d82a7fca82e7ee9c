"""Name lookups: the queries that find what has the text of a query as its name."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup, article_variants, without_case
from wikisearch.model.names import MinedName, NameSource
from wikisearch.model.query import And, Keyword, Or, Query
from wikisearch.model.results import MatchType

NAME_MATCH_TYPES = frozenset(
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
"""Match types in which the whole query is a name of the section."""


HEADING_MATCH_TYPES = frozenset({MatchType.HEADING, MatchType.HEADING_END})
"""Those of them that name a section of a page, not the page."""

_MATCH_TYPES = {
    NameSource.OWN: MatchType.ACRONYM,
    NameSource.ACRONYM: MatchType.ACRONYM,
    NameSource.LINK: MatchType.CALLED,
    NameSource.SLUG: MatchType.CALLED,
}


_IDENTIFIER = re.compile(r"_+\w+|\w+_+")
"""A name with underscores at its beginning or end is that very name: `__init__` is not `init`."""

_LOOSE_MATCH_TYPES = frozenset({MatchType.FOLDED, MatchType.VARIANT, MatchType.TITLE_WORDS})


class NameLookup(NamedTuple):
    """A query for one kind of name. It is used as a filter; it adds nothing to a score."""

    match_type: MatchType
    query: Query
    mined: MinedName | None = None
    """The mined name, which names a page as a whole: only the top section of the page matches."""


def name_lookups(text: str, analyzer: Analyzer, *, is_plain: bool = True) -> tuple[NameLookup, ...]:
    """Return the lookups for a text, the most exact first.

    A text that is not plain has operators of the query language, which folding would ignore.
    """
    typed = without_case(text)
    folded = analyzer.folded_name(text) if is_plain else ""
    lookups = [
        NameLookup(MatchType.TITLE, Keyword("name_title", typed)),
        NameLookup(MatchType.ALIAS, Keyword("name_alias", typed)),
    ]
    if folded:
        titles = (
            And(tuple(_in_title(group) for group in language.sequence(text) if group.exact))
            for language in analyzer.analyzers
        )
        stemmed = (
            Keyword("name_stemmed", language.stemmed_name(text)) for language in analyzer.analyzers
        )
        other_articles = {
            key: None
            for language in analyzer.analyzers
            for other in article_variants(text, language.language)
            if (key := analyzer.folded_name(other))
        }
        variants = (*stemmed, *(Keyword("name_folded", key) for key in other_articles))
        headings = (Keyword("name_heading", folded),)
        lookups += [
            NameLookup(MatchType.FOLDED, Keyword("name_folded", folded)),
            NameLookup(MatchType.VARIANT, _any(variants)),
            NameLookup(MatchType.HEADING, _any(headings)),
            NameLookup(MatchType.HEADING_END, Keyword("name_heading_end", folded)),
            NameLookup(MatchType.TITLE_WORDS, _any(titles)),
        ]
    elif typed:
        # A heading may have signs only, such as the prompt of a shell in a glossary.
        lookups.append(NameLookup(MatchType.HEADING, Keyword("name_heading", typed)))
    if _IDENTIFIER.fullmatch(typed):
        lookups = [each for each in lookups if each.match_type not in _LOOSE_MATCH_TYPES]
    return tuple(lookups)


def mined_name_lookups(text: str, names: Iterable[MinedName]) -> tuple[NameLookup, ...]:
    """Return the lookups for pages that have a mined name; an identifier has no other spelling."""
    is_identifier = _IDENTIFIER.fullmatch(text) is not None
    return tuple(
        NameLookup(_MATCH_TYPES[name.source], Keyword("page", name.page), name)
        for name in names
        if not is_identifier or without_case(name.name) == without_case(text)
    )


def _any(queries: Iterable[Query]) -> Query:
    """Join the queries of all languages, without duplicates."""
    different = tuple(dict.fromkeys(queries))
    return Or(different) if len(different) > 1 else different[0]


def _in_title(group: TokenGroup) -> Query:
    parts = And(tuple(Keyword("in_title", stem) for stem in group.stems))
    return Or((Keyword("in_title", group.catenated), parts)) if group.catenated else parts
