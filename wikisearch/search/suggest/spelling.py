"""Spelling correction: unknown words of a query -> the most similar words of the index."""

from collections.abc import Iterable, Mapping
from functools import cached_property, lru_cache
from itertools import chain, takewhile
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import Analyzer
from wikisearch.analysis.characters.combining_marks import is_word
from wikisearch.analysis.characters.folding import fold
from wikisearch.engines.base import Reader
from wikisearch.model.cache_sizes import SPELLED_WORDS
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import Phrase

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import OSA
else:  # only misspelled words need them
    process = lazy_module("rapidfuzz.process")
    OSA = lazy_module("rapidfuzz.distance.OSA")

MIN_LETTERS = 5
"""Shorter words are not corrected: too many words are similar to them, and many are acronyms."""

TWO_EDITS_FROM = 8
"""Letters of a word from which on two edits are allowed instead of one."""


_USUAL_SLIP = 8
"""How much more often people make a usual slip than any other one of the same size."""

_VOWELS = frozenset("aeiouy")

MAX_RARE = 2
"""Maximum sections with a word that may be a misspelling in a page."""

_MIN_TIMES = 100
"""How much more frequent the word must be that it misspells."""

_MIN_SHARE = 0.1
"""Minimum sections with a word that has another ending, as a share of those with the stem."""


def is_usual_slip(word: str, other: str) -> bool:
    """Whether two words differ by a vowel, a doubled letter, or two swapped letters."""
    start = _common_letters(word, other)
    end = _common_letters(word[start:][::-1], other[start:][::-1])
    before, after = word[start : len(word) - end], other[start : len(other) - end]
    if not (before and after):
        # The common beginning has the first of two equal letters.
        return len(before + after) == 1 and before + after == word[start - 1 : start]
    is_vowel = before in _VOWELS and after in _VOWELS
    return is_vowel or (len(before) == len("ab") and before == after[::-1])


def _common_letters(word: str, other: str) -> int:
    return sum(
        1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(word, other, strict=False))
    )


class Speller:
    """Corrects words; it reads all words of the index when it first meets an unknown word."""

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._sections = lru_cache(SPELLED_WORDS)(self._count_sections)
        self._stems = lru_cache(SPELLED_WORDS)(self._read_stems)

    def unknown(self, words: Iterable[str]) -> frozenset[str]:
        """Return the words that no page has, or of which no page has a part.

        Acronyms and words with digits may be names: they are left out.
        """
        different = list(dict.fromkeys(words))
        # A capital marks a name, but not in the first word or when every word has one.
        has_lower = any(word[:1].islower() for word in different)
        correctable = [
            word
            for position, word in enumerate(different)
            if not (position and has_lower and word[:1].isupper()) and self._is_correctable(word)
        ]
        return frozenset(self._unknown(correctable))

    def corrections(self, words: Iterable[str]) -> dict[str, str]:
        """Return for each unknown word the nearest known one, folded, if any is near enough."""
        found = {}
        for word in words:
            folded = corrected = fold(word)
            for part in self._unknown(self._parts(word)):
                nearest = self._nearest(part) if len(part) >= MIN_LETTERS else None
                corrected = corrected.replace(part, nearest) if nearest else corrected
            if corrected != folded:
                found[word] = corrected
        return found

    def frequent_words(self, words: Iterable[str]) -> dict[str, str]:
        """Return for each long word that is rare the frequent word that it probably misspells."""
        tokens = {word: token for word in words if (token := self._long_token(word))}
        if not tokens:
            return {}
        stems = {token: self._stems(token) for token in tokens.values()}
        known = self._reader.statistics(frozenset().union(*stems.values())).doc_freqs
        frequent = {
            token: self._frequent_word(token, {stem: known[stem] for stem in each})
            for token, each in stems.items()
        }
        return {word: other for word, token in tokens.items() if (other := frequent[token])}

    def _long_token(self, word: str) -> str | None:
        """Return the folded token of a long word, unless it may be a name."""
        parts = self._parts(word)
        is_long = len(parts) == 1 and is_word(parts[0]) and len(parts[0]) >= TWO_EDITS_FROM
        return parts[0] if is_long and not word.isupper() else None

    def _frequent_word(self, token: str, known: Mapping[str, int]) -> str | None:
        """Return a frequent word with another stem that a rare token misspells.

        `known` is the number of sections with each stem of the token. If a page has the token, one
        letter is missing or too many. If pages have only its stem, the slip may be in the ending.
        """
        sections = sum(known.values())
        is_rare = 0 < sections <= MAX_RARE
        if not sections or not (is_rare or self._is_stem_only(token, known)):
            return None
        stem = token[: min(map(len, known))]
        frequent = []
        for other in self._near(token, 1, first=token[0]):
            if not known.keys().isdisjoint(self._stems(other)):
                continue
            number = self._sections(other)
            if is_rare and len(other) != len(token):
                is_likely = number >= sections * _MIN_TIMES
            else:
                is_slip = other.startswith(stem) and is_usual_slip(token, other)
                is_likely = is_slip and number >= sections * _MIN_SHARE
            if is_likely:
                frequent.append((number, other))
        return max(frequent)[1] if frequent else None

    def _is_stem_only(self, token: str, known: Mapping[str, int]) -> bool:
        """Whether pages have other forms of a token, and never this one."""
        return not known.get(token) and not self._sections(token)

    def _count_sections(self, token: str) -> int:
        """Count the sections with an exact token."""
        return self._reader.search(Phrase((token,), POSITIONAL_FIELDS), 0).total

    def _is_correctable(self, word: str) -> bool:
        parts = self._parts(word)
        return bool(parts) and all(map(is_word, parts)) and not word.isupper()

    def _parts(self, word: str) -> tuple[str, ...]:
        """Return the folded parts of a word, such as those of an identifier with underscores."""
        sequence = self._analyzer.sequence(word)
        token_groups = [group for group in sequence if group.exact or group.catenated]
        return token_groups[0].exact if len(token_groups) == 1 else ()

    def _unknown(self, words: Iterable[str]) -> list[str]:
        """Return the words that no page has; of a word with parts, each part is looked up too."""
        parts = {word: (word, *self._parts(word)) for word in words}
        stems = {part: self._stems(part) for part in chain.from_iterable(parts.values())}
        known = self._reader.statistics(frozenset().union(*stems.values())).doc_freqs
        return [
            word
            for word in parts
            if any(not any(map(known.__getitem__, stems[part])) for part in parts[word])
        ]

    def _nearest(self, token: str) -> str | None:
        near = self._near(token, 2 if len(token) >= TWO_EDITS_FROM else 1)
        if not near:
            return None
        stems = {other: self._stems(other) for other in near}
        known = self._reader.statistics(frozenset().union(*stems.values())).doc_freqs
        frequencies = {other: sum(map(known.__getitem__, stems[other])) for other in stems}

        def key(other: str) -> tuple[float, bool, float, str]:
            weight = _USUAL_SLIP if is_usual_slip(token, other) else 1
            return near[other], other[:1] != token[:1], -weight * frequencies[other], other

        return min(near, key=key)

    def _near(self, token: str, edits: int, first: str = "") -> dict[str, float]:
        """Return the words within this many edits of a token, each with its distance.

        With a first letter, only words that begin with it.
        """
        sizes = range(len(token) - edits, len(token) + edits + 1)
        some = [self._words_by_length.get(size, {}) for size in sizes]
        lists = [words.get(letter, ()) for words in some for letter in first or words]
        others = list(chain.from_iterable(lists))
        near = process.extract(token, others, scorer=OSA.distance, score_cutoff=edits, limit=None)
        return {str(other): distance for other, distance, _ in near}

    def _read_stems(self, word: str) -> frozenset[str]:
        """Return the scored tokens of a word in each language."""
        analyzers = self._analyzer.analyzers
        return frozenset(stem for language in analyzers for stem in language.scored(word))

    @cached_property
    def _words_by_length(self) -> dict[int, dict[str, list[str]]]:
        """All words by length and first letter: words of other lengths need not be compared."""
        tokens = {
            token
            for field in POSITIONAL_FIELDS
            for token in self._reader.tokens(field)
            if is_word(token) and len(token) >= MIN_LETTERS - 1
        }
        found: dict[int, dict[str, list[str]]] = {}
        for token in tokens:
            found.setdefault(len(token), {}).setdefault(token[0], []).append(token)
        return found
