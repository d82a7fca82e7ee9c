"""Prefix or fuzzy term -> the tokens it matches: the same ones in every engine."""

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import accumulate
from operator import itemgetter
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from wikisearch._lazy import lazy_module
from wikisearch.model.query import Fuzzy

if TYPE_CHECKING:
    from rapidfuzz import process
    from rapidfuzz.distance import Levenshtein
else:  # only fuzzy terms need it, and importing it is slow
    process = lazy_module("rapidfuzz.process")
    Levenshtein = lazy_module("rapidfuzz.distance.Levenshtein")

TokenId = TypeVar("TokenId", int, str)
"""How an engine identifies a token."""

MAX_ALPHABET = 500
"""Edits are not enumerated if tokens have more different letters, as in a Chinese wiki."""

_MAX_SCANNED = 20_000
"""Up to this many tokens, comparing all is faster than enumerating edits."""


class ExpansionCandidate(NamedTuple):
    """The sort key of a token that a prefix or fuzzy term may match."""

    distance: int
    """Edit distance; 0 for a prefix."""

    doc_freq: int
    """Live documents with the token."""


class Lexicon(Generic[TokenId]):
    """Tokens sorted from both ends, so that a fuzzy lookup compares few of them.

    One of the two halves of a token has at most half of the edits. So candidates begin or end
    almost like the fuzzy term. If that leaves too many, all tokens of similar length are compared.
    """

    def __init__(self, tokens: Iterable[tuple[TokenId, str]]) -> None:
        self._ids: dict[str, TokenId] = {token: token_id for token_id, token in tokens}
        self._by_start: list[str] = sorted(self._ids)
        self._by_end: list[str] = sorted(self._ids, key=itemgetter(slice(None, None, -1)))
        self._by_length: list[str] = sorted(self._ids, key=len)
        self._alphabet: frozenset[str] = frozenset().union(*self._ids)

    def similar(self, query: Fuzzy) -> Iterator[tuple[TokenId, int]]:
        """Yield the tokens within the edit distance, each with its distance."""
        candidates = self._candidates(query.token, query.distance)
        matches = fuzzy_matches(query, candidates)
        return ((self._ids[token], distance) for token, distance in matches)

    def _candidates(self, token: str, distance: int) -> Collection[str]:
        start = bisect_left(self._by_length, len(token) - distance, key=len)
        end = bisect_right(self._by_length, len(token) + distance, start, key=len)
        half = len(token) // 2
        edits = distance // 2
        too_many = half <= edits + 1 or edits > 1 or len(self._alphabet) > MAX_ALPHABET
        if not half or (edits and (too_many or end - start <= _MAX_SCANNED)):
            return self._by_length[start:end]
        found: set[str] = set()
        for prefix in self._edited(token[:half], edits):
            found.update(_with_part(self._by_start, prefix, slice(len(prefix))))
        for suffix in self._edited(token[half:][::-1], edits):
            found.update(_with_part(self._by_end, suffix, slice(None, -len(suffix) - 1, -1)))
        return found

    def _edited(self, prefix: str, edits: int) -> Iterator[str]:
        """Yield every prefix within 0 or 1 edits."""
        if not edits:
            return iter((prefix,))
        found = {prefix[:-1]}
        for position in range(len(prefix)):
            before, after = prefix[:position], prefix[position:]
            found.add(before + after[1:])
            for letter in self._alphabet:
                found.add(before + letter + after)
                found.add(before + letter + after[1:])
        # A prefix also finds the tokens of every longer prefix that starts with it.
        return (each for each in found if found.isdisjoint(accumulate(each[:-1])))


def fuzzy_matches(query: Fuzzy, tokens: Collection[str]) -> Iterator[tuple[str, int]]:
    """Yield the tokens within the edit distance of a fuzzy term, each with its distance."""
    found = process.extract(
        query.token,
        tokens,
        scorer=Levenshtein.distance,
        score_cutoff=query.distance,
        limit=None,
    )
    return ((token, distance) for token, distance, _ in found)


def _with_part(tokens: list[str], part: str, of: slice) -> list[str]:
    """Return the tokens whose slice equals `part`; `tokens` are sorted by that slice."""
    cut = itemgetter(of)
    start = bisect_left(tokens, part, key=cut)
    if start == len(tokens) or cut(tokens[start]) != part:
        return []
    return tokens[start : bisect_right(tokens, part, start, key=cut)]


def top_expansions(candidates: Mapping[str, ExpansionCandidate], limit: int) -> frozenset[str]:
    """Return the nearest tokens; ties go by document frequency, then by code points."""
    ranked = sorted((each.distance, -each.doc_freq, token) for token, each in candidates.items())
    return frozenset([token for _, _, token in ranked[:limit]])
