"""Prefix or misspelling -> the tokens that count: the same ones in every engine."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from wikisearch.model.query import Fuzzy

Name = TypeVar("Name", int, str)
"""What an engine calls a token by."""

MOST_LETTERS = 500
"""Of more, as in a wiki in Chinese, all tokens are compared: so many slips take as long to try."""


class Standing(NamedTuple):
    """What decides whether a token counts."""

    distance: int
    """Edits; 0 for all that begin with a prefix."""

    documents: int
    """How many hold it, of those that count."""


class Lexicon(Generic[Name]):
    """Tokens in order from both ends, so that few are compared with a misspelling.

    One of two halves of a word has no more than half of its edits: tokens that are near to it begin
    or end nearly as it does.
    """

    def __init__(self, tokens: Iterable[tuple[Name, str]]) -> None:
        self._names: dict[str, Name] = {token: name for name, token in tokens}
        self._ahead: list[str] = sorted(self._names)
        self._behind: list[str] = sorted(token[::-1] for token in self._names)
        self._letters: frozenset[str] = frozenset().union(*self._names)

    def similar(self, query: Fuzzy) -> Iterator[tuple[Name, int]]:
        """Yield the tokens that are near enough, and how far away they are."""
        candidates = self._candidates(query.token, query.distance)
        return ((self._names[token], distance) for token, distance in near(query, candidates))

    def _candidates(self, token: str, distance: int) -> list[str]:
        half = len(token) // 2
        slips = distance // 2
        if half <= slips or slips > 1 or (slips and len(self._letters) > MOST_LETTERS):
            return self._ahead
        found = set(_beginning(self._ahead, self._slipped(token[:half], slips)))
        end = self._slipped(token[half:][::-1], slips)
        found.update(each[::-1] for each in _beginning(self._behind, end))
        return list(found)

    def _slipped(self, beginning: str, slips: int) -> set[str]:
        """What a word may begin with that begins so, but for so many slips: none or one."""
        if not slips:
            return {beginning}
        found = {beginning[:-1]}
        for place in range(len(beginning)):
            before, after = beginning[:place], beginning[place:]
            found.add(before + after[1:])
            for letter in self._letters:
                found.add(before + letter + after)
                found.add(before + letter + after[1:])
        return found


def near(query: Fuzzy, tokens: Collection[str]) -> Iterator[tuple[str, int]]:
    """Tokens that are near enough to what may be misspelled, and how far away they are."""
    # Only misspellings need it, and it takes its time to load.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    found = process.extract(
        query.token,
        tokens,
        scorer=Levenshtein.distance,
        score_cutoff=query.distance,
        limit=None,
    )
    return ((token, distance) for token, distance, _ in found)


def _beginning(tokens: list[str], beginnings: Iterable[str]) -> Iterator[str]:
    """Tokens of a sorted list that begin in one of several ways."""
    for beginning in beginnings:
        start = bisect_left(tokens, beginning)
        if tokens[start : start + 1] and tokens[start].startswith(beginning):
            alike = itemgetter(slice(len(beginning)))
            yield from tokens[start : bisect_right(tokens, beginning, start, key=alike)]


def chosen(candidates: Mapping[str, Standing], most: int) -> frozenset[str]:
    """Choose the nearest; of those, what most documents hold; of those, the first in order."""
    # Sorting keeps the order of what is alike: the last is what counts most.
    tokens = sorted(candidates)
    tokens.sort(key=lambda token: candidates[token].documents, reverse=True)
    tokens.sort(key=lambda token: candidates[token].distance)
    return frozenset(tokens[:most])
