"""The walk from a request to its results."""

from dataclasses import replace

from wikisearch.analysis import Analyzer, Vocabulary
from wikisearch.engines.base import Reader
from wikisearch.model.explanation import Explanation
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import Hit, Results
from wikisearch.query import (
    Tree,
    bare_words,
    is_plain,
    parse,
    plan,
    quotes_among_words,
    render,
    replaced,
    unquoted,
)
from wikisearch.search.evidence import Witness
from wikisearch.search.facts import Facts
from wikisearch.search.highlight import Highlighter
from wikisearch.search.hits import HitMaker
from wikisearch.search.navigation import Name, called, names
from wikisearch.search.ranking import Ranker, Ranking
from wikisearch.search.sections import Sections
from wikisearch.search.spelling import Speller
from wikisearch.search.stopwatch import Stopwatch
from wikisearch.search.wiki import IndexedWiki

_UNQUOTED = "nothing has the phrase in quotes, so its words were searched for"


class Searcher:
    """Answers requests over one index."""

    def __init__(self, reader: Reader, analyzer: Analyzer, facts: Facts | None = None) -> None:
        self._reader = reader
        self._wiki = IndexedWiki(reader, analyzer, facts or Facts())
        self._analyzer = analyzer
        self._speller = Speller(reader, analyzer)
        self._vocabulary = Vocabulary(analyzer)
        self._sections = Sections(reader)

    def search(self, request: SearchRequest) -> Results:
        """Answer a request."""
        watch = Stopwatch()
        if self._vocabulary.is_full:
            self._vocabulary = Vocabulary(self._analyzer)
        tree, parsing = parse(request.query)
        meant = self._corrected(tree)
        wanted = request.offset + request.limit
        ways = self._names(request.query, tree, meant)
        ranking, warnings = self._rank(meant, ways, wanted, watch)
        if not ranking.total and meant is not None and quotes_among_words(meant):
            ranking, warnings = self._rank(unquoted(meant), (), wanted, watch)
            warnings = (_UNQUOTED, *warnings)
        suggestion = render(meant) if meant is not None and meant != tree else None
        asked = (request.query,) if suggestion is None else (request.query, suggestion)
        highlighter = Highlighter(ranking.query, self._analyzer, self._vocabulary)
        maker = HitMaker(asked, highlighter, self._sections, self._reader, self._analyzer)
        shown = ranking.pages[request.offset : wanted]
        hits = tuple(map(maker.hit, shown))
        watch.lap("excerpts")
        if request.explain:
            explanations = map(maker.explanation, shown)
            hits = tuple(map(_explained, hits, explanations))
        return Results(
            query=request.query,
            parsed=render(tree) if tree is not None else "",
            total=ranking.total,
            offset=request.offset,
            limit=request.limit,
            hits=hits,
            relaxed=ranking.relaxed,
            warnings=(*parsing, *warnings),
            suggestion=suggestion,
            milliseconds=watch.milliseconds,
            timings=watch.timings if request.explain else None,
        )

    def _corrected(self, tree: Tree | None) -> Tree | None:
        """The query with the words that no page has spelled as pages spell them."""
        if tree is None:
            return None
        corrections = self._speller.corrections(bare_words(tree))
        return replaced(tree, corrections) if corrections else tree

    def _names(self, query: str, tree: Tree | None, meant: Tree | None) -> tuple[Name, ...]:
        plain = tree is not None and is_plain(tree)
        ways = names(query, self._analyzer, plain=plain)
        if plain:
            ways += called(self._wiki.calls(query))
        if meant is not None and meant != tree and is_plain(meant):
            ways += names(render(meant), self._analyzer)
        return ways

    def _rank(
        self, tree: Tree | None, ways: tuple[Name, ...], wanted: int, watch: Stopwatch
    ) -> tuple[Ranking, tuple[str, ...]]:
        plans = plan(tree, self._analyzer, self._wiki)
        asked = bare_words(tree) if tree is not None else ()
        witness = Witness(asked, self._reader, self._analyzer, self._vocabulary)
        watch.lap("parse")
        ranker = Ranker(plans, ways, witness, self._sections, self._reader, watch)
        ranking = ranker.rank(wanted)
        return ranking, plans.warnings


def _explained(hit: Hit, explanation: Explanation) -> Hit:
    return replace(hit, explanation=explanation)


def search(
    request: SearchRequest, reader: Reader, analyzer: Analyzer, facts: Facts | None = None
) -> Results:
    """Answer one request; for several over one index, keep a `Searcher`."""
    return Searcher(reader, analyzer, facts).search(request)
