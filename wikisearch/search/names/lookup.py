"""Name lookups: the queries that find what has the text of a query as its name."""

from collections.abc import Container, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer, TokenGroup, article_variants, without_case
from wikisearch.analysis.characters.symbols import is_between_words
from wikisearch.analysis.names.name_keys import identifier_key, is_written_as_code
from wikisearch.engines.base import Reader
from wikisearch.model.names import MinedName, NameSource
from wikisearch.model.query import And, Keyword, Or, Phrase, Query, Term
from wikisearch.model.results import MatchType

if TYPE_CHECKING:
    from wikisearch.analysis.names import spoken_names
else:  # only a query with `&` needs them
    spoken_names = lazy_module("wikisearch.analysis.names.spoken_names")

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

PAGE_MATCH_TYPES = NAME_MATCH_TYPES - HEADING_MATCH_TYPES
"""The others."""

_MATCH_TYPES = {
    NameSource.OWN: MatchType.ACRONYM,
    NameSource.ACRONYM: MatchType.ACRONYM,
    NameSource.LINK: MatchType.CALLED,
    NameSource.SLUG: MatchType.CALLED,
}


MAX_PHRASE_WORDS = 4
"""Words of a text that is looked up as a part of headings; a longer one is a question."""


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
    lookups = (
        NameLookup(MatchType.TITLE, Keyword("name_title", typed)),
        NameLookup(MatchType.ALIAS, Keyword("name_alias", typed)),
    )
    if is_plain and identifier_key(text):
        # Other spellings are other names.
        return (*lookups, *_identifier_lookups(identifier_key(text)))
    if is_plain and analyzer.folded_name(text):
        return (*lookups, *_folded_lookups(text, analyzer))
    if is_plain and typed:
        # A heading may have signs only, such as the prompt of a shell in a glossary.
        return (*lookups, NameLookup(MatchType.HEADING, Keyword("name_heading", typed)))
    return lookups


def _identifier_lookups(key: str) -> tuple[NameLookup, ...]:
    return (
        NameLookup(MatchType.FOLDED, Keyword("name_folded", key)),
        NameLookup(MatchType.HEADING, Keyword("name_heading", key)),
        NameLookup(MatchType.HEADING_END, Keyword("name_heading_end", key)),
    )


def _folded_lookups(text: str, analyzer: Analyzer) -> Iterator[NameLookup]:
    """Yield the lookups that ignore accents, punctuation, articles and inflection."""
    folded = _folded_forms(text, analyzer)
    titles = (
        And(tuple(_in_title(group) for group in language.sequence(text) if group.exact))
        for language in analyzer.analyzers
    )
    stemmed = (
        Keyword("name_stemmed", language.stemmed_name(text)) for language in analyzer.analyzers
    )
    articles = _with_other_articles(text, analyzer)
    phrase = _heading_phrase(text, analyzer)
    ends: list[Query] = [Keyword("name_heading_end", key) for key in folded]
    if phrase is not None:
        # Without a stop word, the article may be a part of the heading.
        ends += [*(Keyword("name_heading", key) for key in articles), phrase]
    symbols = _symbols(text, analyzer)
    variants = (*stemmed, *(Keyword("name_folded", key) for key in articles))
    for match_type, names in (
        (MatchType.FOLDED, [Keyword("name_folded", key) for key in folded]),
        (MatchType.VARIANT, variants),
        (MatchType.HEADING, [Keyword("name_heading", key) for key in folded]),
        (MatchType.HEADING_END, ends),
    ):
        named = _any(names)
        yield NameLookup(match_type, And((named, *symbols)) if symbols else named)
    yield NameLookup(MatchType.TITLE_WORDS, _any(titles))


def _symbols(text: str, analyzer: Analyzer) -> tuple[Query, ...]:
    """Match the symbols of a text, which folding drops: `-> operator` is not any operator."""
    if text.replace(" ", "").isalnum():
        return ()
    symbols = (group.catenated for group in analyzer.sequence(text) if not group.exact)
    return tuple(Term(symbol) for symbol in symbols if not is_between_words(symbol))


def _folded_forms(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the folded text, and its folded spoken forms: `terms & conditions` has an and."""
    languages = () if "&" not in text else tuple(each.language for each in analyzer.analyzers)
    spoken = (form for language in languages for form in spoken_names.spoken_names(text, language))
    return tuple(dict.fromkeys(map(analyzer.folded_name, (text, *spoken))))


def _with_other_articles(text: str, analyzer: Analyzer) -> tuple[str, ...]:
    """Return the folded text without its article, and with each possible one."""
    others: dict[str, None] = {}
    for language in (each.language for each in analyzer.analyzers):
        variants = dict.fromkeys(article_variants(text, language))
        if len(variants) == 1 and len(bare := next(iter(variants))) < len(text):
            variants |= dict.fromkeys(article_variants(bare, language))
        others |= dict.fromkeys(map(analyzer.folded_name, variants))
    return tuple(filter(None, others))


def _heading_phrase(text: str, analyzer: Analyzer) -> Query | None:
    """Match the words of a text side by side in a heading; None if no stop word is among them.

    A stop word that distinguishes two headings must count: `with clause`. That in a name of code
    does not: a heading with `save_all` among other words is about it, and is not called so.
    """
    if is_written_as_code(text):
        return None
    tokens = analyzer.exact(text)
    stop_words = analyzer.stop_words_for([text])
    number = sum(token in stop_words for token in tokens)
    if not 0 < number < len(tokens) <= MAX_PHRASE_WORDS:
        return None
    return Phrase(tokens, ("heading",))


def mined_name_lookups(text: str, names: Iterable[MinedName]) -> tuple[NameLookup, ...]:
    """Return the lookups for pages that have a mined name; an identifier has no other spelling."""
    key = identifier_key(text)
    return tuple(
        NameLookup(_MATCH_TYPES[name.source], Keyword("page", name.page), name)
        for name in names
        if not key or without_case(name.name) == key
    )


def is_name(
    lookups: Iterable[NameLookup], reader: Reader, types: Container[MatchType] = NAME_MATCH_TYPES
) -> bool:
    """Return whether some lookup of these match types finds a section."""
    names = tuple(each.query for each in lookups if each.match_type in types)
    return bool(names) and reader.search(Or(names), 0).total > 0


def _any(queries: Iterable[Query]) -> Query:
    """Join the queries of all languages, without duplicates."""
    different = tuple(dict.fromkeys(queries))
    return Or(different) if len(different) > 1 else different[0]


def _in_title(group: TokenGroup) -> Query:
    parts = And(tuple(Keyword("in_title", stem) for stem in group.stems))
    return Or((Keyword("in_title", group.catenated), parts)) if group.catenated else parts
