"""A section -> its rerank features for one query."""

from collections.abc import Container, Iterator
from typing import NamedTuple

from wikisearch.analysis import TextWords, WordFinder
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
    """A query word in a text or in a word of a text."""

    position: int
    """Number of stems before it."""

    stem: str
    exact: str


class Reranker:
    """Computes rerank features; it caches what it finds in words and titles."""

    def __init__(self, view: IndexView, query: QueryWords) -> None:
        self._view = view
        self._query = query
        self._analyzer = view.analyzer.with_stem_map(query.stem_map)
        self._vocabulary = view.vocabulary
        # The distance of words without spaces is not measured.
        self._spaced = frozenset(word.stem for word in query.words if word.is_spaced)
        spaced = (each for each, stem in query.stem_map.items() if stem in self._spaced)
        self._finder = WordFinder(spaced, self._vocabulary)
        self._occurrences: dict[str, list[_Occurrence]] = {}
        self._titles: dict[str, tuple[str, ...]] = {}

    @property
    def reads_text(self) -> bool:
        """Whether any feature depends on the text of a section."""
        query = self._query
        return query.stem_count > 1 or query.has_capitalised or bool(query.forms)

    def text_features(self, section: Section) -> RerankFeatures:
        """Compute the features that depend on the text."""
        title, body = self._vocabulary.text(section.title), self._vocabulary.text(section.text)
        before = self._vocabulary.stem_positions(title)[-1]
        found = [*self._found_in(title, 0), *self._found_in(body, before)]
        positions: dict[str, list[int]] = {}
        for position, stem, _ in found:
            positions.setdefault(stem, []).append(position)
        forms: set[str] = set()
        if self._query.has_capitalised:
            forms.update(exact for _, _, exact in found)
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
            found += typed_form(query.forms, (section.title, section.text), config)
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

    def _found_in(self, text: TextWords, before: int) -> Iterator[_Occurrence]:
        """Yield the query words of a text, given the number of stems before it."""
        starts = self._vocabulary.stem_positions(text)
        for number, word in text.occurrences(self._finder.matching(text)):
            first = before + starts[number]
            for position, stem, exact in self._occurrences_in(word):
                yield _Occurrence(first + position, stem, exact)

    def _occurrences_in(self, word: str) -> list[_Occurrence]:
        if word not in self._occurrences:
            self._occurrences[word] = list(self._find_occurrences(word))
        return self._occurrences[word]

    def _find_occurrences(self, word: str) -> Iterator[_Occurrence]:
        before = 0
        for _, raw in self._vocabulary.raw_tokens(word):
            group = self._analyzer.token_group(raw)
            for position, (stem, exact) in enumerate(zip(group.stems, group.exact, strict=True)):
                if stem in self._spaced:
                    yield _Occurrence(before + position, stem, exact)
            before += len(group.stems)

    def _title_stems(self, title: str) -> tuple[str, ...]:
        if title not in self._titles:
            self._titles[title] = title_stems(title, self._analyzer)
        return self._titles[title]
