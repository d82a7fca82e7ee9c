"""The facts of a wiki -> all names in it that are no titles, each with where it was found."""

from collections.abc import Iterator

from wikisearch.analysis import Analyzer, without_case
from wikisearch.model.names import AlternativeName, NameSource
from wikisearch.search.names.site_metadata import SiteMetadata

_PAIRED = (NameSource.OWN, NameSource.ACRONYM)
"""Sources of pairs: what a page is called by them is one half of a pair."""


def known_names(facts: SiteMetadata, analyzer: Analyzer) -> tuple[AlternativeName, ...]:
    """List them, in the order of the alphabet."""

    def order(each: AlternativeName) -> tuple[str, str, str, str]:
        return analyzer.folded_name(each.name), each.name, each.means, each.source

    return tuple(sorted(_found(facts), key=order))


def names_about(
    term: str, page: str | None, names: tuple[AlternativeName, ...], analyzer: Analyzer
) -> tuple[AlternativeName, ...]:
    """Those of a page, and those that are, or mean, what was typed."""
    wanted = analyzer.folded_name(term) or without_case(term)
    return tuple(
        each
        for each in names
        if (page is not None and each.page == page)
        or wanted in (analyzer.folded_name(each.name), analyzer.folded_name(each.means))
    )


def _found(facts: SiteMetadata) -> Iterator[AlternativeName]:
    titles = {term.id: term.title for term in facts.terms}
    for term in facts.terms:
        for alias in term.aliases:
            source = NameSource.REDIRECT if alias in term.redirects else NameSource.ALIAS
            yield AlternativeName(alias, term.title, term.id, source, 1)
    for pair in facts.names.synonyms:
        yield AlternativeName(pair.name, pair.other, None, pair.source, pair.pages)
    for call in facts.called:
        if call.source not in _PAIRED:
            title = titles.get(call.page, call.page)
            yield AlternativeName(call.name, title, call.page, call.source, call.pages)
