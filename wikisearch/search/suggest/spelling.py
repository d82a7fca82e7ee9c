"""Words that no page has -> words that pages have and that were probably meant."""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.document import POSITIONAL_FIELDS

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA
else:  # only misspelled words need them
    process = lazy_module("rapidfuzz.process")
    OSA = lazy_module("rapidfuzz.distance.OSA")

SHORTEST = 5
"""Letters; shorter words have too many neighbours, and acronyms are among them."""

LONG = 8
"""From this many letters on, two slips are forgiven instead of one."""


class Speller:
    """Knows every word of one index; the list is read when the first unknown word is met."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer

    def corrections(self, words: Iterable[str]) -> dict[str, str]:
        """For each word that no page has, the nearest that pages have; the commonest of several.

        Acronyms and words with digits are names, and are never guessed at.
        """
        written = list(dict.fromkeys(words))
        # Amid small letters, a capital marks a name; at the start, or on every word, it does not.
        small = any(word[:1].islower() for word in written)
        guessable = [
            word
            for place, word in enumerate(written)
            if not (place and small and word[:1].isupper()) and self._is_guessable(word)
        ]
        found = {}
        for word in self._unknown(guessable):
            nearest = self._nearest(self._analyzer.folded_name(word))
            if nearest:
                found[word] = nearest
        return found

    def _is_guessable(self, word: str) -> bool:
        token_groups = [group for _, group in self._analyzer.token_groups(word)]
        if len(token_groups) != 1 or len(token_groups[0].exact) != 1:
            return False
        token = token_groups[0].exact[0]
        return token.isalpha() and len(token) >= SHORTEST and not word.isupper()

    def _unknown(self, words: Iterable[str]) -> list[str]:
        stems = {word: self._stems(word) for word in words}
        known = self._reader.statistics(frozenset().union(*stems.values())).doc_freqs
        return [word for word in stems if not any(map(known.__getitem__, stems[word]))]

    def _nearest(self, token: str) -> str | None:
        slips = 2 if len(token) >= LONG else 1
        sizes = range(len(token) - slips, len(token) + slips + 1)
        others = [other for size in sizes for other in self._lexicon.get(size, ())]
        near = process.extract(token, others, scorer=OSA.distance, score_cutoff=slips, limit=None)
        if not near:
            return None
        stems = {other: self._stems(other) for other, _, _ in near}
        known = self._reader.statistics(frozenset().union(*stems.values())).doc_freqs
        frequencies = {other: sum(map(known.__getitem__, stems[other])) for other in stems}
        return str(min(near, key=lambda each: (each[1], -frequencies[each[0]], each[0]))[0])

    def _stems(self, word: str) -> set[str]:
        """What a word is searched by in each language."""
        return {stem for each in self._analyzer.analyzers for stem in each.scored(word)}

    @cached_property
    def _lexicon(self) -> dict[int, list[str]]:
        """Words by their length, which tells most of them apart from any other word."""
        tokens = {
            token
            for field in POSITIONAL_FIELDS
            for token in self._reader.tokens(field)
            if token.isalpha() and len(token) >= SHORTEST - 1
        }
        found: dict[int, list[str]] = {}
        for token in tokens:
            found.setdefault(len(token), []).append(token)
        return found
