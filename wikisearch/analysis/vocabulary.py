"""Texts split at white space -> those of their words that match a query.

Analyzing whole texts would take most of the time of a query, and few of their words matter. White
space ends a raw token in every script, so a word has the same tokens in every text. A word is
analyzed once; the words with a token are then found by set operations.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate
from sys import intern

from wikisearch.analysis.analyzer import Analyzer

MAX_TOKENS = 1 << 18
"""Tokens in a full vocabulary, about 30 MB."""

MAX_WORDS = 1 << 20
"""Words of the cached texts, about 8 MB in addition to the texts."""

_NONE: frozenset[str] = frozenset()


class Vocabulary:
    """Words as they are written, and their tokens in all languages of an index."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzers = analyzer.analyzers
        self._exact: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._free_words = MAX_WORDS
        self._words_by_token: defaultdict[str, set[str]] = defaultdict(set)
        self._tokens = 0

    @property
    def is_full(self) -> bool:
        """Whether it should be replaced by a new one."""
        return self._tokens > MAX_TOKENS

    @property
    def size(self) -> int:
        """Number of analyzed words."""
        return len(self._exact)

    def words(self, text: str) -> tuple[str, ...]:
        """Split a text into words and analyze those that are new."""
        words = self._texts.get(text)
        if words is None:
            # The garbage collector skips tuples of strings, but not lists of them.
            words = tuple(map(intern, text.split()))
            for word in set(words).difference(self._exact):
                self._analyze(word)
            self._free_words -= len(words)
            if self._free_words < 0:
                self._texts, self._free_words = {}, MAX_WORDS
            self._texts[text] = words
        return words

    def words_with(self, tokens: Iterable[str]) -> set[str]:
        """Words that have one of these tokens in any language."""
        return set().union(*(self._words_by_token.get(token, _NONE) for token in tokens))

    def exact(self, word: str) -> tuple[str, ...]:
        """Exact tokens of an analyzed word."""
        return self._exact[word]

    def stem_positions(self, words: Sequence[str]) -> list[int]:
        """Number of stems before each of these analyzed words, and last, of all stems."""
        return list(accumulate(map(len, map(self._exact.__getitem__, words)), initial=0))

    def _analyze(self, word: str) -> None:
        for analyzer in self._analyzers:
            # The exact tokens are the same in all languages, one per stem.
            exact: tuple[str, ...] = ()
            for group in analyzer.sequence(word):
                exact += group.exact
                for token in (*group.stems, *group.subwords):
                    self._words_by_token[token].add(word)
                if group.catenated:
                    self._words_by_token[group.catenated].add(word)
            self._exact[word] = exact
            self._tokens += len(exact) + 1


class WordFinder:
    """Finds the words of texts that match one query."""

    def __init__(
        self,
        tokens: Iterable[str],
        vocabulary: Vocabulary,
        expand: Callable[[Collection[str]], Collection[str]] | None = None,
    ) -> None:
        """Take stems and catenated spellings.

        `expand` selects further exact tokens, such as those that match a prefix.
        """
        self._tokens = frozenset(tokens)
        self._vocabulary = vocabulary
        self._expand = expand
        self._size = 0
        """Size of the vocabulary when `_matching` was computed."""
        self._matching: set[str] = set()
        self._expanded: set[str] = set()
        """Words that match by `expand`."""
        self._checked: set[str] = set()
        """Words that `expand` was applied to."""

    def matching(self, words: Collection[str]) -> set[str]:
        """Matching words: those among these analyzed words, and possibly others."""
        if self._vocabulary.size != self._size:
            self._size = self._vocabulary.size
            self._matching = self._vocabulary.words_with(self._tokens) | self._expanded
        if self._expand is not None:
            new = set(words).difference(self._checked)
            self._checked |= new
            exact = {word: self._vocabulary.exact(word) for word in new}
            # One call for all tokens: many words share few tokens.
            tokens = frozenset(self._expand(set().union(*exact.values())))
            expanded = {word for word in new if not tokens.isdisjoint(exact[word])}
            self._expanded |= expanded
            self._matching |= expanded
        return self._matching
