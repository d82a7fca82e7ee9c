"""Texts cut at white space -> those of their words that have what a query looks for.

To analyse whole texts would take most of a query's time, and few of their words are of interest.
White space parts runs in every script, so a word has the same tokens wherever it stands: it is
analysed when it is first met, and what has a token is found by set operations from then on.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import accumulate

from wikisearch.analysis.analyzer import Analyzer

MOST_TOKENS = 1 << 18
"""Tokens of the words that are remembered, about 30 MB; then it is time for a new vocabulary."""

_NONE: frozenset[str] = frozenset()


class Vocabulary:
    """Words as they are written, and what each is searched by in the languages of an index."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzers = analyzer.each
        self._sizes: dict[str, int] = {}
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        self._tokens = 0

    @property
    def is_full(self) -> bool:
        """Whether it holds as much as it should."""
        return self._tokens > MOST_TOKENS

    def having(self, words: set[str], tokens: Iterable[str]) -> set[str]:
        """Those of some words that have one of these stems or joined spellings in any language."""
        for word in words.difference(self._sizes):
            self._learn(word)
        holders = (self._holders.get(token, _NONE) for token in tokens)
        return set().union(*map(words.intersection, holders))

    def places(self, words: Sequence[str]) -> list[int]:
        """Stems that stand before each of these words, all of which must be known."""
        return list(accumulate(map(self._sizes.__getitem__, words), initial=0))

    def _learn(self, word: str) -> None:
        for analyzer in self._analyzers:
            # Only the stems differ between languages, not how many there are.
            size = 0
            for lexeme in analyzer.sequence(word):
                size += len(lexeme.stems)
                for stem in lexeme.stems:
                    self._holders[stem].add(word)
                if lexeme.joined:
                    self._holders[lexeme.joined].add(word)
            self._sizes[word] = size
            self._tokens += size + 1


class Finder:
    """Finds in texts the words that one query looks for."""

    def __init__(
        self,
        tokens: Iterable[str],
        vocabulary: Vocabulary,
        is_like: Callable[[str], object] | None = None,
    ) -> None:
        """Look for stems and joined spellings, and for all words that `is_like` says yes to."""
        self._tokens = frozenset(tokens)
        self._vocabulary = vocabulary
        self._is_like = is_like
        self._seen: set[str] = set()
        self._wanted: set[str] = set()

    def wanted(self, words: Iterable[str]) -> set[str]:
        """Words that are looked for: those among these, and more that were met before."""
        new = set(words).difference(self._seen)
        if new:
            self._seen |= new
            self._wanted |= self._vocabulary.having(new, self._tokens)
            if self._is_like is not None:
                self._wanted.update(filter(self._is_like, new))
        return self._wanted
