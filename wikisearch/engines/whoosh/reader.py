"""A finished index, open for queries."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import add
from pathlib import Path

from wikisearch.engines.base import Match, Matches, Reader, new_match
from wikisearch.engines.read_errors import read_errors
from wikisearch.engines.sized_cache import SizedCache
from wikisearch.engines.whoosh.bitsets import count_pages
from wikisearch.engines.whoosh.expanded_docs import ExpandedDocs, expand
from wikisearch.engines.whoosh.layout import KEYWORD, SCORED, keyword_token
from wikisearch.engines.whoosh.matching import SegmentMatcher
from wikisearch.engines.whoosh.segment import SegmentReader
from wikisearch.engines.whoosh.segment_cache import SegmentCache
from wikisearch.engines.whoosh.segment_list import read_segment_list
from wikisearch.engines.whoosh.top_k import TopK
from wikisearch.model.query import MAX_EXPANSIONS, Fuzzy, Prefix, Query
from wikisearch.model.query_analysis import expansions, query_terms
from wikisearch.scoring import Statistics, average_length, idf, length_norms, rounded


class WhooshReader(Reader):
    """Searches the segments of one folder."""

    def __init__(self, directory: Path, max_expansions: int = MAX_EXPANSIONS) -> None:
        self._directory = directory
        self._max_expansions = max_expansions
        with read_errors(directory):
            entries = read_segment_list(directory)
            self._segments = [SegmentReader(directory, entry) for entry in entries]
            self._with_tokens = sum(segment.with_tokens for segment in self._segments)
            self._total_length = sum(segment.total_length for segment in self._segments)
            norms = length_norms(average_length(self._statistics({})))
        self._cache = SizedCache()
        self._segment_caches = [
            SegmentCache(segment, norms, self._cache) for segment in self._segments
        ]

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score."""
        with read_errors(self._directory):
            matchers, cut = self._matchers(query)
            matched = [each.matches(query) & each.cache.segment.live_docs for each in matchers]
            idfs = self._idfs(query) if limit and any(matched) else {}
            found: list[Match] = []
            total = pages = 0
            for matcher, docs in zip(matchers, matched, strict=True):
                segment = matcher.cache.segment
                total += docs.bit_count()
                pages += count_pages(docs, segment.page_ends)
                if limit and docs:
                    numbers, scores = TopK(query, matcher, idfs).best(docs, limit)
                    # Key, page and score, in one C call for all: hundreds of matches are made.
                    keys = map(segment.doc_key, numbers)
                    found += map(new_match, map(add, keys, zip(scores, strict=False)))
            if len(matchers) > 1:
                found.sort(key=_sort_key)
            return Matches(tuple(found[:limit]), total, pages, cut)

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count the matching pages by their values of a keyword field."""
        prefix = keyword_token(field, "")
        counts: dict[str, int] = {}
        with read_errors(self._directory):
            for matcher in self._matchers(query)[0]:
                segment = matcher.cache.segment
                docs = matcher.matches(query) & segment.live_docs
                for _, token in segment.tokens(KEYWORD, prefix):
                    with_value = matcher.cache.docs_with(KEYWORD, token) & docs
                    if with_value:
                        value = token.removeprefix(prefix)
                        pages = count_pages(with_value, segment.page_ends)
                        counts[value] = counts.get(value, 0) + pages
        return counts

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return the stored bytes of each key."""
        with read_errors(self._directory):
            return [self._stored(key) for key in keys]

    def _stored(self, key: str) -> bytes | None:
        for segment in self._segments:
            found = segment.stored(key)
            if found is not None:
                return found
        return None

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the BM25 statistics."""
        with read_errors(self._directory):
            return self._statistics({token: self._doc_freq(token) for token in set(tokens)})

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the exact tokens of a field with a prefix."""
        with read_errors(self._directory):
            for segment in self._segments:
                for term, token in segment.tokens(field, prefix):
                    if segment.is_live_term(term):
                        yield token

    def keyword_values(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the values of a keyword field with a prefix."""
        start = len(keyword_token(field, ""))
        with read_errors(self._directory):
            for segment in self._segments:
                for _, token in segment.tokens(KEYWORD, keyword_token(field, prefix)):
                    yield token[start:]

    def count(self) -> int:
        """Return the number of documents."""
        return sum(segment.documents - len(segment.deleted) for segment in self._segments)

    def close(self) -> None:
        """Close the files."""
        for segment in self._segments:
            segment.close()
        self._segments = []
        self._segment_caches = []
        self._cache.clear()

    def _statistics(self, frequencies: Mapping[str, int]) -> Statistics:
        return Statistics(self._with_tokens, self._total_length, frequencies)

    def _doc_freq(self, token: str) -> int:
        return self._cache.get(("doc_freq", token), lambda: self._counted(token))

    def _counted(self, token: str) -> int:
        return sum(
            (cache.docs_with(SCORED, token) & cache.segment.live_docs).bit_count()
            for cache in self._segment_caches
        )

    def _idfs(self, query: Query) -> dict[str, float]:
        """Return the idf of each term of a query, over the whole index."""
        return {token: self._idf(token) for token in set(query_terms(query))}

    def _idf(self, token: str) -> float:
        return self._cache.get(token, lambda: idf(self._with_tokens, self._doc_freq(token)))

    def _matchers(self, query: Query) -> tuple[list[SegmentMatcher], bool]:
        """Return a matcher per segment, and whether an expansion was cut at the limit."""
        expanded = {node: self._expanded(node) for node in expansions(query)}
        matchers = [
            SegmentMatcher(cache, {node: found.docs[index] for node, found in expanded.items()})
            for index, cache in enumerate(self._segment_caches)
        ]
        return matchers, any(found.cut for found in expanded.values())

    def _expanded(self, node: Prefix | Fuzzy) -> ExpandedDocs:
        return self._cache.get(
            node, lambda: expand(node, self._segment_caches, self._max_expansions)
        )


def _sort_key(match: Match) -> tuple[float, str]:
    return -rounded(match.score), match.key
