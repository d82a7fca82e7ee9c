"""The language-specific part of the analysis: raw token -> token group, in one language."""

from functools import cached_property, lru_cache

from wikisearch.analysis.characters.folding import fold
from wikisearch.analysis.characters.symbols import is_symbol
from wikisearch.analysis.characters.unsegmented import (
    bigram_stems,
    character_clusters,
    is_unsegmented,
)
from wikisearch.analysis.languages.stemming import is_plural_acronym, stemmer
from wikisearch.analysis.languages.stop_words import stop_words
from wikisearch.analysis.subwords import camel_case_words, version_series
from wikisearch.analysis.token_group import TokenGroup
from wikisearch.analysis.tokenizer import catenated, split_parts
from wikisearch.model.cache_sizes import SHORT_GROUPS, STEMS, TOKEN_GROUPS

_MAX_SHORT = 200
"""Characters of a raw token without spaces that is remembered: a title or a query."""

MAX_TOKEN_LENGTH = 100
"""Maximum number of characters of a token, the rest is dropped: other engines split long tokens."""


class LanguageRules:
    """The stems and stop words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language
        self._stem_word = stemmer(language)
        self._stem = lru_cache(STEMS)(self._stem_word)
        """Stem of a part: the names in code have many words in common."""
        self.segmented_group = lru_cache(TOKEN_GROUPS)(self._segmented_group)
        """Token group of a raw token whose script has spaces."""

    @cached_property
    def stop_words(self) -> frozenset[str]:
        """Folded stop words; empty for a language without a list."""
        return stop_words(self.language)

    def token_group(self, raw: str) -> TokenGroup:
        """Token group of any raw token."""
        if not is_unsegmented(raw):
            return self.segmented_group(raw)
        # A raw token without spaces is a whole sentence and rarely repeats, except in titles and in
        # queries, which are analyzed for several purposes.
        return (_short_group if len(raw) <= _MAX_SHORT else _unsegmented_group)(raw)

    def _segmented_group(self, raw: str) -> TokenGroup:
        if raw.isascii() and raw.isalpha() and (raw[1:].islower() or len(raw) == 1):
            # By far the most frequent case: one part, no catenated spelling.
            token = _token(raw)
            return TokenGroup((token,), (self._stem_word(token, raw),), "", ((0, len(raw)),))
        if is_symbol(raw):
            return TokenGroup((), (), raw, ())
        split = [(start, part, _token(part)) for start, part in split_parts(raw)]
        parts = [(start, part) for start, part, token in split if token]
        exact = tuple([token for _, _, token in split if token])
        stems = tuple([self._stem(token, part) for _, part, token in split if token])
        spans = tuple([(start, start + len(part)) for start, part in parts])
        whole = self._catenated(raw, parts, exact, stems)
        return TokenGroup(exact, stems, whole, spans, self._subwords(parts))

    def _subwords(self, parts: list[tuple[int, str]]) -> tuple[str, ...]:
        found: list[str] = []
        for _, part in parts:
            if not is_plural_acronym(part):
                found += [self._stem(word, word) for word in camel_case_words(part)]
            found += filter(None, [version_series(part)])
        return tuple(found)

    def _catenated(
        self,
        raw: str,
        parts: list[tuple[int, str]],
        exact: tuple[str, ...],
        stems: tuple[str, ...],
    ) -> str:
        # The query `ids` in lower case must find the acronym IDs, whose stem is `id`.
        if len(parts) == 1 and is_plural_acronym(parts[0][1]):
            lowercase = exact[0]
            if self._stem(lowercase, lowercase) != stems[0]:
                return lowercase
        whole = _token(catenated(raw, parts))
        return self._stem(whole, whole) if whole else ""


def _unsegmented_group(raw: str) -> TokenGroup:
    exact, edges = character_clusters(raw)
    spans = (*zip(edges, edges[2:], strict=False), (edges[-2], edges[-1]))
    return TokenGroup(tuple(exact), bigram_stems(exact), "", spans, unsegmented=True)


_short_group = lru_cache(SHORT_GROUPS)(_unsegmented_group)


def _token(part: str) -> str:
    """Fold a part, without the dots of an acronym and the commas of a number."""
    if "." in part and not part.startswith(".") and not part[-1].isdigit():
        part = part.replace(".", "")
    return fold(part.replace(",", ""))[:MAX_TOKEN_LENGTH]
