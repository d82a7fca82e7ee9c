"""Completion: a typed text -> the pages whose title or alias starts with it.

Folded names are in sorted lists, so two bisections find all names with a prefix.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop
from typing import NamedTuple

from wikisearch.analysis import Analyzer, without_case
from wikisearch.analysis.languages.semitic_prefixes import without_article_prefix
from wikisearch.analysis.names.spoken_names import spoken_names
from wikisearch.model.names import PageEntry
from wikisearch.model.suggestion import Completion, Suggestion
from wikisearch.search.section_urls import RELATIVE_URLS, PageUrls
from wikisearch.search.suggest.fuzzy_prefix import fuzzy_prefix_ranges, prefix_range

MAX_CHARACTERS = 500
"""Characters of a text or a name that is completed; longer ones are not."""

FUZZY_FROM = 4
"""Letters of a word from which on one edit is allowed."""

_END = "\0"
"""Ends every word in the list of words, to match whole words."""


class _Name(NamedTuple):
    key: str
    """Folded, without spaces."""

    words: tuple[str, ...]
    """Folded, each with `_END`."""

    text: str
    term: PageEntry
    is_alias: bool


class Completer:
    """Completes the names of one wiki."""

    def __init__(
        self,
        terms: Iterable[PageEntry],
        incoming: Mapping[str, int],
        analyzer: Analyzer,
        urls: PageUrls = RELATIVE_URLS,
    ) -> None:
        self._analyzer = analyzer
        self._urls = urls
        # The index of a name is its rank.
        self._names = sorted(
            (name for term in terms for name in self._names_of(term)),
            key=lambda name: _order(name, incoming),
        )
        self._whole = _SortedNames((name.key, rank) for rank, name in enumerate(self._names))
        self._inner = _SortedNames(
            ("".join(name.words[start:]).replace(_END, ""), rank)
            for rank, name in enumerate(self._names)
            for start in range(1, len(name.words))
        )
        self._ranks: dict[str, list[int]] = {}
        """Word -> ranks of the names that have it."""
        for rank, name in enumerate(self._names):
            for word in dict.fromkeys(name.words):
                self._ranks.setdefault(word, []).append(rank)
        self._words = sorted(self._ranks)

    def suggestions(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """Return the pages that complete a text, best first, each once."""
        typed = text.strip()
        if not typed or len(typed) > MAX_CHARACTERS:
            return ()
        found: dict[str, Suggestion] = {}
        for completion, ranks in self._completions(typed):
            heapify(ranks)
            while ranks and len(found) < limit:
                name = self._names[heappop(ranks)]
                found.setdefault(name.term.id, _suggestion(name, completion, self._urls))
            if len(found) >= limit:
                break
        return tuple(found.values())

    def _names_of(self, term: PageEntry) -> Iterator[_Name]:
        for name in dict.fromkeys((term.title, *term.aliases)):
            if len(name) > MAX_CHARACTERS:
                continue
            for form in (name, *spoken_names(name, self._analyzer.language)):
                for words in filter(None, self._word_forms(form)):
                    ended = tuple(word + _END for word in words)
                    yield _Name("".join(words), ended, name, term, name != term.title)

    def _word_forms(self, text: str) -> Iterator[tuple[str, ...]]:
        """Yield the words of a name, and those without their articles if these are prefixes."""
        words = self._words_of(text)
        yield words
        bare = tuple(map(without_article_prefix, words))
        if bare != words:
            yield bare

    def _words_of(self, text: str) -> tuple[str, ...]:
        """Return the folded words; of a text without letters, its signs."""
        return self._analyzer.exact(text) or tuple(text.split())

    def _completions(self, typed: str) -> Iterator[tuple[Completion, list[int]]]:
        """Yield ranks of names by kind of completion, best kind first; names may repeat."""
        *earlier, last = words = self._words_of(typed)
        key = "".join(words)
        with_prefix = self._whole.prefix_range(key)
        if not typed[-1].isalnum():
            # Folding drops signs that are not part of a word yet, as in `c+` for C++.
            yield Completion.NAME, [rank for rank in with_prefix if self._has_signs(rank, typed)]
        yield Completion.NAME, self._whole.equal(key)
        yield Completion.NAME, with_prefix
        found = self._inner.prefix_range(key)
        yield Completion.WORDS, found + self._with_words(earlier, last, edits=0)
        if earlier:
            yield Completion.WORDS, self._with_words(earlier, last, edits=0, ending="")
        if any(len(word) >= FUZZY_FROM for word in words):
            yield Completion.FUZZY, self._with_words(earlier, last, edits=1)

    def _has_signs(self, rank: int, typed: str) -> bool:
        return without_case(self._names[rank].text).startswith(without_case(typed))

    def _with_words(
        self, earlier: list[str], last: str, *, edits: int, ending: str = _END
    ) -> list[int]:
        """Names with all the words, in any order.

        The last word may be a prefix; without an ending, each word may be one.
        """
        last_words = self._matching_words(last, "", edits)
        if not earlier:  # without edits, `_inner` has found these names
            return [rank for word in last_words for rank in self._ranks[word]] if edits else []
        with_earlier = (
            {
                rank
                for other in self._matching_words(word, ending, edits)
                for rank in self._ranks[other]
            }
            for word in earlier
        )
        with_all = set.intersection(*with_earlier)
        return [rank for rank in with_all if not last_words.isdisjoint(self._names[rank].words)]

    def _matching_words(self, word: str, ending: str, edits: int) -> set[str]:
        """Words of names that match a word within some edits; without an ending, a prefix."""
        allowed = edits if len(word) >= FUZZY_FROM else 0
        ranges = fuzzy_prefix_ranges(self._words, word, allowed, ending)
        return {other for start, end in ranges for other in self._words[start:end]}


class _SortedNames:
    """Folded names in order, each with its rank."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(pairs)
        self._keys = [key for key, _ in ordered]
        self._ranks = [rank for _, rank in ordered]

    def equal(self, key: str) -> list[int]:
        """Return the ranks of the names that are equal to a key."""
        start = bisect_left(self._keys, key)
        return self._ranks[start : bisect_left(self._keys, key + "\0", start)]

    def prefix_range(self, key: str) -> list[int]:
        """Return the ranks of the names with a prefix."""
        start, end = prefix_range(self._keys, key)
        return self._ranks[start:end]


def _order(name: _Name, incoming: Mapping[str, int]) -> tuple[bool, int, int, str, str, str]:
    """Sort titles before aliases, then by incoming links, length and alphabet."""
    links = incoming.get(name.term.id, 0)
    return name.is_alias, -links, len(name.key), name.key, name.text, name.term.id


def _suggestion(name: _Name, completion: Completion, urls: PageUrls) -> Suggestion:
    return Suggestion(
        id=name.term.id,
        title=name.term.title,
        url=urls.of(name.term),
        category=name.term.category,
        completion=completion,
        alias=name.text if name.is_alias else None,
    )
