"""A section -> its rerank features for one query."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from wikisearch.analysis import WordFinder
from wikisearch.model.page import Section
from wikisearch.search.rerank.exact_form import exact_form
from wikisearch.search.rerank.features import NO_FEATURES, RerankFeatures
from wikisearch.search.rerank.link_prior import link_prior
from wikisearch.search.rerank.proximity import proximity
from wikisearch.search.rerank.query_words import QueryWords
from wikisearch.search.rerank.title_match import title_coverage, title_match, title_stems
from wikisearch.search.rerank.typed_form import typed_form
from wikisearch.search.view import IndexView


class _Occurrence(NamedTuple):
    """A query word inside a word of a text."""

    offset: int
    """Stems before it in that word."""

    stem: str
    exact: str


class Reranker:
    """Computes rerank features; it caches what it finds in words and titles."""

    def __init__(self, view: IndexView, query: QueryWords) -> None:
        self._view = view
        self._query = query
        self._analyzer = view.analyzer.with_stem_map(query.stem_map)
        self._vocabulary = view.vocabulary
        self._finder = WordFinder(query.stem_map, self._vocabulary)
        self._occurrences: dict[str, list[_Occurrence]] = {}
        self._titles: dict[str, dict[str, None]] = {}

    @property
    def reads_text(self) -> bool:
        """Whether any feature depends on the text of a section."""
        query = self._query
        return query.stem_count > 1 or query.has_capitalised or bool(query.forms)

    def text_features(self, section: Section) -> RerankFeatures:
        """Compute the features that depend on the text."""
        words = self._vocabulary.words(section.title) + self._vocabulary.words(section.text)
        wanted = self._finder.matching(words)
        found = [
            (number, occurrence)
            for number, word in enumerate(words)
            if word in wanted
            for occurrence in self._occurrences_in(word)
        ]
        positions: dict[str, list[int]] = {}
        if len({occurrence.stem for _, occurrence in found}) > 1:
            starts = self._vocabulary.stem_positions(words)
            for number, occurrence in found:
                position = starts[number] + occurrence.offset
                positions.setdefault(occurrence.stem, []).append(position)
        forms = {occurrence.exact for _, occurrence in found}
        if self._query.has_capitalised:
            for group in self._analyzer.sequence("\n".join(section.hierarchy[:-1])):
                forms.update(group.exact)
        config, query = self._view.config, self._query
        return RerankFeatures(
            proximity=proximity(query.words, positions, config),
            exact=self._exact(section, forms),
            title=title_match(self._title_stems(section.hierarchy[0]), query.idf, config),
        )

    def _exact(self, section: Section, forms: Container[str]) -> float:
        """Add up the words in the same form, given the exact tokens of a section."""
        query, config = self._query, self._view.config
        found = exact_form(query.words, forms, config) if query.has_capitalised else 0.0
        if query.forms:
            found += typed_form(query.forms, f"{section.title}\n{section.text}", config)
        return found

    def link_prior(self, page: str) -> float:
        """Compute the feature that depends on the page alone."""
        return link_prior(page, self._view.site, self._view.config)

    def title_coverage(self, title: str) -> float:
        """Return the share of a title's words that the query has."""
        return title_coverage(self._title_stems(title), self._query.idf)

    def features(self, keys: list[str]) -> Iterator[RerankFeatures]:
        """Compute the features of sections, without the link prior."""
        if not self.reads_text:
            return iter([NO_FEATURES] * len(keys))
        return map(self.text_features, self._view.sections.fetch(keys))

    def _occurrences_in(self, word: str) -> list[_Occurrence]:
        if word not in self._occurrences:
            self._occurrences[word] = list(self._find_occurrences(word))
        return self._occurrences[word]

    def _find_occurrences(self, word: str) -> Iterator[_Occurrence]:
        offset = 0
        for group in self._analyzer.sequence(word):
            for stem, exact in zip(group.stems, group.exact, strict=True):
                if stem in self._query.idf:
                    yield _Occurrence(offset, stem, exact)
                offset += 1

    def _title_stems(self, title: str) -> dict[str, None]:
        if title not in self._titles:
            self._titles[title] = title_stems(title, self._analyzer)
        return self._titles[title]
