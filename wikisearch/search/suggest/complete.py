"""The beginning of a name -> pages whose title or alias it may become.

Names are kept in sorted lists of folded spellings, in which all that begin alike stand together:
two bisections find them, however many names there are.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from heapq import heapify, heappop
from typing import NamedTuple
from urllib.parse import quote

from wikisearch.analysis import Analyzer, without_case
from wikisearch.model.names import PageEntry
from wikisearch.model.suggestion import Completion, Suggestion
from wikisearch.search.suggest.fuzzy_prefix import fuzzy_prefix_ranges, prefix_range

LONGEST_TYPED = 500
"""Characters; no name that is longer is completed."""

FUZZY_FROM = 4
"""Letters of a word in which one slip is forgiven."""

_END = "\0"
"""Ends every word in the list of words, so that a whole one can be asked for."""


class _Name(NamedTuple):
    key: str
    """Folded, without spaces."""

    words: tuple[str, ...]
    """Folded, each with its end."""

    text: str
    term: PageEntry
    is_alias: bool


class Completer:
    """Completes the names of one wiki."""

    def __init__(
        self, terms: Iterable[PageEntry], incoming: Mapping[str, int], analyzer: Analyzer
    ) -> None:
        self._analyzer = analyzer
        # In order of rank, so that the place of a name says how it ranks among any others.
        self._names = sorted(
            (name for term in terms for name in self._names_of(term)),
            key=lambda name: _order(name, incoming),
        )
        self._whole = _Starts((name.key, rank) for rank, name in enumerate(self._names))
        self._inner = _Starts(
            ("".join(name.words[place:]).replace(_END, ""), rank)
            for rank, name in enumerate(self._names)
            for place in range(1, len(name.words))
        )
        self._ranks: dict[str, list[int]] = {}
        """By each word, the names that have it."""
        for rank, name in enumerate(self._names):
            for word in dict.fromkeys(name.words):
                self._ranks.setdefault(word, []).append(rank)
        self._words = sorted(self._ranks)

    def suggestions(self, text: str, limit: int) -> tuple[Suggestion, ...]:
        """Find pages, best first, each once."""
        typed = text.strip()
        if not typed or len(typed) > LONGEST_TYPED:
            return ()
        found: dict[str, Suggestion] = {}
        for completion, ranks in self._ways(typed):
            heapify(ranks)
            while ranks and len(found) < limit:
                name = self._names[heappop(ranks)]
                found.setdefault(name.term.id, _suggestion(name, completion))
            if len(found) >= limit:
                break
        return tuple(found.values())

    def _names_of(self, term: PageEntry) -> Iterator[_Name]:
        for name in dict.fromkeys((term.title, *term.aliases)):
            words = self._words_of(name)
            if words and len(name) <= LONGEST_TYPED:
                ended = tuple(word + _END for word in words)
                yield _Name("".join(words), ended, name, term, name != term.title)

    def _words_of(self, text: str) -> tuple[str, ...]:
        """Folded words; of signs alone, the signs."""
        return self._analyzer.exact(text) or tuple(text.split())

    def _ways(self, typed: str) -> Iterator[tuple[Completion, list[int]]]:
        """Names by how they complete what was typed; what one way finds, a later one may too."""
        *earlier, last = words = self._words_of(typed)
        key = "".join(words)
        beginning_so = self._whole.prefix_range(key)
        if not typed[-1].isalnum():
            # Folding drops signs that are not yet a part of a word: `c+` is on its way to C++.
            yield Completion.NAME, [rank for rank in beginning_so if self._is_signed(rank, typed)]
        yield Completion.NAME, self._whole.equal(key)
        yield Completion.NAME, beginning_so
        found = self._inner.prefix_range(key)
        yield Completion.WORDS, found + self._with_words(earlier, last, slips=0)
        if any(len(word) >= FUZZY_FROM for word in words):
            yield Completion.FUZZY, self._with_words(earlier, last, slips=1)

    def _is_signed(self, rank: int, typed: str) -> bool:
        return without_case(self._names[rank].text).startswith(without_case(typed))

    def _with_words(self, earlier: list[str], last: str, *, slips: int) -> list[int]:
        """Names that have all the words, in any order, the last at least begun."""
        begun = self._like(last, "", slips)
        if not earlier:  # without slips, these are the inner words themselves
            return [rank for word in begun for rank in self._ranks[word]] if slips else []
        having = (
            {rank for other in self._like(word, _END, slips) for rank in self._ranks[other]}
            for word in earlier
        )
        both = set.intersection(*having)
        return [rank for rank in both if not begun.isdisjoint(self._names[rank].words)]

    def _like(self, word: str, ending: str, slips: int) -> set[str]:
        """Words of names that are this one but for slips, or with no ending begin so."""
        allowed = slips if len(word) >= FUZZY_FROM else 0
        stretches = fuzzy_prefix_ranges(self._words, word, allowed, ending)
        return {other for start, end in stretches for other in self._words[start:end]}


class _Starts:
    """Spellings in order, each with the rank of the name that it belongs to."""

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        ordered = sorted(pairs)
        self._keys = [key for key, _ in ordered]
        self._ranks = [rank for _, rank in ordered]

    def equal(self, key: str) -> list[int]:
        """Ranks of the names that are spelled so."""
        start = bisect_left(self._keys, key)
        return self._ranks[start : bisect_left(self._keys, key + "\0", start)]

    def prefix_range(self, key: str) -> list[int]:
        """Ranks of the names that begin so."""
        start, end = prefix_range(self._keys, key)
        return self._ranks[start:end]


def _order(name: _Name, incoming: Mapping[str, int]) -> tuple[bool, int, int, str, str, str]:
    """Titles before aliases, then more linked pages, shorter names, and the alphabet."""
    links = incoming.get(name.term.id, 0)
    return name.is_alias, -links, len(name.key), name.key, name.text, name.term.id


def _suggestion(name: _Name, completion: Completion) -> Suggestion:
    return Suggestion(
        id=name.term.id,
        title=name.term.title,
        url=quote(name.term.path),
        category=name.term.category,
        completion=completion,
        alias=name.text if name.is_alias else None,
    )
