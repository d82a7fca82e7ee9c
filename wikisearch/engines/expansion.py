"""Prefix or misspelling -> the tokens that count: the same ones in every engine."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

from wikisearch.model.query import Fuzzy

Name = TypeVar("Name", int, str)
"""What an engine calls a token by."""

MOST_LETTERS = 500
"""Of more, as in a wiki in Chinese, slips are not tried one by one: there are too many."""

_FEW = 20_000
"""Tokens that are compared sooner than those among them are found that begin or end alike."""


class ExpansionCandidate(NamedTuple):
    """What decides whether a token counts."""

    distance: int
    """Edits; 0 for all that begin with a prefix."""

    documents: int
    """How many hold it, of those that count."""


class Lexicon(Generic[Name]):
    """Tokens in order from both ends, so that few are compared with a misspelling.

    One of two halves of a word has no more than half of its edits: tokens that are near to it begin
    or end nearly as it does. Where that leaves too many, those of about its length are compared.
    """

    def __init__(self, tokens: Iterable[tuple[Name, str]]) -> None:
        self._names: dict[str, Name] = {token: name for name, token in tokens}
        self._ahead: list[str] = sorted(self._names)
        self._behind: list[str] = sorted(self._names, key=itemgetter(slice(None, None, -1)))
        self._by_length: list[str] = sorted(self._names, key=len)
        self._letters: frozenset[str] = frozenset().union(*self._names)

    def similar(self, query: Fuzzy) -> Iterator[tuple[Name, int]]:
        """Yield the tokens that are near enough, and how far away they are."""
        candidates = self._candidates(query.token, query.distance)
        return ((self._names[token], distance) for token, distance in near(query, candidates))

    def _candidates(self, token: str, distance: int) -> Collection[str]:
        shortest = bisect_left(self._by_length, len(token) - distance, key=len)
        longest = bisect_right(self._by_length, len(token) + distance, shortest, key=len)
        half = len(token) // 2
        slips = distance // 2
        too_many = half <= slips + 1 or slips > 1 or len(self._letters) > MOST_LETTERS
        if not half or (slips and (too_many or longest - shortest <= _FEW)):
            return self._by_length[shortest:longest]
        found: set[str] = set()
        for beginning in self._slipped(token[:half], slips):
            found.update(_alike(self._ahead, beginning, slice(len(beginning))))
        for end in self._slipped(token[half:][::-1], slips):
            found.update(_alike(self._behind, end, slice(None, -len(end) - 1, -1)))
        return found

    def _slipped(self, beginning: str, slips: int) -> Iterator[str]:
        """What a word may begin with that begins so, but for so many slips: none or one."""
        if not slips:
            return iter((beginning,))
        found = {beginning[:-1]}
        for place in range(len(beginning)):
            before, after = beginning[:place], beginning[place:]
            found.add(before + after[1:])
            for letter in self._letters:
                found.add(before + letter + after)
                found.add(before + letter + after[1:])
        # What begins as another does is found with it.
        return (each for each in found if found.isdisjoint(accumulate(each[:-1])))


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


def _alike(tokens: list[str], part: str, of: slice) -> list[str]:
    """Tokens that have the same part there; they are in the order of that part."""
    cut = itemgetter(of)
    start = bisect_left(tokens, part, key=cut)
    if start == len(tokens) or cut(tokens[start]) != part:
        return []
    return tokens[start : bisect_right(tokens, part, start, key=cut)]


def chosen(candidates: Mapping[str, ExpansionCandidate], most: int) -> frozenset[str]:
    """Choose the nearest; of those, what most documents hold; of those, the first in order."""
    ranked = sorted((each.distance, -each.documents, token) for token, each in candidates.items())
    return frozenset([token for _, _, token in ranked[:most]])
