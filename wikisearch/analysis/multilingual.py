"""The languages of an index -> an analyzer for its queries, and which of them a page is read in.

Tokenising and folding are the same in every language; only the stems differ. All languages
therefore give the same number of token groups for a text.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy

from wikisearch.analysis.analyzer import Analyzer, TokenGroup
from wikisearch.analysis.languages import primary
from wikisearch.analysis.stemming import has_stemmer

_FEWEST_STOP_WORDS = 2
"""Stop words that show a query to be in another language: `war` alone is one in German."""


def language_of(tag: str, main: str) -> str:
    """Language that a page with this tag is read in: its own if that has a stemmer, or the main."""
    language = primary(tag)
    return language if has_stemmer(language) else main


def analyzer_of(languages: Sequence[str]) -> Analyzer:
    """Analyzer for queries over pages in these languages, of which the first is the main one."""
    return MultilingualAnalyzer(languages) if len(languages) > 1 else Analyzer(languages[0])


class MultilingualAnalyzer(Analyzer):
    """Reads text in the main language, and knows what it is in the others."""

    def __init__(self, languages: Sequence[str]) -> None:
        super().__init__(languages[0])
        self._others = {language: Analyzer(language) for language in languages[1:]}
        self._each = (self, *self._others.values())
        self.names: Mapping[str, str] = {}
        """What stems are called, where all languages are recognised."""

    @property
    def analyzers(self) -> tuple[Analyzer, ...]:
        """One analyzer for each language."""
        return self._each

    def for_language(self, tag: str) -> Analyzer:
        """Find the analyzer that a page with this tag was read by."""
        return self._others.get(primary(tag), self)

    def stop_words_for(self, texts: Iterable[str]) -> frozenset[str]:
        """Stop words of the language that a query is in, as far as they show it."""
        tokens = {token for text in texts for token in self.exact(text)}
        counts = [len(tokens & each.stop_words) for each in self._each]
        most = max(counts)
        return (
            self._each[counts.index(most)].stop_words
            if most >= _FEWEST_STOP_WORDS
            else (self.stop_words)
        )

    def other_stems(self, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """For each stem of these texts, what it is in the other languages where that differs."""
        found: dict[str, dict[str, None]] = {}
        for text in texts:
            for main, *others in self._forms(text):
                for other in others:
                    for stem, another in zip(main.scored, other.scored, strict=False):
                        if stem != another:
                            found.setdefault(stem, {})[another] = None
        return {stem: tuple(others) for stem, others in found.items()}

    def with_stem_map(self, names: Mapping[str, str]) -> Analyzer:
        """Make an analyzer for pages of any language that gives some stems these names."""
        reader = copy(self)
        reader.names = names
        return reader

    def token_groups(self, text: str) -> Iterator[tuple[int, TokenGroup]]:
        """Yield each group with the place where its run begins."""
        if not self.names:
            yield from super().token_groups(text)
            return
        for forms in zip(*(each.token_groups(text) for each in self._each), strict=True):
            yield forms[0][0], self._named([group for _, group in forms])

    def sequence(self, text: str) -> Iterator[TokenGroup]:
        """Token groups without their places."""
        return map(self._named, self._forms(text)) if self.names else super().sequence(text)

    def _forms(self, text: str) -> Iterator[tuple[TokenGroup, ...]]:
        """Each group in every language."""
        return zip(*(each.sequence(text) for each in self._each), strict=True)

    def _named(self, forms: Sequence[TokenGroup]) -> TokenGroup:
        stems = tuple(map(self._name, zip(*(form.stems for form in forms), strict=True)))
        return forms[0]._replace(
            stems=stems, catenated=self._name([each.catenated for each in forms])
        )

    def _name(self, stems: Sequence[str]) -> str:
        return next((self.names[stem] for stem in stems if stem in self.names), stems[0])
