"""Texts split at white space -> those of their words that match a query.

Analyzing whole texts would take most of the time of a query, and few of their words matter. White
space ends a raw token in every script, so a word has the same tokens in every text. A word is
analyzed once; the words with a token are then found by set operations.
"""

from array import array
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from itertools import accumulate, chain

from wikisearch.analysis.analyzer import Analyzer
from wikisearch.analysis.text_bigrams import TextBigrams
from wikisearch.analysis.text_words import TextWords
from wikisearch.analysis.tokenizer import raw_tokens_with_offsets

MAX_TOKENS = 1 << 18
"""Tokens in a full vocabulary, about 30 MB."""

MAX_WORDS = 1 << 19
"""Words of the cached texts, about 35 MB."""

_NONE: frozenset[str] = frozenset()


class Vocabulary:
    """Words as they are written, and their tokens in all languages of an index.

    Threads share it, so a word is listed in `_exact` only when all its tokens are known.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzers = analyzer.analyzers
        self._exact: dict[str, tuple[str, ...]] = {}
        self._raw_tokens: dict[str, tuple[tuple[int, str], ...]] = {}
        self._texts: dict[str, TextWords] = {}
        self._bigrams: dict[TextWords, TextBigrams] = {}
        self._free_words = MAX_WORDS
        self._words_by_token: defaultdict[str, set[str]] = defaultdict(set)
        self._tokens = 0

    @property
    def is_full(self) -> bool:
        """Whether it should be replaced by a new one."""
        return self._tokens > MAX_TOKENS

    def text(self, text: str) -> TextWords:
        """Split a text into words and analyze those that are new."""
        found = self._texts.get(text)
        if found is None:
            found = TextWords(text)
            for word in set(found.words).difference(self._exact):
                self._analyze(word)
            self._texts[text] = found
            self._free_words -= len(found.words) + 1
            if self._free_words < 0:
                self._texts, self._bigrams, self._free_words = {}, {}, MAX_WORDS
        return found

    def matching(self, text: TextWords, tokens: Iterable[str]) -> set[str]:
        """Words of a text that have one of these tokens in any language.

        The bigrams of an unsegmented script are tokens of the text, not of its words.
        """
        words, with_token = text.first_positions.keys(), self._words_by_token.get
        return set().union(*[words & with_token(token, _NONE) for token in tokens])

    def exact(self, word: str) -> tuple[str, ...]:
        """Exact tokens of an analyzed word."""
        return self._exact[word]

    def exact_tokens(self, text: TextWords) -> tuple[str, ...]:
        """Exact tokens of a text."""
        if text.exact_tokens is None:
            each = map(self._exact.__getitem__, text.words)
            text.exact_tokens = tuple(chain.from_iterable(each))
        return text.exact_tokens

    def stem_positions(self, text: TextWords) -> "array[int]":
        """Number of stems before each word of a text, and last, of all stems."""
        if text.stem_positions is None:
            numbers = map(len, map(self._exact.__getitem__, text.words))
            text.stem_positions = array("I", accumulate(numbers, initial=0))
        return text.stem_positions

    def raw_tokens(self, word: str) -> tuple[tuple[int, str], ...]:
        """Offset and text of each raw token of a word; each word is split once."""
        found = self._raw_tokens.get(word)
        if found is None:
            self._raw_tokens[word] = found = tuple(raw_tokens_with_offsets(word))
        return found

    def bigrams(self, text: TextWords) -> TextBigrams:
        """Bigrams of the unsegmented scripts of a text, which is analyzed once."""
        found = self._bigrams.get(text)
        if found is None:
            self._bigrams[text] = found = TextBigrams(text)
            self._free_words -= found.size
        return found

    def _analyze(self, word: str) -> None:
        exact: tuple[str, ...] = ()
        for analyzer in self._analyzers:
            # The exact tokens are the same in all languages, one per stem.
            exact = ()
            for group in analyzer.sequence(word):
                exact += group.exact
                if group.unsegmented:
                    continue
                for token in (*group.stems, *group.subwords):
                    self._words_by_token[token].add(word)
                if group.catenated:
                    self._words_by_token[group.catenated].add(word)
            self._tokens += len(exact) + 1
        self._exact[word] = exact


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
        self._tokens = tuple(tokens)
        self._vocabulary = vocabulary
        self._expand = expand
        self._expanded: set[str] = set()
        """Words that match by `expand`."""
        self._checked: set[str] = set()
        """Words that `expand` was applied to."""

    def matching(self, text: TextWords) -> set[str]:
        """Return the different words of a text that match."""
        found = self._vocabulary.matching(text, self._tokens)
        if self._expand is not None:
            self._check(text)
            found |= text.first_positions.keys() & self._expanded
        return found

    def _check(self, text: TextWords) -> None:
        new = text.first_positions.keys() - self._checked
        self._checked |= new
        exact = {word: self._vocabulary.exact(word) for word in new}
        # One call for all tokens: many words share few tokens.
        tokens = frozenset(self._expand(set().union(*exact.values()))) if self._expand else _NONE
        self._expanded |= {word for word in new if not tokens.isdisjoint(exact[word])}
