"""Prefix or misspelling -> the documents of each segment that hold what it stands for."""

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wikisearch.engines.expansion import ExpansionCandidate, chosen
from wikisearch.engines.whoosh.segment import Segment
from wikisearch.engines.whoosh.segment_cache import SegmentCache
from wikisearch.model.query import Fuzzy, Prefix


class Expansion(NamedTuple):
    """What one node stands for."""

    holders: tuple[int, ...]
    """Set of documents that hold one of its tokens, for each segment; deleted ones as well."""

    cut: bool
    """Whether there are more tokens that do not count."""

    def __sizeof__(self) -> int:
        return sum(map(sys.getsizeof, self.holders))


def expand(query: Prefix | Fuzzy, index: Sequence[SegmentCache], most: int) -> Expansion:
    """Find the tokens of a node in all its fields: `most` of each in the whole index."""
    segments = [each.segment for each in index]
    terms: list[list[int]] = [[] for _ in segments]
    cut = False
    for field in query.fields:
        found = [_distances(query, field, segment) for segment in segments]
        if sum(map(len, found)) > most:
            candidates = _candidates(segments, found)
            if len(candidates) > most:
                cut = True
                found = _only(chosen(candidates, most), segments, found)
        terms = [[*known, *more] for known, more in zip(terms, found, strict=True)]
    pairs = zip(index, terms, strict=True)
    return Expansion(tuple(decoded.holders_of_any(some) for decoded, some in pairs), cut)


def _distances(query: Prefix | Fuzzy, field: str, segment: Segment) -> Mapping[int, int]:
    """Tokens of one segment by number, with the edits that lie between; dead ones as well."""
    match query:
        case Prefix(prefix):
            return dict.fromkeys(segment.terms(field, prefix), 0)
        case Fuzzy():
            return dict(segment.lexicon(field).similar(query))


def _candidates(
    segments: Sequence[Segment], found: Sequence[Mapping[int, int]]
) -> dict[str, ExpansionCandidate]:
    """What is known of the tokens that a document holds which counts."""
    candidates: dict[str, ExpansionCandidate] = {}
    for segment, distances in zip(segments, found, strict=True):
        for term, distance in distances.items():
            if alive := segment.holders(term):
                token = segment.token(term)
                known = candidates.get(token, ExpansionCandidate(distance, 0))
                candidates[token] = ExpansionCandidate(distance, known.documents + alive)
    return candidates


def _only(
    tokens: frozenset[str], segments: Sequence[Segment], found: Sequence[Mapping[int, int]]
) -> list[Mapping[int, int]]:
    return [
        {term: distance for term, distance in some.items() if segment.token(term) in tokens}
        for segment, some in zip(segments, found, strict=True)
    ]
