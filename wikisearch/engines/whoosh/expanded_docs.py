"""Prefix or fuzzy term -> the documents of each segment with one of the tokens it matches."""

import sys
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wikisearch.engines.expansion import ExpansionCandidate, top_expansions
from wikisearch.engines.whoosh.segment import SegmentReader
from wikisearch.engines.whoosh.segment_cache import SegmentCache
from wikisearch.model.query import Fuzzy, Prefix


class ExpandedDocs(NamedTuple):
    """The documents that match one prefix or fuzzy term."""

    docs: tuple[int, ...]
    """Set of documents for each segment, deleted ones included."""

    cut: bool
    """Whether more tokens matched than the limit."""

    def __sizeof__(self) -> int:
        return sum(map(sys.getsizeof, self.docs))


def expand(query: Prefix | Fuzzy, caches: Sequence[SegmentCache], limit: int) -> ExpandedDocs:
    """Match at most `limit` tokens per field, counted over the whole index."""
    segments = [cache.segment for cache in caches]
    terms: list[list[int]] = [[] for _ in segments]
    cut = False
    for field in query.fields:
        found = [_distances(query, field, segment) for segment in segments]
        if sum(map(len, found)) > limit:
            candidates = _candidates(segments, found)
            if len(candidates) > limit:
                cut = True
                found = _only(top_expansions(candidates, limit), segments, found)
        terms = [[*known, *more] for known, more in zip(terms, found, strict=True)]
    pairs = zip(caches, terms, strict=True)
    return ExpandedDocs(tuple(cache.docs_with_any(numbers) for cache, numbers in pairs), cut)


def _distances(query: Prefix | Fuzzy, field: str, segment: SegmentReader) -> Mapping[int, int]:
    """Return the matching terms of one segment with their edit distances, also deleted ones."""
    match query:
        case Prefix(prefix):
            return dict.fromkeys(segment.terms(field, prefix), 0)
        case Fuzzy():
            return dict(segment.lexicon(field).similar(query))


def _candidates(
    segments: Sequence[SegmentReader], found: Sequence[Mapping[int, int]]
) -> dict[str, ExpansionCandidate]:
    """Return the sort keys of the tokens that a live document has."""
    candidates: dict[str, ExpansionCandidate] = {}
    for segment, distances in zip(segments, found, strict=True):
        for term, distance in distances.items():
            if doc_freq := segment.doc_freq(term):
                token = segment.token(term)
                known = candidates.get(token, ExpansionCandidate(distance, 0))
                candidates[token] = ExpansionCandidate(distance, known.doc_freq + doc_freq)
    return candidates


def _only(
    tokens: frozenset[str],
    segments: Sequence[SegmentReader],
    found: Sequence[Mapping[int, int]],
) -> list[Mapping[int, int]]:
    return [
        {term: distance for term, distance in distances.items() if segment.token(term) in tokens}
        for segment, distances in zip(segments, found, strict=True)
    ]
