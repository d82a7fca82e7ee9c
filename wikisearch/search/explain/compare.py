"""A query and one or two pages -> their ranks, and why one is above the other.

It reads the values that a search reads, so it agrees with the search by construction.
"""

from collections.abc import Collection
from itertools import islice

from wikisearch.model.comparison import Comparison, RankedTerm
from wikisearch.model.page import Page
from wikisearch.model.query import And, Keyword, Or
from wikisearch.model.request import MAX_RESULTS, SearchRequest
from wikisearch.search.explain.missing import missing_clauses
from wikisearch.search.explain.rank_comparison import NO_ORDER, RankedEntry, compare_ranks
from wikisearch.search.explain.score import explain_score
from wikisearch.search.notes import notes
from wikisearch.search.ranking.rank import ranked_pages
from wikisearch.search.ranking.rollup import RankedPage
from wikisearch.search.retrieval.candidates import Candidates
from wikisearch.search.retrieval.retrieve import retrieve
from wikisearch.search.understanding.understand import Understood, understand
from wikisearch.search.view.index_view import IndexView


def compare(view: IndexView, query: str, pages: tuple[Page, ...]) -> Comparison:
    """Compare the ranks of one or two pages for a query."""
    understood = understand(view, SearchRequest(query))
    candidates = retrieve(view, understood)
    found = _find(view, understood, candidates, {page.id for page in pages})
    entries = [
        _entry(view, page, *found[page.id])
        if page.id in found
        else RankedEntry(
            RankedTerm(page.id, page.title, gap=missing_clauses(view, understood, page)), NO_ORDER
        )
        for page in pages
    ]
    return Comparison(
        query=query,
        suggestion=understood.correction,
        total=candidates.total,
        standings=tuple(entry.term for entry in entries),
        verdict=compare_ranks(entries[0], entries[1]) if len(entries) > 1 else None,
        warnings=notes(view, understood, candidates),
    )


def _find(
    view: IndexView, understood: Understood, candidates: Candidates, ids: Collection[str]
) -> dict[str, tuple[int, RankedPage]]:
    """Go down the ranking until all pages that match are found; return them with their ranks."""
    query = And((candidates.matched.query, Or(tuple(Keyword("page", page) for page in ids))))
    matching = view.reader.search(query, 0).pages
    found: dict[str, tuple[int, RankedPage]] = {}
    ranking = ranked_pages(view, understood, candidates) if matching else iter(())
    for rank, page in enumerate(islice(ranking, MAX_RESULTS), 1):
        if page.id in ids:
            found[page.id] = rank, page
            if len(found) == matching:
                break
    return found


def _entry(view: IndexView, page: Page, rank: int, ranked: RankedPage) -> RankedEntry:
    term = RankedTerm(
        id=page.id,
        title=page.title,
        rank=rank,
        match_type=ranked.named.match_type,
        score=ranked.best.score,
        explanation=explain_score(view, ranked),
    )
    return RankedEntry(term, ranked.order[:4])
