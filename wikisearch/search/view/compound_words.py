"""A word -> the compounds with it that pages have, by the words of the wiki itself."""

from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import takewhile

from wikisearch.analysis import Analyzer
from wikisearch.analysis.languages.closed_compounds import (
    MIN_WORD,
    CompoundRules,
    compound_rules,
    is_first_part,
    is_last_part,
)
from wikisearch.engines.base import Reader
from wikisearch.model.document import POSITIONAL_FIELDS

MAX_COMPOUNDS = 50
"""Compounds of one word that are searched for; the shortest come first."""


class CompoundWords:
    """Finds compounds; it reads all words of the index when it is first used.

    It reads nothing if no language of the index writes compounds as one word.
    """

    def __init__(self, reader: Reader, analyzer: Analyzer) -> None:
        self._reader = reader
        rules = ((each, compound_rules(each.language)) for each in analyzer.analyzers)
        self._languages = [(each, found) for each, found in rules if found is not None]
        self._found: dict[str, Mapping[str, tuple[str, ...]]] = {}

    def compounds(self, word: str) -> Mapping[str, tuple[str, ...]]:
        """Return the compounds with a word, by language; the word may be inflected."""
        if word not in self._found:
            found = {
                each.language: tuple(sorted(set(self._compounds(word, each, rules)), key=_order))
                for each, rules in self._languages
            }
            self._found[word] = {
                language: words[:MAX_COMPOUNDS] for language, words in found.items() if words
            }
        return self._found[word]

    def _compounds(self, word: str, analyzer: Analyzer, rules: CompoundRules) -> Iterator[str]:
        head = analyzer.folded_name(word)
        if len(head) < MIN_WORD or not head.isalpha() or head in rules.others:
            return
        stem = analyzer.stemmed_name(word)
        part = _common_beginning(head, stem)
        if len(part) < MIN_WORD:
            return
        for other, position in self._containing(part):
            if position:
                ends = (analyzer.stemmed_name(each) for each in (other, other[position:]))
                is_head = other.endswith(head) or any(each.endswith(stem) for each in ends)
                found = is_head and is_first_part(other[:position], head, rules, self._words)
            else:
                size = len(head if other.startswith(head) else part)
                found = is_last_part(other[size:], rules, self._words)
            if found and analyzer.stemmed_name(other) != stem:
                yield other

    def _containing(self, part: str) -> Iterator[tuple[str, int]]:
        """Yield each word that contains a part, with the last position of the part in it."""
        text = self._text
        place = text.find(part)
        while place >= 0:
            start, end = text.rfind("\n", 0, place) + 1, text.find("\n", place)
            word = text[start:end]
            yield word, word.rfind(part)
            place = text.find(part, end)

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(
            token
            for field in POSITIONAL_FIELDS
            for token in self._reader.tokens(field)
            if len(token) >= MIN_WORD and token.isalpha()
        )

    @cached_property
    def _text(self) -> str:
        """All words, one per line, in which a part is found faster than in a list."""
        return "\n".join(("", *sorted(self._words), ""))


def _order(word: str) -> tuple[int, str]:
    return len(word), word


def _common_beginning(word: str, stem: str) -> str:
    """Return the letters that a stemmer leaves: Finnish `jarru` has the stem `jaru`."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(word, stem, strict=False))
    return "".join(letter for letter, _ in pairs)
