"""A finished index, open for queries."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.whoosh.bitsets import runs_in
from wikisearch.engines.whoosh.cache import BoundedCache
from wikisearch.engines.whoosh.expansion import Expansion, expand
from wikisearch.engines.whoosh.layout import KEYWORD, SCORED, SEGMENTS_FILE, keyword_token, reading
from wikisearch.engines.whoosh.matching import Matching
from wikisearch.engines.whoosh.segment import Segment
from wikisearch.engines.whoosh.segment_cache import SegmentCache
from wikisearch.engines.whoosh.top_k import TopK
from wikisearch.model.query import MAX_EXPANSIONS, Fuzzy, Prefix, Query
from wikisearch.model.query_analysis import expansions, query_terms
from wikisearch.scoring import Statistics, average_length, idf, length_norms, rounded


class WhooshReader(Reader):
    """Answers from the segments of one folder; one thread at a time."""

    def __init__(self, directory: Path, most_expansions: int = MAX_EXPANSIONS) -> None:
        self._directory = directory
        self._most_expansions = most_expansions
        with reading(directory):
            facts = json.loads((directory / SEGMENTS_FILE).read_bytes())
            self._segments = [Segment(directory, each) for each in facts]
            self._with_tokens = sum(segment.with_tokens for segment in self._segments)
            self._total_length = sum(segment.total_length for segment in self._segments)
            norms = length_norms(average_length(self._statistics({})))
        self._cache = BoundedCache()
        self._decoded = [SegmentCache(segment, norms, self._cache) for segment in self._segments]

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score."""
        with reading(self._directory):
            rarities = self._rarities(query)
            matchings, cut = self._matchings(query)
            found: list[Match] = []
            total = pages = 0
            for matching in matchings:
                decoded = matching.decoded
                matches = matching.matches(query) & decoded.segment.alive
                total += matches.bit_count()
                pages += runs_in(matches, decoded.segment.last)
                if limit:
                    selection = TopK(query, matching, rarities)
                    identity = decoded.segment.identity
                    best = selection.best(matches, limit)
                    found += [_match((*identity(number), score)) for number, score in best]
            if len(matchings) > 1:
                found.sort(key=_order)
            return Matches(tuple(found[:limit]), total, pages, cut)

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count pages by their values of a keyword field."""
        start = keyword_token(field, "")
        counts: dict[str, int] = {}
        with reading(self._directory):
            for matching in self._matchings(query)[0]:
                decoded = matching.decoded
                matches = matching.matches(query) & decoded.segment.alive
                for _, token in decoded.segment.tokens(KEYWORD, start):
                    carriers = decoded.holders(KEYWORD, token) & matches
                    if carriers:
                        value = token.removeprefix(start)
                        pages = runs_in(carriers, decoded.segment.last)
                        counts[value] = counts.get(value, 0) + pages
        return counts

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored under each key."""
        with reading(self._directory):
            return [self._stored(key) for key in keys]

    def _stored(self, key: str) -> bytes | None:
        for segment in self._segments:
            found = segment.stored(key)
            if found is not None:
                return found
        return None

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures that BM25 uses."""
        with reading(self._directory):
            return self._statistics({token: self._frequency(token) for token in set(tokens)})

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a field."""
        with reading(self._directory):
            for segment in self._segments:
                for term, token in segment.tokens(field):
                    if segment.is_alive(term):
                        yield token

    def count(self) -> int:
        """Documents in the index."""
        return sum(segment.documents - len(segment.deleted) for segment in self._segments)

    def close(self) -> None:
        """Let go of the files."""
        for segment in self._segments:
            segment.close()
        self._segments = []
        self._decoded = []
        self._cache.clear()

    def _statistics(self, frequencies: Mapping[str, int]) -> Statistics:
        return Statistics(self._with_tokens, self._total_length, frequencies)

    def _frequency(self, token: str) -> int:
        return sum(
            (decoded.holders(SCORED, token) & decoded.segment.alive).bit_count()
            for decoded in self._decoded
        )

    def _rarities(self, query: Query) -> dict[str, float]:
        """How rare each word of a query is in the whole index."""
        return {token: self._rarity(token) for token in set(query_terms(query))}

    def _rarity(self, token: str) -> float:
        return self._cache.get(token, lambda: idf(self._with_tokens, self._frequency(token)))

    def _matchings(self, query: Query) -> tuple[list[Matching], bool]:
        """What matches the query in each segment, and whether a part of it was cut short."""
        expanded = {node: self._expansion(node) for node in expansions(query)}
        matchings = [
            Matching(decoded, {node: each.holders[place] for node, each in expanded.items()})
            for place, decoded in enumerate(self._decoded)
        ]
        return matchings, any(each.cut for each in expanded.values())

    def _expansion(self, node: Prefix | Fuzzy) -> Expansion:
        return self._cache.get(node, lambda: expand(node, self._decoded, self._most_expansions))


_match = Match._make


def _order(match: Match) -> tuple[float, str]:
    return -rounded(match.score), match.key
