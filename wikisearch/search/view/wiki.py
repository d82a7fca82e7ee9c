"""Lookups for the query planner: page names, links, synonyms and field values of an index."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache, partial
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer
from wikisearch.analysis.languages.language_tags import writes_compounds
from wikisearch.engines.base import Reader
from wikisearch.model.cache_sizes import RELATED_PAGES, WORD_FORMS
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.ids import link_key, possible_ids
from wikisearch.model.names import MinedName
from wikisearch.model.query import Keyword, Phrase, Prefix
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.page_lookup import find_page, load_page
from wikisearch.search.view.facets import Facets
from wikisearch.search.view.word_forms import word_forms

if TYPE_CHECKING:
    from wikisearch.analysis.names import spoken_names
    from wikisearch.search import significant_terms
    from wikisearch.search.view import compound_words
else:  # only `morelike:`, languages with compounds and spoken symbols need them
    spoken_names = lazy_module("wikisearch.analysis.names.spoken_names")
    compound_words = lazy_module("wikisearch.search.view.compound_words")
    significant_terms = lazy_module("wikisearch.search.significant_terms")


_SPOKEN_ENDS = ("sharp", "plu", "plus", "cpp")
"""Ends of the stems of spoken symbols."""

_MAX_SPOKEN = 3
"""Words of a spoken name: c plus plus."""


class IndexedWiki:
    """The `wikisearch.query.Wiki` of one index."""

    def __init__(
        self, reader: Reader, analyzer: Analyzer, site: SiteMetadata, facets: Facets
    ) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._site = site
        self._facets = facets
        self._significant_terms = lru_cache(RELATED_PAGES)(self._read_significant_terms)
        self._word_forms = lru_cache(WORD_FORMS)(partial(word_forms, reader, analyzer))
        self._has_compounds = any(writes_compounds(each.language) for each in analyzer.analyzers)

    def pages_named(self, name: str) -> tuple[str, ...]:
        """Return the ids of the pages with a name or a mined name."""
        page = find_page(name, self._reader, self._analyzer)
        if page is not None:
            return (page.id,)
        return tuple(each.page for each in self.mined_names(name))

    def mined_names(self, name: str) -> list[MinedName]:
        """Return the mined names that are equal to a name after folding, each with its page."""
        return self._site.names.find(self._analyzer.folded_name(name))

    def pages_with_prefix(self, beginning: str) -> tuple[str, ...]:
        """Return the ids of the pages with a title or alias that begins with a text, sorted."""
        start = self._analyzer.folded_name(beginning)
        if not start:
            return ()
        first = bisect_left(self._folded, (start, ""))
        found = takewhile(lambda name: name[0].startswith(start), islice(self._folded, first, None))
        return tuple(sorted({page for _, page in found}))

    def link_targets(self, page: str) -> tuple[str, ...]:
        """Return the possible ids of the pages that a page links to in its content."""
        found = load_page(page, self._reader)
        targets = [
            link.target
            for link in (found.links if found else ())
            if link.kind.is_content and link.target != page
        ]
        return tuple(dict.fromkeys(name for target in targets for name in possible_ids(target)))

    def link_keys(self, page: str) -> tuple[str, ...]:
        """Return the values of the keyword field `links_to` for a page."""
        return (link_key(page),)

    def significant_terms(self, page: str) -> tuple[str, ...]:
        """Return the most significant scored tokens of a page, best first."""
        return self._significant_terms(page)

    def synonyms(self, stems: tuple[str, ...]) -> tuple[str, ...]:
        """Return the synonyms of a name, given as its stems in a language."""
        found = self._synonyms.get(stems, ())
        if 0 < len(stems) <= _MAX_SPOKEN and _may_be_spoken(stems):
            found += tuple(filter(self._is_written, spoken_names.written_names(" ".join(stems))))
        return found

    def word_forms(self, token: str) -> tuple[str, ...]:
        """Return the other words of the pages that have the stem of an exact token."""
        return self._word_forms(token)

    def unknown_value(self, field: str, value: str) -> tuple[str, ...]:
        """Return a note with the nearest values if no page has a value; else an empty tuple."""
        return self._facets.unknown({field: (value,)})

    def has_section(self, heading: str) -> bool:
        """Whether a section has this folded heading."""
        return self._reader.search(Keyword("part", heading), 0).total > 0

    def known_words(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of the words that some page has in any inflected form."""
        stems = {
            word: [stem for each in self._analyzer.analyzers for stem in each.scored(word)]
            for word in words
        }
        known = self._reader.statistics({stem for each in stems.values() for stem in each})
        return frozenset(
            word for word in stems if any(map(known.doc_freqs.__getitem__, stems[word]))
        )

    def compounds(self, word: str) -> Mapping[str, tuple[str, ...]]:
        """Return the compounds with a word that pages have, by language."""
        return self._compound_words.compounds(word) if self._has_compounds else {}

    def has_prefix(self, prefix: str) -> bool:
        """Whether a section has a word that begins so."""
        return self._reader.search(Prefix(prefix, POSITIONAL_FIELDS), 0).total > 0

    def has_phrase(self, text: str) -> bool:
        """Whether a section has the words of a text side by side."""
        phrase = Phrase(tuple(self._analyzer.exact(text)), POSITIONAL_FIELDS)
        return bool(phrase.tokens) and self._reader.search(phrase, 0).total > 0

    def has_word(self, text: str) -> bool:
        """Whether a section has a word in exactly this form, including its punctuation."""
        forms = [group.catenated for group in self._analyzer.sequence(text)]
        if forms != [text.lower()]:
            return False
        return self._reader.statistics(forms).doc_freqs[forms[0]] > 0

    def _is_written(self, name: str) -> bool:
        """Whether a section has a name with its symbols."""
        token = self._analyzer.scored(name)[-1]
        return self._reader.statistics([token]).doc_freqs[token] > 0

    def _read_significant_terms(self, page: str) -> tuple[str, ...]:
        found = load_page(page, self._reader)
        if found is None:
            return ()
        return significant_terms.significant_terms(found, self._reader, self._analyzer)

    @cached_property
    def _compound_words(self) -> "compound_words.CompoundWords":
        return compound_words.CompoundWords(self._reader, self._analyzer)

    @cached_property
    def _folded(self) -> list[tuple[str, str]]:
        """Folded titles and aliases, each with the id of its page, sorted."""
        return sorted(
            (self._analyzer.folded_name(name), term.id)
            for term in self._site.terms
            for name in (term.title, *term.aliases)
        )

    @cached_property
    def _synonyms(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for pair in self._site.names.synonyms:
            for forms, other in ((pair.stems, pair.other), (pair.other_stems, pair.name)):
                for stems in forms:
                    others = found.get(stems, ())
                    found[stems] = others if other in others else (*others, other)
        return found


def _may_be_spoken(stems: tuple[str, ...]) -> bool:
    """Whether some stems may be a name with a spoken symbol; cheap, for each run of words."""
    return stems[-1].endswith(_SPOKEN_ENDS) or stems[0].startswith("dot") or stems[1:-1] == ("dot",)
