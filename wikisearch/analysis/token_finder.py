"""The tokens of one query -> the raw tokens of a text that have them."""

from collections.abc import Callable, Collection, Iterable
from itertools import chain, compress
from operator import not_

from wikisearch.analysis.text_tokens import TextTokens
from wikisearch.analysis.vocabulary import Vocabulary


class TokenFinder:
    """Finds the raw tokens of texts that match one query."""

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
        self._simple: frozenset[str] = frozenset()
        """Numbers that match, without those of compounds."""
        self._compounds: frozenset[str] = frozenset()
        self._size = 0
        """Size of the vocabulary that was searched for them."""
        self._expanded: set[str] = set()
        """Numbers that match by `expand`."""
        self._checked: set[str] = set()
        """Numbers that `expand` was applied to."""

    def matching(self, text: TextTokens) -> Collection[str]:
        """Return the different numbers of a text that match."""
        vocabulary, numbers = self._vocabulary, text.numbers
        if self._size != vocabulary.size:
            self._size = vocabulary.size
            self._simple, self._compounds = vocabulary.numbers_with(self._tokens)
        found: set[str] | frozenset[str]
        if len(numbers) < len(self._simple):
            found = self._simple.intersection(numbers)
        else:
            found = {each for each in self._simple if each in numbers}
        if self._compounds:
            found |= self._compounds.intersection(vocabulary.compounds(text))
        if self._expand is not None:
            self._check(text)
            found |= self._expanded.intersection(numbers)
        return found

    def _check(self, text: TextTokens) -> None:
        new = set(text.numbers) - self._checked
        if not new or self._expand is None:
            return
        self._checked |= new
        # One call for all tokens: many raw tokens share few tokens, and few texts have one.
        exact = self._vocabulary.exact_tokens(new)
        tokens = frozenset(self._expand(set(chain.from_iterable(exact))))
        if tokens:
            is_other = map(tokens.isdisjoint, exact)
            self._expanded.update(compress(new, map(not_, is_other)))
