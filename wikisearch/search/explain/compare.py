"""A query and one or two pages -> where they stand, and why one is above the other.

It asks the search itself and reads the answer, so that it can say nothing else than a search does.
"""

from dataclasses import dataclass
from itertools import pairwise

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.comparison import Comparison, RankedTerm
from wikisearch.model.page import Page
from wikisearch.model.request import MOST_RESULTS, SearchRequest
from wikisearch.model.results import MatchType, Results
from wikisearch.query import parse
from wikisearch.search.explain.missing import Gaps
from wikisearch.search.explain.reasons import RankedEntry, compare_ranks
from wikisearch.search.pipeline import Searcher
from wikisearch.search.rank import TITLES_READ
from wikisearch.search.rerank.reranker import Reranker

_WINDOWS = (0, 100, 1_000, MOST_RESULTS)
"""Looked through one after the other: what is asked about is near the top most often."""


@dataclass(frozen=True, slots=True)
class _Found:
    rank: int
    titles_above: int
    """Pages above it that have all the words in their title."""


class Comparer:
    """Says where pages of one index stand for a query."""

    def __init__(self, reader: Reader, analyzer: Analyzer, searcher: Searcher) -> None:
        self._reader = reader
        self._analyzer = analyzer
        self._searcher = searcher

    def compare(self, query: str, pages: tuple[Page, ...]) -> Comparison:
        """Say where one or two pages stand; of two, which is above the other, and why."""
        results, found = self._find(query, {page.id for page in pages})
        tree, _ = parse(results.rewritten_query or query)
        witness = self._searcher.witness(tree)
        gaps = Gaps(tree, self._reader, self._analyzer, self._searcher.wiki)
        places = [
            self._placed(query, found[page.id], witness)
            if page.id in found
            else RankedEntry(RankedTerm(page.id, page.title, gap=gaps.of(page)))
            for page in pages
        ]
        return Comparison(
            query=query,
            suggestion=results.rewritten_query,
            total=results.total,
            standings=tuple(place.standing for place in places),
            verdict=compare_ranks(places[0], places[1]) if len(places) > 1 else None,
            warnings=results.warnings,
        )

    def _find(self, query: str, ids: set[str]) -> tuple[Results, dict[str, _Found]]:
        """Go down the results until all the pages are found."""
        found: dict[str, _Found] = {}
        titles = 0
        for start, end in pairwise(_WINDOWS):
            results = self._searcher.search(SearchRequest(query, end - start, start))
            for rank, hit in enumerate(results, start + 1):
                if hit.id in ids:
                    found[hit.id] = _Found(rank, titles)
                titles += hit.match_type is MatchType.TITLE_WORDS
            if len(found) == len(ids) or results.total <= end:
                break
        return results, found

    def _placed(self, query: str, found: _Found, witness: Reranker) -> RankedEntry:
        """Search once more for this page alone: an explanation costs as much as many hits."""
        request = SearchRequest(query, limit=1, offset=found.rank - 1, explain=True)
        hit = self._searcher.search(request)[0]
        standing = RankedTerm(
            hit.id, hit.title, found.rank, hit.match_type, hit.score, hit.explanation
        )
        counts = hit.match_type is MatchType.TITLE_WORDS and found.titles_above < TITLES_READ
        return RankedEntry(standing, witness.coverage(hit.title) if counts else 0.0)
