"""Site metadata -> all alternative names: names that are no titles, and where each was found."""

from collections.abc import Iterator

from wikisearch.analysis import Analyzer, without_case
from wikisearch.model.names import AlternativeName, NameSource
from wikisearch.search.names.site_metadata import SiteMetadata

_SYNONYM_SOURCES = (NameSource.OWN, NameSource.ACRONYM)
"""Mined names from these sources are listed as synonyms already."""


def alternative_names(site: SiteMetadata, analyzer: Analyzer) -> tuple[AlternativeName, ...]:
    """Return all alternative names in alphabetical order."""

    def key(name: AlternativeName) -> tuple[str, str, str, str]:
        return analyzer.folded_name(name.name), name.name, name.means, name.source

    return tuple(sorted(_all_names(site), key=key))


def names_about(
    term: str, page: str | None, names: tuple[AlternativeName, ...], analyzer: Analyzer
) -> tuple[AlternativeName, ...]:
    """Return the names of a page, and the names that are equal to a term or mean it."""
    wanted = analyzer.folded_name(term) or without_case(term)
    return tuple(
        name
        for name in names
        if (page is not None and name.page == page)
        or wanted in (analyzer.folded_name(name.name), analyzer.folded_name(name.means))
    )


def _all_names(site: SiteMetadata) -> Iterator[AlternativeName]:
    for term in site.terms:
        for alias in term.aliases:
            source = NameSource.REDIRECT if alias in term.redirects else NameSource.ALIAS
            yield AlternativeName(alias, term.title, term.id, source, 1)
    for pair in site.names.synonyms:
        yield AlternativeName(pair.name, pair.other, None, pair.source, pair.pages)
    for mined in site.mined:
        if mined.source not in _SYNONYM_SOURCES:
            title = site.titles.get(mined.page, mined.page)
            yield AlternativeName(mined.name, title, mined.page, mined.source, mined.pages)
