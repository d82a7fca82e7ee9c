"""The raw tokens of a word; for one of an unsegmented script, where its bigrams are."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from wikisearch.analysis.tokenizer import raw_tokens_with_offsets
from wikisearch.analysis.unsegmented import bigram_stems, characters, is_unsegmented


class BigramPositions(NamedTuple):
    """An inverted list of one raw token: it is a whole sentence, which is searched many times."""

    positions: Mapping[str, Sequence[int]]
    """The positions of each stem."""

    edges: Sequence[int]
    """Offset of each character, and last, the length of the raw token."""

    def spans(self, stems: Collection[str]) -> Iterator[tuple[int, int, str]]:
        """Yield start, end and stem of each occurrence of some stems, in order."""
        found = sorted((n, stem) for stem in stems for n in self.positions[stem])
        last = len(self.edges) - 1
        return ((self.edges[n], self.edges[min(n + 2, last)], stem) for n, stem in found)


class WordPart(NamedTuple):
    """A raw token of a word."""

    start: int
    """Its offset in the word."""

    raw: str
    bigrams: BigramPositions | None
    """Only of an unsegmented script."""


def word_parts(word: str) -> tuple[WordPart, ...]:
    """Split a word into its raw tokens: a word in an unsegmented script is a sentence or more."""
    return tuple(
        WordPart(start, raw, _bigrams(raw) if is_unsegmented(raw) else None)
        for start, raw in raw_tokens_with_offsets(word)
    )


def _bigrams(raw: str) -> BigramPositions:
    exact, edges = characters(raw)
    found: dict[str, list[int]] = {}
    for position, stem in enumerate(bigram_stems(exact)):
        found.setdefault(stem, []).append(position)
    return BigramPositions(found, edges)
