"""A section -> its rerank features for one query."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import NamedTuple

from wikisearch.analysis import TextTokens, TokenFinder
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
    """A query word in a raw token."""

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
        self._finder = TokenFinder(spaced, self._vocabulary)
        self._occurrences: dict[str, list[_Occurrence]] = {}
        self._titles: dict[str, tuple[str, ...]] = {}
        self._title_matches: dict[str, float] = {}

    @property
    def reads_text(self) -> bool:
        """Whether any feature depends on the text of a section."""
        query = self._query
        return query.stem_count > 1 or query.has_capitalised or bool(query.forms)

    def text_features(self, section: Section) -> RerankFeatures:
        """Compute the features that depend on the text."""
        texts = [self._vocabulary.text(text) for text in (section.title, section.text)]
        found = [self._finder.matching(text) for text in texts]
        config, query = self._view.config, self._query
        return RerankFeatures(
            proximity=proximity(query.words, self._positions(texts, found), config),
            exact=self._exact(section, found),
            title=self._title_match(section.hierarchy[0]),
        )

    def _title_match(self, title: str) -> float:
        found = self._title_matches.get(title)
        if found is None:
            # Most titles have other words, which shows without an analysis.
            stems = () if self._has_other_words(title) else self._title_stems(title)
            found = title_match(stems, self._query.idf, self._view.config)
            self._title_matches[title] = found
        return found

    def _has_other_words(self, title: str) -> bool:
        """Whether a title has a word in a script with spaces that the query does not have."""
        vocabulary = self._vocabulary
        text = vocabulary.text(title)
        matching = self._finder.matching(text)
        return any(
            number not in matching
            and vocabulary.exact(number)
            and not vocabulary.is_character(number)
            for number in text.numbers
        )

    def _positions(
        self, texts: Sequence[TextTokens], found: Sequence[Collection[str]]
    ) -> dict[str, list[int]]:
        """Ascending positions of each stem in texts of which one follows the other.

        They are empty where no distance can be measured, because there is only one stem.
        """
        stems_in = self._stems_in
        different = {stem for numbers in found for each in numbers for _, stem, _ in stems_in(each)}
        if len(different) < 2:  # noqa: PLR2004 - a pair
            return {}
        positions: dict[str, list[int]] = {stem: [] for stem in different}
        before = 0
        for text, numbers in zip(texts, found, strict=True):
            starts = self._vocabulary.stem_positions(text)
            for number in numbers:
                places = text.places(number)
                for position, stem, _ in stems_in(number):
                    shift = before + position
                    positions[stem] += [shift + starts[place] for place in places]
            before += starts[-1]
        for each in positions.values():
            each.sort()
        return positions

    def _exact(self, section: Section, found: Iterable[Collection[str]]) -> float:
        """Add up the words in the same form, given the raw tokens that have any."""
        query, config = self._query, self._view.config
        total = 0.0
        if query.has_capitalised:
            forms = {
                each.exact
                for numbers in found
                for number in numbers
                for each in self._stems_in(number)
            }
            forms.update(*map(self._exact_tokens, section.hierarchy[:-1]))
            total = exact_form(query.words, forms, config)
        if query.forms:
            total += typed_form(query.forms, (section.title, section.text), config)
        return total

    def _exact_tokens(self, text: str) -> tuple[str, ...]:
        return self._vocabulary.exact_tokens(self._vocabulary.text(text))

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

    def _stems_in(self, number: str) -> list[_Occurrence]:
        """Return the query words in a raw token."""
        found = self._occurrences.get(number)
        if found is None:
            group = self._analyzer.token_group(self._vocabulary.raw(number))
            self._occurrences[number] = found = [
                _Occurrence(position, stem, exact)
                for position, (stem, exact) in enumerate(zip(group.stems, group.exact, strict=True))
                if stem in self._spaced
            ]
        return found

    def _title_stems(self, title: str) -> tuple[str, ...]:
        if title not in self._titles:
            self._titles[title] = title_stems(title, self._analyzer)
        return self._titles[title]
