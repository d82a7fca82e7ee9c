"""The walk from a request to its results."""

from dataclasses import replace

from wikisearch.analysis import Analyzer, Vocabulary
from wikisearch.engines.base import Reader
from wikisearch.model.query import And, Everything, Nothing, Query
from wikisearch.model.request import SearchRequest, Sort
from wikisearch.model.results import Hit, Results
from wikisearch.query import (
    QueryPlan,
    SyntaxTree,
    bare_words,
    is_plain,
    parse,
    plan_query,
    quotes_among_words,
    render,
    replaced,
    spelled_words,
    truncated,
    unquoted,
)
from wikisearch.search.cache import Sections
from wikisearch.search.facets import Facets
from wikisearch.search.hits import HitMaker
from wikisearch.search.names.lookup import NameLookup, mined_name_lookups, name_lookups
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.rank import RankedPage, Ranking
from wikisearch.search.rerank.reranker import Reranker
from wikisearch.search.result_page import Question, Selection, page_order
from wikisearch.search.snippets.highlighter import Highlighter
from wikisearch.search.stopwatch import Stopwatch
from wikisearch.search.suggest.spelling import Speller
from wikisearch.search.wiki import IndexedWiki

_UNQUOTED = "nothing has the phrase in quotes, so its words were searched for"

_CUT = "a word with * or ~ stands for too many words; only the nearest and commonest count"


class Searcher:
    """Answers requests over one index."""

    def __init__(
        self, reader: Reader, analyzer: Analyzer, facts: SiteMetadata | None = None
    ) -> None:
        self._reader = reader
        self._facts = facts or SiteMetadata()
        self._facets = Facets(reader, analyzer)
        self.wiki = IndexedWiki(reader, analyzer, self._facts, self._facets)
        self._analyzer = analyzer
        self._speller = Speller(reader, analyzer)
        self._vocabulary = Vocabulary(analyzer)
        self._sections = Sections(reader)

    def witness(self, tree: SyntaxTree | None) -> Reranker:
        """What looks at sections and titles on behalf of a query."""
        asked = bare_words(tree) if tree is not None else ()
        return Reranker(asked, self._reader, self._analyzer, self._vocabulary)

    def search(self, request: SearchRequest) -> Results:
        """Answer a request."""
        watch = Stopwatch()
        if self._vocabulary.is_full:
            self._vocabulary = Vocabulary(self._analyzer)
        tree, parsing = parse(request.query)
        typed, _ = truncated(request.query)
        spelled = self._spelled(tree)
        # Words that no page has are given up only where nothing is found with them.
        meant = tree if spelled == tree or self._finds(tree) else spelled
        filters = self._facets.filters(request.filters)
        only = And(tuple(filters.values())) if filters else None
        ways = self._names(typed, tree, meant)
        selection = self._selection(meant, ways, only, watch)
        unquoting: tuple[str, ...] = ()
        if meant is not None and quotes_among_words(meant) and selection.is_empty:
            selection = self._selection(unquoted(meant), (), only, watch)
            unquoting = (_UNQUOTED,)
        ranking, shown = self._screen(selection, request, only)
        # Signs that no word can be made of may still be a heading.
        planning = () if ranking.total and ranking.query == Nothing() else selection.warnings
        suggestion = render(spelled) if spelled is not None and spelled != tree else None
        rewritten = suggestion if meant != tree else None
        asked = (request.query,) if rewritten is None else (request.query, rewritten)
        highlighter = Highlighter(ranking.query, self._analyzer, self._vocabulary)
        maker = HitMaker(asked, highlighter, self._sections, self._analyzer)
        hits = tuple(maker.hits(shown, request.sections))
        watch.lap("excerpts")
        if request.explain:
            hits = tuple(map(self._explained, hits, shown))
        return Results(
            query=request.query,
            parsed=render(tree) if tree is not None else "",
            total=ranking.total,
            offset=request.offset,
            limit=request.limit,
            hits=hits,
            relaxed=ranking.relaxed,
            warnings=tuple(
                dict.fromkeys(
                    (
                        *parsing,
                        *unquoting,
                        *planning,
                        *((_CUT,) if ranking.cut else ()),
                        *self._facets.unknown(request.filters),
                    )
                )
            ),
            suggestion=suggestion,
            rewritten_query=rewritten,
            milliseconds=watch.milliseconds,
            timings=watch.timings if request.explain else None,
            sort=request.sort,
            facets={
                name: self._facets.values(name, selection.every(ranking), filters)
                for name in request.facets
            },
        )

    def _explained(self, hit: Hit, ranked: RankedPage) -> Hit:
        # Costs as much as many hits, and is seldom asked for.
        from wikisearch.search.explain.score import explanation  # noqa: PLC0415

        return replace(hit, explanation=explanation(ranked, self._reader, self._analyzer))

    def _spelled(self, tree: SyntaxTree | None) -> SyntaxTree | None:
        """The query with the words that no page has spelled as pages spell them."""
        if tree is None:
            return None
        corrections = self._speller.corrections(spelled_words(tree))
        return replaced(tree, corrections) if corrections else tree

    def _finds(self, tree: SyntaxTree | None) -> bool:
        """Whether there is a hit for all that a query asks for."""
        strict = plan_query(tree, self._analyzer, self.wiki).strict
        return self._reader.search(strict, 0).total > 0

    def _names(
        self, query: str, tree: SyntaxTree | None, meant: SyntaxTree | None
    ) -> tuple[NameLookup, ...]:
        plain = tree is not None and is_plain(tree)
        ways = name_lookups(query, self._analyzer, plain=plain)
        if plain:
            ways += mined_name_lookups(self.wiki.calls(query))
        if meant is not None and meant != tree and is_plain(meant):
            spelled = render(meant)
            ways += name_lookups(spelled, self._analyzer) + mined_name_lookups(
                self.wiki.calls(spelled)
            )
        return ways

    def _selection(
        self,
        tree: SyntaxTree | None,
        ways: tuple[NameLookup, ...],
        only: Query | None,
        watch: Stopwatch,
    ) -> Selection:
        if tree is None and only is not None:
            plans = QueryPlan(Everything(), None, None, ())  # a filter alone asks for all it leaves
        else:
            plans = plan_query(tree, self._analyzer, self.wiki)
        witness = self.witness(tree)
        watch.lap("parse")
        question = Question(plans, ways, witness)
        return Selection(question, self.wiki, self._sections, self._reader, watch)

    def _screen(
        self, selection: Selection, request: SearchRequest, only: Query | None
    ) -> tuple[Ranking, tuple[RankedPage, ...]]:
        """The ranking, and its pages that are to be shown."""
        screen = slice(request.offset, request.offset + request.limit)
        if request.sort == Sort.RELEVANCE:
            ranking = selection.ranking(screen.stop, only)
            return ranking, ranking.pages[screen]
        ranking = selection.ranking(0, only)
        order = page_order(request.sort, self._facts, self._analyzer)
        return ranking, selection.ordered(ranking, only, order, screen)


def search(
    request: SearchRequest, reader: Reader, analyzer: Analyzer, facts: SiteMetadata | None = None
) -> Results:
    """Answer one request; for several over one index, keep a `Searcher`."""
    return Searcher(reader, analyzer, facts).search(request)
