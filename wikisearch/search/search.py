"""The walk from a request to its results."""

import time

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import Results
from wikisearch.query import (
    Tree,
    bare_words,
    is_plain,
    parse,
    plan,
    quotes_among_words,
    render,
    replaced,
    spelled_words,
    unquoted,
)
from wikisearch.search.evidence import Witness
from wikisearch.search.facts import Facts
from wikisearch.search.hits import HitMaker
from wikisearch.search.navigation import Name, called, names
from wikisearch.search.ranking import Ranker, Ranking
from wikisearch.search.sections import Sections
from wikisearch.search.spelling import Speller
from wikisearch.search.wiki import IndexedWiki

_UNQUOTED = "nothing has the phrase in quotes, so its words were searched for"


class Searcher:
    """Answers requests over one index."""

    def __init__(self, reader: Reader, analyzer: Analyzer, facts: Facts | None = None) -> None:
        self._reader = reader
        self._wiki = IndexedWiki(reader, analyzer, facts or Facts())
        self._analyzer = analyzer
        self._speller = Speller(reader, analyzer)

    def search(self, request: SearchRequest) -> Results:
        """Answer a request."""
        began = time.perf_counter()
        tree, parsing = parse(request.query)
        spelled = self._spelled(tree)
        # Words that no page has are given up only where nothing is found with them.
        meant = tree if spelled == tree or self._finds(tree) else spelled
        wanted = request.offset + request.limit
        sections = Sections(self._reader)
        ways = self._names(request.query, tree, meant)
        ranking, warnings = self._rank(meant, ways, sections, wanted)
        if not ranking.total and meant is not None and quotes_among_words(meant):
            ranking, warnings = self._rank(unquoted(meant), (), sections, wanted)
            warnings = (_UNQUOTED, *warnings)
        suggestion = render(spelled) if spelled is not None and spelled != tree else None
        rewritten = suggestion if meant != tree else None
        asked = (request.query,) if rewritten is None else (request.query, rewritten)
        maker = HitMaker(asked, ranking.query, sections, self._reader, self._analyzer)
        return Results(
            query=request.query,
            parsed=render(tree) if tree is not None else "",
            total=ranking.total,
            offset=request.offset,
            limit=request.limit,
            hits=tuple(
                maker.hit(page, explained=request.explain)
                for page in ranking.pages[request.offset : wanted]
            ),
            relaxed=ranking.relaxed,
            warnings=(*parsing, *warnings),
            suggestion=suggestion,
            rewritten_query=rewritten,
            milliseconds=(time.perf_counter() - began) * 1000,
        )

    def _spelled(self, tree: Tree | None) -> Tree | None:
        """The query with the words that no page has spelled as pages spell them."""
        if tree is None:
            return None
        corrections = self._speller.corrections(spelled_words(tree))
        return replaced(tree, corrections) if corrections else tree

    def _finds(self, tree: Tree | None) -> bool:
        """Whether there is a hit for all that a query asks for."""
        strict = plan(tree, self._analyzer, self._wiki).strict
        return self._reader.search(strict, 0).total > 0

    def _names(self, query: str, tree: Tree | None, meant: Tree | None) -> tuple[Name, ...]:
        plain = tree is not None and is_plain(tree)
        ways = names(query, self._analyzer, plain=plain)
        if plain:
            ways += called(self._wiki.calls(query))
        if meant is not None and meant != tree and is_plain(meant):
            ways += names(render(meant), self._analyzer)
        return ways

    def _rank(
        self, tree: Tree | None, ways: tuple[Name, ...], sections: Sections, wanted: int
    ) -> tuple[Ranking, tuple[str, ...]]:
        plans = plan(tree, self._analyzer, self._wiki)
        asked = bare_words(tree) if tree is not None else ()
        witness = Witness(asked, self._reader, self._analyzer)
        ranking = Ranker(plans, ways, witness, self._wiki, sections, self._reader).rank(wanted)
        return ranking, plans.warnings


def search(
    request: SearchRequest, reader: Reader, analyzer: Analyzer, facts: Facts | None = None
) -> Results:
    """Answer one request; for several over one index, keep a `Searcher`."""
    return Searcher(reader, analyzer, facts).search(request)
