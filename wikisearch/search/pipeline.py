"""A request -> results, in four steps: understand, retrieve, rank, present.

    SearchRequest -> Understood -> Candidates -> Ranking -> Results

Each step takes the value of the step before and changes nothing.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import Hit, Results
from wikisearch.search.hits import HitBuilder
from wikisearch.search.notes import notes
from wikisearch.search.ranking.rank import rank
from wikisearch.search.ranking.rollup import RankedPage
from wikisearch.search.retrieval.retrieve import retrieve
from wikisearch.search.stopwatch import Stopwatch
from wikisearch.search.understanding.understand import understand
from wikisearch.search.view.index_view import IndexView

if TYPE_CHECKING:
    from wikisearch.search.explain import score
else:  # a query without an explanation does not need it
    score = lazy_module("wikisearch.search.explain.score")


def search(view: IndexView, request: SearchRequest) -> Results:
    """Answer a request."""
    watch = Stopwatch()
    understood = understand(view, request)
    watch.lap("parse")
    candidates = retrieve(view, understood)
    watch.lap("match")
    window = slice(request.offset, request.offset + request.limit)
    ranking = rank(view, understood, candidates, request.sort, window)
    watch.lap("rank")
    builder = HitBuilder(view, understood, ranking, with_snippets=request.snippets)
    hits = tuple(builder.hits(request.sections))
    watch.lap("excerpts")
    if request.explain:
        hits = tuple(
            _explained(view, hit, page) for hit, page in zip(hits, ranking.pages, strict=True)
        )
    facets = {
        name: view.facets.values(name, candidates.matched.query, understood.filters)
        for name in request.facets
    }
    return Results(
        query=request.query,
        parsed=understood.parsed,
        total=candidates.total,
        offset=request.offset,
        limit=request.limit,
        hits=hits,
        relaxed=candidates.relaxed,
        warnings=notes(view, understood, candidates),
        suggestion=understood.suggestion,
        rewritten_query=understood.correction,
        milliseconds=watch.milliseconds,
        timings=watch.timings if request.explain else None,
        sort=request.sort,
        facets=facets,
    )


def _explained(view: IndexView, hit: Hit, page: RankedPage) -> Hit:
    return replace(hit, explanation=score.explain_score(view, page))
