"""Texts cut at white space -> those of their words that have what a query looks for.

To analyse whole texts would take most of a query's time, and few of their words are of interest.
White space parts runs in every script, so a word has the same tokens wherever it stands: it is
analysed when it is first met, and what has a token is found by set operations from then on.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from itertools import accumulate
from sys import intern

from wikisearch.analysis.analyzer import Analyzer

MOST_TOKENS = 1 << 18
"""Tokens of the words that are remembered, about 30 MB; then it is time for a new vocabulary."""

MOST_WORDS = 1 << 20
"""Words of the texts that are remembered as they were cut, about 8 MB beside the texts."""

_NONE: frozenset[str] = frozenset()


class Vocabulary:
    """Words as they are written, and what each is searched by in the languages of an index."""

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzers = analyzer.analyzers
        self._exact: dict[str, tuple[str, ...]] = {}
        self._texts: dict[str, tuple[str, ...]] = {}
        self._room = MOST_WORDS
        self._holders: defaultdict[str, set[str]] = defaultdict(set)
        self._tokens = 0

    @property
    def is_full(self) -> bool:
        """Whether it holds as much as it should."""
        return self._tokens > MOST_TOKENS

    @property
    def size(self) -> int:
        """Words that are known."""
        return len(self._exact)

    def words(self, text: str) -> tuple[str, ...]:
        """Words of a text, which are known from then on."""
        words = self._texts.get(text)
        if words is None:
            # Whoever looks for garbage passes over tuples of strings, not over lists of them.
            words = tuple(map(intern, text.split()))
            for word in set(words).difference(self._exact):
                self._learn(word)
            self._room -= len(words)
            if self._room < 0:
                self._texts, self._room = {}, MOST_WORDS
            self._texts[text] = words
        return words

    def having(self, tokens: Iterable[str]) -> set[str]:
        """Words that have one of these stems or joined spellings in any language."""
        return set().union(*(self._holders.get(token, _NONE) for token in tokens))

    def exact(self, word: str) -> tuple[str, ...]:
        """Exact tokens of a word that is known."""
        return self._exact[word]

    def places(self, words: Sequence[str]) -> list[int]:
        """Stems that stand before each of these words, all of which must be known."""
        return list(accumulate(map(len, map(self._exact.__getitem__, words)), initial=0))

    def _learn(self, word: str) -> None:
        for analyzer in self._analyzers:
            # Only the stems differ between languages, not the exact tokens, one for each stem.
            exact: tuple[str, ...] = ()
            for group in analyzer.sequence(word):
                exact += group.exact
                for stem in group.stems:
                    self._holders[stem].add(word)
                if group.catenated:
                    self._holders[group.catenated].add(word)
            self._exact[word] = exact
            self._tokens += len(exact) + 1


class Finder:
    """Finds in texts the words that one query looks for."""

    def __init__(
        self,
        tokens: Iterable[str],
        vocabulary: Vocabulary,
        alike: Callable[[Collection[str]], Collection[str]] | None = None,
    ) -> None:
        """Look for stems and joined spellings, and for those of exact tokens that are `alike`."""
        self._tokens = frozenset(tokens)
        self._vocabulary = vocabulary
        self._alike_of = alike
        self._known = 0
        self._wanted: set[str] = set()
        self._alike: set[str] = set()
        self._seen: set[str] = set()
        """Words that were asked whether they are like what is looked for."""

    def wanted(self, words: Collection[str]) -> set[str]:
        """Words that are looked for: those among these, which must be known, and more."""
        if self._vocabulary.size != self._known:
            self._known = self._vocabulary.size
            self._wanted = self._vocabulary.having(self._tokens) | self._alike
        if self._alike_of is not None:
            new = set(words).difference(self._seen)
            self._seen |= new
            exact = {word: self._vocabulary.exact(word) for word in new}
            # All at one go: few tokens make up many words.
            tokens = frozenset(self._alike_of(set().union(*exact.values())))
            alike = {word for word in new if not tokens.isdisjoint(exact[word])}
            self._alike |= alike
            self._wanted |= alike
        return self._wanted
