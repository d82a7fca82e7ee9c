"""Prefix or misspelling -> the tokens it stands for: no more than the first so many of a field."""

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from wikisearch.engines.whoosh.segment import Segment
from wikisearch.model.query import Fuzzy, Prefix


class Expansion(NamedTuple):
    """What one node stands for."""

    terms: list[list[int]]
    """Numbers of tokens, for each segment."""

    cut: bool
    """Whether there are more that do not count."""


def expand(query: Prefix | Fuzzy, segments: Sequence[Segment], most: int) -> Expansion:
    """Find the first `most` tokens, in their order, in each field of the whole index."""
    terms: list[list[int]] = [[] for _ in segments]
    cut = False
    for field in query.fields:
        # Among the first of all are only such as are among the first of their segment.
        found = [list(islice(_terms(query, field, each), most + 1)) for each in segments]
        if sum(map(len, found)) > most:
            pairs = list(zip(segments, found, strict=True))
            tokens = sorted({segment.token(term) for segment, some in pairs for term in some})
            if len(tokens) > most:
                cut = True
                last = tokens[most - 1]
                found = [
                    [term for term in some if segment.token(term) <= last]
                    for segment, some in pairs
                ]
        terms = [known + more for known, more in zip(terms, found, strict=True)]
    return Expansion(terms, cut)


def _terms(query: Prefix | Fuzzy, field: str, segment: Segment) -> Iterator[int]:
    match query:
        case Prefix(prefix):
            return filter(segment.is_alive, segment.terms(field, prefix))
        case Fuzzy(token, distance):
            return filter(segment.is_alive, _similar(token, distance, field, segment))


def _similar(token: str, distance: int, field: str, segment: Segment) -> list[int]:
    # Only misspellings need it, and it takes its time to load.
    from rapidfuzz import process  # noqa: PLC0415
    from rapidfuzz.distance import Levenshtein  # noqa: PLC0415

    near = [
        term
        for length, tokens in segment.lexicon(field).items()
        if abs(length - len(token)) <= distance
        for _, _, term in process.extract(
            token, tokens, scorer=Levenshtein.distance, score_cutoff=distance, limit=None
        )
    ]
    return sorted(near)
