"""Text -> token groups: exact tokens, stems and character offsets.

Tokenizing and folding are the same in every language; only stems and stop words differ. All
languages therefore give the same number of token groups for a text.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property

from wikisearch.analysis.characters.unsegmented import has_unsegmented
from wikisearch.analysis.language_rules import LanguageRules
from wikisearch.analysis.languages.language_tags import DEFAULT_LANGUAGE, primary_language
from wikisearch.analysis.languages.stemming import stemmer_version
from wikisearch.analysis.token_group import TokenGroup, Tokens
from wikisearch.analysis.tokenizer import raw_tokens, raw_tokens_with_offsets

_VERSION = 10
"""Increase it whenever the same text gives other tokens: indexes must then be rebuilt."""

_MIN_STOP_WORDS = 2
"""Stop words that show a query to be in a language: `war` alone is a stop word of German."""


class Analyzer:
    """Turns text into tokens, in the same way for the index, for queries and for highlighting.

    Takes the language tags of an index, the main language first; without any, the default language.
    Text is analyzed in the main language. A language decides on stems and stop words only: every
    script has the same tokenization in all languages.
    """

    def __init__(self, *languages: str) -> None:
        names = dict.fromkeys(map(primary_language, languages or (DEFAULT_LANGUAGE,)))
        self._use(tuple(map(LanguageRules, names)))

    def _use(self, rules: tuple[LanguageRules, ...]) -> None:
        self._rules = rules
        self._main = rules[0]
        self._token_group: Callable[[str], TokenGroup] = self._main.token_group
        self._segmented_group: Callable[[str], TokenGroup] = self._main.segmented_group

    @property
    def language(self) -> str:
        """Main language, as a BCP 47 tag without region; may be empty."""
        return self._main.language

    @property
    def fingerprint(self) -> str:
        """Identifies the rules: an index answers only queries that were analyzed by the same."""
        languages = "+".join(rules.language or "none" for rules in self._rules)
        return f"{languages}-{_VERSION} snowball-{stemmer_version()}"

    @cached_property
    def analyzers(self) -> tuple["Analyzer", ...]:
        """One analyzer per language, that of the main language first."""
        return tuple(map(self._of, self._rules))

    def for_language(self, tag: str) -> "Analyzer":
        """Analyzer of the pages with this tag; that of the main language for an unknown tag."""
        language = primary_language(tag)
        known = (analyzer for analyzer in self.analyzers if analyzer.language == language)
        return next(known, self.analyzers[0])

    @property
    def stop_words(self) -> frozenset[str]:
        """Folded stop words of the main language."""
        return self._main.stop_words

    def stop_words_for(self, texts: Iterable[str]) -> frozenset[str]:
        """Stop words of the language of a query; of the main language if that is unclear."""
        if len(self._rules) == 1:
            return self.stop_words
        tokens = {token for text in texts for token in self.exact(text)}
        best = max(self._rules, key=lambda rules: len(tokens & rules.stop_words))
        is_clear = len(tokens & best.stop_words) >= _MIN_STOP_WORDS
        return best.stop_words if is_clear else self.stop_words

    def other_stems(self, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Map each main-language stem of these texts to its stems in the other languages.

        Only stems that differ are listed.
        """
        if len(self._rules) == 1:
            return {}
        found: dict[str, dict[str, None]] = {}
        for raw in [raw for text in texts for raw in raw_tokens(text)]:
            main, *others = [rules.token_group(raw).scored for rules in self._rules]
            for other in others:
                for stem, other_stem in zip(main, other, strict=False):
                    if stem != other_stem:
                        found.setdefault(stem, {})[other_stem] = None
        return {stem: tuple(others) for stem, others in found.items()}

    def with_stem_map(self, stem_map: Mapping[str, str]) -> "Analyzer":
        """Make an analyzer of text in any language that replaces the stems in `stem_map`.

        A stem is replaced if the map has it in any of the languages. All other stems are those of
        the main language.
        """
        if len(self._rules) == 1:  # no stem has an equivalent in another language
            return self

        def mapped_group(raw: str) -> TokenGroup:
            return _mapped([rules.token_group(raw) for rules in self._rules], stem_map)

        analyzer = copy(self)
        analyzer._token_group = analyzer._segmented_group = mapped_group  # noqa: SLF001
        return analyzer

    def token_group(self, raw: str) -> TokenGroup:
        """Token group of a raw token."""
        return self._token_group(raw)

    def token_groups(self, text: str) -> Iterator[tuple[int, TokenGroup]]:
        """Yield each token group with the offset of its raw token in the text."""
        for start, raw in raw_tokens_with_offsets(text):
            group = self._token_group(raw)
            if group.exact or group.catenated:
                yield start, group

    def sequence(self, text: str) -> Iterator[TokenGroup]:
        """Token groups without offsets; faster than `token_groups`."""
        group = self._token_group if has_unsegmented(text) else self._segmented_group
        return map(group, raw_tokens(text))

    def exact(self, text: str) -> tuple[str, ...]:
        """Exact tokens, in order."""
        return tuple(token for group in self.sequence(text) for token in group.exact)

    def scored(self, text: str) -> tuple[str, ...]:
        """Tokens for the scored field, in order: stems and catenated spellings."""
        return tuple(token for group in self.sequence(text) for token in group.scored)

    def tokens(self, text: str) -> Tokens:
        """Exact and scored tokens of a text, in one pass."""
        token_groups = list(self.sequence(text))
        return Tokens(
            [token for group in token_groups for token in group.exact],
            [token for group in token_groups for token in group.indexed],
        )

    def folded_name(self, name: str) -> str:
        """Spell a name so that names that differ in accents, punctuation or spacing are equal."""
        return "".join(self.exact(name))

    def stemmed_name(self, name: str) -> str:
        """Spell a name so that its plural and other inflected forms are equal too."""
        return "".join(self.stems(name))

    def stems(self, text: str) -> tuple[str, ...]:
        """Stems of the exact tokens, in order."""
        return tuple(stem for group in self.sequence(text) for stem in group.stems)

    def all_stems(self, text: str) -> tuple[tuple[str, ...], ...]:
        """Stems of a text in each language, without repetitions."""
        return tuple(dict.fromkeys(each.stems(text) for each in self.analyzers))

    @classmethod
    def _of(cls, rules: LanguageRules) -> "Analyzer":
        analyzer = cls.__new__(cls)
        analyzer._use((rules,))  # noqa: SLF001
        return analyzer


def _mapped(groups: Sequence[TokenGroup], stem_map: Mapping[str, str]) -> TokenGroup:
    """Merge the groups of one raw token in all languages."""

    def stem(variants: Sequence[str]) -> str:
        return next((stem_map[each] for each in variants if each in stem_map), variants[0])

    return groups[0]._replace(
        stems=tuple(map(stem, zip(*(group.stems for group in groups), strict=True))),
        catenated=stem([group.catenated for group in groups]),
    )
