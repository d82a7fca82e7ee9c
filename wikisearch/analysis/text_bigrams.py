"""A text in an unsegmented script -> an inverted list of its bigrams."""

from array import array
from collections.abc import Collection
from itertools import chain, repeat

from wikisearch.analysis.text_words import TextWords
from wikisearch.analysis.tokenizer import raw_tokens_with_offsets
from wikisearch.analysis.unsegmented import (
    bigram_stems,
    characters,
    has_letters,
    has_unsegmented,
    is_unsegmented,
)


class TextBigrams:
    """The stems of all unsegmented raw tokens of a text, with their positions.

    Such a raw token is a sentence, which stands in one text only: nothing is gained if each is
    analyzed once, as words are. So it is the text that is analyzed once.
    """

    def __init__(self, text: TextWords) -> None:
        self.positions: dict[str, list[int]] = {}
        """The positions of each stem, in order."""
        self._starts, self._ends = array("I"), array("I")
        for word, offset in zip(text.words, text.offsets, strict=False):
            if has_unsegmented(word):
                self._add(word, offset)

    @property
    def size(self) -> int:
        """Number of positions."""
        return len(self._starts)

    def _add(self, word: str, offset: int) -> None:
        for start, raw in raw_tokens_with_offsets(word):
            if not is_unsegmented(raw):
                continue
            exact, edges = characters(raw)
            for position, stem in enumerate(bigram_stems(exact), len(self._starts)):
                self.positions.setdefault(stem, []).append(position)
            offsets = [offset + start + edge for edge in edges]
            # The position after the last one is empty: the next raw token does not follow it.
            self._starts.extend(offsets)
            self._ends.extend(chain(offsets[2:], repeat(offsets[-1], 2)))

    def has_any(self, stems: Collection[str]) -> bool:
        """Whether any of some stems is in the text."""
        return not self.positions.keys().isdisjoint(stems)

    def spans(self, stems: Collection[str]) -> list[tuple[int, int, str]]:
        """Start, end and stem of each occurrence of some stems, in order, in the line of the text.

        In a script of letters, those that overlap others suffice if there are any: a word has more
        than two letters, and two of them are in many other words.
        """
        found = sorted([(n, stem) for stem in stems for n in self.positions.get(stem, ())])
        places = {n for n, _ in found}
        joined = [
            (n, stem)
            for n, stem in found
            if n + 1 in places or n - 1 in places or not has_letters(stem)
        ]
        return [(self._starts[n], self._ends[n], stem) for n, stem in joined or found]
