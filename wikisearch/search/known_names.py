"""The facts of a wiki -> all names in it that are no titles, each with where it was found."""

from collections.abc import Iterator

from wikisearch.analysis import Analyzer, without_case
from wikisearch.model.facts import KnownName, Source
from wikisearch.search.facts import Facts

_PAIRED = (Source.OWN, Source.ACRONYM)
"""Sources of pairs: what a page is called by them is one half of a pair."""


def known_names(facts: Facts, analyzer: Analyzer) -> tuple[KnownName, ...]:
    """List them, in the order of the alphabet."""

    def order(each: KnownName) -> tuple[str, str, str, str]:
        return analyzer.folded_name(each.name), each.name, each.means, each.source

    return tuple(sorted(_found(facts), key=order))


def names_about(
    term: str, page: str | None, names: tuple[KnownName, ...], analyzer: Analyzer
) -> tuple[KnownName, ...]:
    """Those of a page, and those that are, or mean, what was typed."""
    wanted = analyzer.folded_name(term) or without_case(term)
    return tuple(
        each
        for each in names
        if (page is not None and each.page == page)
        or wanted in (analyzer.folded_name(each.name), analyzer.folded_name(each.means))
    )


def _found(facts: Facts) -> Iterator[KnownName]:
    titles = {term.id: term.title for term in facts.terms}
    for term in facts.terms:
        for alias in term.aliases:
            source = Source.REDIRECT if alias in term.redirects else Source.ALIAS
            yield KnownName(alias, term.title, term.id, source, 1)
    for pair in facts.names.synonyms:
        yield KnownName(pair.name, pair.other, None, pair.source, pair.pages)
    for call in facts.called:
        if call.source not in _PAIRED:
            title = titles.get(call.page, call.page)
            yield KnownName(call.name, title, call.page, call.source, call.pages)
