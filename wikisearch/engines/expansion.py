"""Prefix or misspelling -> the tokens that count: the same ones in every engine but OpenSearch."""

from collections.abc import Iterable, Iterator, Mapping
from heapq import nsmallest
from typing import NamedTuple, TypeAlias, TypeVar

from wikisearch.model.query import Fuzzy

Name = TypeVar("Name", int, str)
"""What an engine calls a token by."""

Lexicon: TypeAlias = dict[int, dict[Name, str]]
"""Tokens by their length and their name."""


class Standing(NamedTuple):
    """What decides whether a token counts."""

    distance: int
    """Edits; 0 for all that begin with a prefix."""

    documents: int
    """How many hold it, of those that count."""


def lexicon(tokens: Iterable[tuple[Name, str]]) -> Lexicon[Name]:
    """Sort tokens by length, so that most need not be looked at."""
    found: Lexicon[Name] = {}
    for name, token in tokens:
        found.setdefault(len(token), {})[name] = token
    return found


def similar(query: Fuzzy, known: Lexicon[Name]) -> Iterator[tuple[Name, int]]:
    """Yield the tokens that are near enough, and how far away they are."""
    # Only misspellings need it, and it takes its time to load.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    for length in range(len(query.token) - query.distance, len(query.token) + query.distance + 1):
        for _, distance, name in process.extract_iter(
            query.token,
            known.get(length, {}),
            scorer=Levenshtein.distance,
            score_cutoff=query.distance,
        ):
            yield name, distance


def chosen(candidates: Mapping[str, Standing], most: int) -> frozenset[str]:
    """Choose the nearest; of those, what most documents hold; of those, the first in order."""
    return frozenset(
        nsmallest(
            most,
            candidates,
            key=lambda token: (candidates[token].distance, -candidates[token].documents, token),
        )
    )
