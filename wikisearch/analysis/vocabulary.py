"""Texts as numbers of raw tokens -> where a text has the tokens of a query.

Analyzing whole texts would take most of the time of a query, and few of their words matter. White
space ends a raw token in every script, so a word has the same raw tokens in every text. A word is
analyzed once; then a text is a string of numbers, in which the tokens of a query are found.
"""

from array import array
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import accumulate
from threading import Lock

from wikisearch.analysis.analyzer import Analyzer
from wikisearch.analysis.characters.unsegmented import (
    character_clusters,
    has_unsegmented,
    is_unsegmented,
)
from wikisearch.analysis.pair_places import PairPlaces
from wikisearch.analysis.part_numbers import MAX_NUMBERS, PartNumbers
from wikisearch.analysis.text_tokens import RUN_END, TextTokens, word_offsets
from wikisearch.analysis.tokenizer import raw_tokens_with_offsets

MAX_TOKENS = 1 << 18
"""Words, tokens of raw tokens, and pairs of numbers, in a full vocabulary: about 30 MB."""

MAX_TEXT_TOKENS = 1 << 21
"""Raw tokens of the cached texts, about 35 MB."""

_AT_START = (0,)
"""The offset of the only raw token of a word."""

_PAIR_SIZE = 6
"""Memory of two numbers and their place, in tokens."""


class Vocabulary:
    """Raw tokens as they are written, and their tokens in all languages of an index.

    Threads share it, so a word is listed only when all its tokens are known.
    """

    def __init__(self, analyzer: Analyzer) -> None:
        self._analyzers = analyzer.analyzers
        self._words = _Words(self._numbers_of)
        self._offsets: dict[str, tuple[int, ...]] = {}
        self._numbers: dict[str, str] = {}
        self._character_clusters: dict[str, str] = {}
        self._pairs = PairPlaces()
        self._raw: list[str] = [""]
        self._exact: dict[str, tuple[str, ...]] = {RUN_END: ()}
        self._parts: dict[str, str] = {RUN_END: ""}
        self._by_token: dict[str, str] = {}
        self._compounds_by_token: dict[str, str] = {}
        self._compounds: set[str] = set()
        self._tokens = 0
        self._texts: dict[str, TextTokens] = {}
        self._free = MAX_TEXT_TOKENS
        self._lock = Lock()
        self.part_numbers = PartNumbers()
        """Numbers of the parts of all raw tokens."""

    @property
    def is_full(self) -> bool:
        """Whether it should be replaced by a new one."""
        return self._tokens + len(self._words) + len(self._pairs) > MAX_TOKENS

    @property
    def size(self) -> int:
        """Number of different raw tokens so far."""
        return len(self._exact)

    def text(self, text: str) -> TextTokens:
        """Split a text into raw tokens and analyze those that are new."""
        found = self._texts.get(text)
        if found is None:
            numbers = "".join(map(self._words.__getitem__, text.split()))
            self._texts[text] = found = TextTokens(text, numbers)
            self._free -= len(numbers) + 1
            if self._free < 0:
                self._texts, self._free = {}, MAX_TEXT_TOKENS
        return found

    def numbers_with(self, tokens: Collection[str]) -> tuple[frozenset[str], frozenset[str]]:
        """Numbers of the raw tokens that have one of these tokens in any language.

        Compounds are apart: in a manual of a program, a word is in hundreds of them. The bigrams of
        an unsegmented script are tokens of two numbers: see `pairs`.
        """
        simple = "".join([self._by_token.get(token, "") for token in tokens])
        compounds = "".join([self._compounds_by_token.get(token, "") for token in tokens])
        return frozenset(simple), frozenset(compounds)

    def compounds(self, text: TextTokens) -> str:
        """Different numbers of a text that are compounds, such as `os.path` and `GPT-4`."""
        if text.compounds is None:
            text.compounds = "".join(self._compounds.intersection(text.numbers))
        return text.compounds

    def pairs(self, stem: str) -> list[str]:
        """Return the pairs of numbers that are this stem of an unsegmented script."""
        number_of = self._character_clusters.get
        found = []
        for end in range(1, len(stem) + 1):
            first = number_of(stem[:end])
            if first is not None:
                second = number_of(stem[end:]) if end < len(stem) else RUN_END
                if second is not None:
                    found.append(first + second)
        return list(map(self._pairs.shared, found))

    def pair_places(self, text: TextTokens) -> dict[str, tuple[int, ...]]:
        """Places in a text of each two numbers that follow each other."""
        if text.pair_places is None:
            text.pair_places = self._pairs.of(text.numbers)
            self._free -= len(text.numbers) * _PAIR_SIZE
        return text.pair_places

    def is_character_cluster(self, number: str) -> bool:
        """Whether a number is that of a character cluster of an unsegmented script."""
        exact = self._exact[number]
        return len(exact) == 1 and self._character_clusters.get(exact[0]) == number

    def raw(self, number: str) -> str:
        """Raw token, as it is written; a folded character cluster of an unsegmented script."""
        return self._raw[ord(number)]

    def exact(self, number: str) -> tuple[str, ...]:
        """Exact tokens of a raw token."""
        return self._exact[number]

    def exact_tokens(self, numbers: Iterable[str]) -> list[tuple[str, ...]]:
        """Exact tokens of each of some raw tokens."""
        return list(map(self._exact.__getitem__, numbers))

    def parts(self, text: TextTokens) -> str:
        """Numbers of the parts of a text, in order: one character per position."""
        if text.parts is None:
            text.parts = "".join(map(self._parts.__getitem__, text.numbers))
            self._free -= len(text.parts)
        return text.parts

    def stem_positions(self, text: TextTokens) -> "array[int]":
        """Number of stems before each raw token of a text, and last, of all stems."""
        if text.stem_positions is None:
            counts = map(len, map(self._parts.__getitem__, text.numbers))
            text.stem_positions = array("I", accumulate(counts, initial=0))
        return text.stem_positions

    def offsets(self, text: TextTokens) -> "array[int]":
        """Offset of each raw token of a text in its line."""
        if text.offsets is None:
            words = text.line.split(" ")
            within = map(self._offsets_in, words)
            pairs = zip(word_offsets(words), within, strict=False)
            text.offsets = array("I", [start + offset for start, all_ in pairs for offset in all_])
        return text.offsets

    def _offsets_in(self, word: str) -> tuple[int, ...]:
        """Offset of each number of a word."""
        found = self._offsets.get(word)
        return tuple(_offsets_of(word)) if found is None else found

    def _numbers_of(self, word: str) -> str:
        """Numbers of the raw tokens of a word that is new."""
        if word.isascii() and word.isalpha():  # by far the most frequent case: one raw token
            with self._lock:
                self._offsets[word] = _AT_START
                numbers = self._words[word] = self._number(word)
            return numbers
        # A word of an unsegmented script is a sentence, which stands in one text only.
        is_stored = not has_unsegmented(word)
        with self._lock:
            raws = list(raw_tokens_with_offsets(word))
            numbers = "".join([self._number(raw) for _, raw in raws])
            if is_stored:
                self._offsets[word] = tuple([start for start, _ in raws])
                self._words[word] = numbers
        return numbers

    def _number(self, raw: str) -> str:
        """Number of a raw token, or numbers of its character clusters."""
        found = self._numbers.get(raw)
        if found is None:
            if is_unsegmented(raw):
                return "".join(map(self._character_cluster, character_clusters(raw)[0])) + RUN_END
            groups = [each.token_group(raw) for each in self._analyzers]
            tokens = [token for group in groups for token in group.indexed]
            is_compound = len(tokens) > len(groups)
            # The exact tokens are the same in all languages, one per stem.
            exact, stems = groups[0].exact, zip(*[each.stems for each in groups], strict=True)
            parts = "".join(map(self.part_numbers.number, exact, stems))
            self._numbers[raw] = found = self._add(
                raw, exact, parts, tokens, is_compound=is_compound
            )
        return found

    def _character_cluster(self, cluster: str) -> str:
        found = self._character_clusters.get(cluster)
        if found is None:
            part = self.part_numbers.number(cluster, ())
            self._character_clusters[cluster] = found = self._add(cluster, (cluster,), part, ())
        return found

    def _add(
        self,
        raw: str,
        exact: tuple[str, ...],
        parts: str,
        tokens: Collection[str],
        *,
        is_compound: bool = False,
    ) -> str:
        """Give a raw token the next number; without one, it is not found."""
        if len(self._raw) == MAX_NUMBERS:
            return RUN_END
        number = chr(len(self._raw))
        self._raw.append(raw)
        self._tokens += len(exact) + 1
        by_token = self._compounds_by_token if is_compound else self._by_token
        for token in tokens:
            by_token[token] = by_token.get(token, "") + number
        if is_compound:
            self._compounds.add(number)
        self._parts[number] = parts
        self._exact[number] = exact
        return number


class _Words(dict[str, str]):
    """The numbers of each word; those of a new one are made."""

    def __init__(self, make: Callable[[str], str]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, word: str) -> str:
        return self._make(word)


def _offsets_of(word: str) -> Iterator[int]:
    for start, raw in raw_tokens_with_offsets(word):
        if is_unsegmented(raw):
            # The last offset is that of the end of the run.
            yield from [start + edge for edge in character_clusters(raw)[1]]
        else:
            yield start
