"""Site metadata -> all alternative names: names that are not titles, and where each was found."""

from collections.abc import Iterator
from functools import cache
from operator import itemgetter

from wikisearch.analysis import Analyzer, without_case
from wikisearch.model.names import AlternativeName, NameSource
from wikisearch.search.names.site_metadata import SiteMetadata

_SYNONYM_SOURCES = (NameSource.OWN, NameSource.ACRONYM)
"""Mined names from these sources are listed as synonyms already."""


class AlternativeNames:
    """All alternative names of a wiki, in alphabetical order, and the names of one term."""

    def __init__(self, site: SiteMetadata, analyzer: Analyzer) -> None:
        self._analyzer = analyzer
        fold = cache(analyzer.folded_name)
        keyed = [
            ((fold(each.name), each.name, each.means, each.source), each)
            for each in _all_names(site)
        ]
        self.all = tuple(each for _, each in sorted(keyed, key=itemgetter(0)))
        self._of_page: dict[str, list[int]] = {}
        self._of_text: dict[str, list[int]] = {}
        """Folded text -> positions of the names that are equal to it, or mean it."""
        for position, each in enumerate(self.all):
            if each.page is not None:
                self._of_page.setdefault(each.page, []).append(position)
            for text in (each.name, each.means):
                self._of_text.setdefault(fold(text), []).append(position)

    def about(self, term: str, page: str | None) -> tuple[AlternativeName, ...]:
        """Return the names of a page, and the names that are equal to a term or mean it."""
        wanted = self._analyzer.folded_name(term) or without_case(term)
        of_page = () if page is None else self._of_page.get(page, ())
        return tuple(self.all[each] for each in sorted({*of_page, *self._of_text.get(wanted, ())}))


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
