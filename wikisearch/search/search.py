"""The walk from a request to its results."""

import time

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import Results
from wikisearch.query import is_plain, parse, plan, quotes_among_words, render, unquoted
from wikisearch.search.hits import HitMaker
from wikisearch.search.navigation import names
from wikisearch.search.ranking import rank


def search(request: SearchRequest, reader: Reader, analyzer: Analyzer) -> Results:
    """Answer a request."""
    began = time.perf_counter()
    tree, warnings = parse(request.query)
    ways = names(request.query, analyzer, plain=tree is not None and is_plain(tree))
    wanted = request.offset + request.limit
    plans = plan(tree, analyzer)
    ranking = rank(plans, ways, reader, wanted)
    if not ranking.total and tree is not None and quotes_among_words(tree):
        plans = plan(unquoted(tree), analyzer)
        ranking = rank(plans, ways, reader, wanted)
        warnings += ("nothing has the phrase in quotes, so its words were searched for",)
    maker = HitMaker(request, ranking.query, reader, analyzer)
    return Results(
        query=request.query,
        parsed=render(tree) if tree is not None else "",
        total=ranking.total,
        offset=request.offset,
        limit=request.limit,
        hits=tuple(maker.hit(page) for page in ranking.pages[request.offset : wanted]),
        relaxed=ranking.relaxed,
        warnings=(*warnings, *plans.warnings),
        suggestion=None,
        milliseconds=(time.perf_counter() - began) * 1000,
    )
