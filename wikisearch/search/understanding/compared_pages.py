"""A query that compares two names -> the pages that have these names."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wikisearch.analysis import Analyzer, TokenGroup
from wikisearch.analysis.names.articles import without_article
from wikisearch.analysis.names.compared_names import compared_names
from wikisearch.analysis.names.name_keys import identifier_key
from wikisearch.engines.base import Match
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import And, Keyword, Or, Query
from wikisearch.model.results import MatchType
from wikisearch.model.stored_pages import is_page_key
from wikisearch.search.names.lookup import (
    HEADING_MATCH_TYPES,
    NAME_MATCH_TYPES,
    PAGE_MATCH_TYPES,
    NameLookup,
    mined_name_lookups,
    name_lookups,
)
from wikisearch.search.rerank.typed_form import has_form
from wikisearch.search.understanding.name_form import name_form
from wikisearch.search.view.index_view import IndexView

MAX_PAGES = 3
"""Pages with one name; a name of more pages is too common, unless other pages link to some."""

_MAX_HEADINGS = 200
"""Sections with one name, of which those that most pages link to are read."""

_MAX_READ = 20

_MAX_TITLE = 3
"""Words of a title that is about a name in it: `decltype specifier`, `C++ keywords: decltype`."""


class ComparedPages(NamedTuple):
    """The pages of two names that a query compares."""

    names: tuple[str, str]
    """The names, without articles."""

    sections: Query
    """Matches the sections that have one of the names, or words of both; it adds no score."""

    headings: frozenset[str]
    """Keys of the sections whose headings are one of the names."""


class _Found(NamedTuple):
    query: Query
    pages: frozenset[str]
    sections: frozenset[str]


def compared_pages(view: IndexView, text: str) -> ComparedPages | None:
    """Return the pages of the two names that a query compares; None unless both name something.

    A name is that of a page, or else a heading: the terms of a glossary are headings.
    """
    languages = tuple(each.language for each in view.analyzer.analyzers)
    for first, second in compared_names(text, languages):
        names = (without_article(first, languages), without_article(second, languages))
        one, other = (_found(view, name) for name in names)
        if one and other and one.sections != other.sections:
            pages = tuple(Keyword("page", page) for page in sorted(one.pages | other.pages))
            both = (_with_words(" ".join(names), each) for each in view.analyzer.analyzers)
            sections = Or((one.query, other.query, *both))
            keys = one.sections | other.sections
            headings = frozenset(key for key in keys if not is_page_key(key))
            return ComparedPages(names, And((Or(pages), sections)), headings)
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


def _found(view: IndexView, name: str) -> _Found | None:
    """Return the pages with a name, by the most exact lookup that finds any."""
    for lookup, found in _lookups(view, name):
        if found:
            pages = frozenset(match.page for match in found)
            return _Found(lookup.query, pages, frozenset(match.key for match in found))
    return None


def _lookups(view: IndexView, name: str) -> Iterator[tuple[NameLookup, list[Match]]]:
    """Yield the lookups of a name, each with what it finds.

    Names that pages have come first. Then comes the heading that most pages link to, in the very
    form or inflected; then names that were derived from links and files; then all headings.
    """
    lookups = name_lookups(name, view.analyzer)
    headings = [each for each in lookups if each.match_type in HEADING_MATCH_TYPES]
    pages = [each for each in lookups if each.match_type in PAGE_MATCH_TYPES]
    mined = mined_name_lookups(name, view.wiki.mined_names(name))
    own = [each for each in mined if each.match_type is not MatchType.CALLED]
    derived = [each for each in mined if each.match_type is MatchType.CALLED]
    yield from ((each, _pages(view, each.query)) for each in (*pages, *own))
    every = NameLookup(MatchType.HEADING, Or(tuple(each.query for each in headings)))
    inflected = () if identifier_key(name) else tuple(_stem_lookups(view, name))
    exact = [(every, _exact_headings(view, name, every.query))]
    other = [(each, _inflected_headings(view, name, each.query)) for each in inflected]
    yield max(exact + other, key=lambda found: _links(view, found[1]))
    yield from ((each, _pages(view, each.query)) for each in derived)
    yield from ((each, _main(_linked_first(view, each.query))) for each in headings)
    yield from other
    titles = [each for each in lookups if each.match_type not in NAME_MATCH_TYPES]
    yield from ((each, _of_titles(view, name, each.query)) for each in titles)


def _links(view: IndexView, matches: Sequence[Match]) -> int:
    """Count the pages that link to the match that most pages link to; -1 without matches."""
    return max((view.site.links_to(match.key) for match in matches), default=-1)


def _stem_lookups(view: IndexView, name: str) -> Iterator[NameLookup]:
    """Yield the lookups of the headings that have all words of a name, for each language."""
    for language in view.analyzer.analyzers:
        stems = (Keyword("in_heading", stem) for stem in dict.fromkeys(language.scored(name)))
        yield NameLookup(MatchType.HEADING_END, And(tuple(stems)))


def _pages(view: IndexView, query: Query) -> list[Match]:
    return list(view.reader.search(query, MAX_PAGES).best)


def _exact_headings(view: IndexView, name: str, query: Query) -> list[Match]:
    """Choose headings that have a name as typed."""
    found = _with_titles(view, _linked_first(view, query))
    return _main([match for match, title in found if name_form(title, name)])


def _inflected_headings(view: IndexView, name: str, query: Query) -> list[Match]:
    """Choose headings that are the name in another form: `argument` for `arguments`.

    An identifier such as `__package__` is not a form of a word.
    """
    stemmed_name = view.analyzer.stemmed_name
    wanted = stemmed_name(name)
    found = _with_titles(view, _linked_first(view, query))
    titles = [(match, title) for match, title in found if not identifier_key(title)]
    return [match for match, title in titles if stemmed_name(title) == wanted]


def _of_titles(view: IndexView, name: str, query: Query) -> list[Match]:
    """Choose the pages whose titles have the name and little else."""
    words = {}
    for match in view.reader.search(query, _MAX_HEADINGS).best:
        title = view.site.titles.get(match.page, "").lower()
        if is_page_key(match.key) and has_form(title, name.lower()):
            words[match] = len(title.split())
    shortest = min(words.values(), default=0)
    pages = [match for match, number in words.items() if number == shortest <= _MAX_TITLE]
    return pages if len(pages) <= MAX_PAGES else []


def _linked_first(view: IndexView, query: Query) -> list[Match]:
    """Return sections that match, those that most pages link to; none if they are too common."""
    found = view.reader.search(query, _MAX_HEADINGS)
    links = {match.key: view.site.links_to(match.key) for match in found.best}
    best = sorted(found.best, key=lambda match: (-links[match.key], match.key))
    return best[:_MAX_READ] if found.pages <= MAX_PAGES or links[best[0].key] else []


def _main(matches: Sequence[Match]) -> list[Match]:
    return [match for match in matches if match.page == matches[0].page]


def _with_titles(view: IndexView, matches: Sequence[Match]) -> Iterator[tuple[Match, str]]:
    sections = view.sections.fetch(match.key for match in matches)
    return zip(matches, (section.title for section in sections), strict=True)
