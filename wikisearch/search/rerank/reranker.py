"""A section -> its rerank features for one query."""

from collections.abc import Iterable, Iterator, Sequence

from wikisearch.engines.base import Match
from wikisearch.model.page import Section
from wikisearch.search.rerank.exact_form import exact_form
from wikisearch.search.rerank.features import RerankFeatures
from wikisearch.search.rerank.link_prior import link_prior
from wikisearch.search.rerank.proximity import adjacent_words, proximity
from wikisearch.search.rerank.query_parts import QueryParts
from wikisearch.search.rerank.query_words import QueryWords
from wikisearch.search.rerank.title_match import title_coverage, title_match, title_stems
from wikisearch.search.rerank.typed_form import typed_form
from wikisearch.search.view.index_view import IndexView

_NO_TEXT_FEATURES = 0.0, 0.0, 0.0


class Reranker:
    """Computes rerank features; it caches what it finds in titles."""

    def __init__(self, view: IndexView, query: QueryWords) -> None:
        self._view = view
        self._query = query
        self._analyzer = view.analyzer.with_stem_map(query.stem_map)
        self._vocabulary = view.vocabulary
        self._parts = QueryParts(query, self._vocabulary)
        self._adjacent = adjacent_words(query.words)
        self._titles: dict[str, tuple[str, ...]] = {}
        self._title_matches: dict[str, float] = {}

    @property
    def reads_text(self) -> bool:
        """Whether any feature depends on the text of a section."""
        query = self._query
        return query.stem_count > 1 or query.has_capitalised or bool(query.forms)

    def features(
        self, matches: Sequence[Match], known: Iterable[RerankFeatures]
    ) -> Iterator[RerankFeatures]:
        """Compute the features of sections; those of names are known."""
        if self.reads_text:
            sections = self._view.sections.fetch([match.key for match in matches])
            of_texts = list(map(self._text_features, sections))
        else:
            of_texts = [_NO_TEXT_FEATURES] * len(matches)
        for match, (near, exact, title), names in zip(matches, of_texts, known, strict=True):
            links = self._link_prior(match.page)
            yield RerankFeatures(near, exact, title, links, names.name, names.repeated)

    def title_coverage(self, title: str) -> float:
        """Return the share of a title's words that the query has."""
        return title_coverage(self._title_stems(title), self._query.idf)

    def _text_features(self, section: Section) -> tuple[float, float, float]:
        """Proximity, exact form and title match of a section."""
        vocabulary, query = self._vocabulary, self._query
        of_title, of_text = vocabulary.text(section.title), vocabulary.text(section.text)
        # The text follows the title.
        parts = vocabulary.parts(of_title) + vocabulary.parts(of_text)
        near = 0.0
        if self._adjacent:
            near = proximity(self._adjacent, self._parts.positions(parts), self._view.config)
        exact = 0.0
        if query.has_capitalised or query.forms:
            exact = self._exact(section, parts)
        title = section.hierarchy[0]
        if title not in self._title_matches:
            self._title_matches[title] = self._title_match(title)
        return near, exact, self._title_matches[title]

    def _title_match(self, title: str) -> float:
        # Most titles have other words, which shows without an analysis.
        parts = self._vocabulary.parts(self._vocabulary.text(title))
        stems = () if self._parts.has_others(parts) else self._title_stems(title)
        return title_match(stems, self._query.idf, self._view.config)

    def _exact(self, section: Section, parts: str) -> float:
        """Add up the words in the same form."""
        query, config = self._query, self._view.config
        total = 0.0
        if query.has_capitalised:
            vocabulary = self._vocabulary
            above = [vocabulary.parts(vocabulary.text(title)) for title in section.hierarchy[:-1]]
            forms = self._parts.exact_forms(parts, "".join(above))
            total = exact_form(query.words, forms, config)
        if query.forms:
            total += typed_form(query.forms, (section.title, section.text), config)
        return total

    def _link_prior(self, page: str) -> float:
        return link_prior(page, self._view.site, self._view.config)

    def _title_stems(self, title: str) -> tuple[str, ...]:
        if title not in self._titles:
            self._titles[title] = title_stems(title, self._analyzer)
        return self._titles[title]
