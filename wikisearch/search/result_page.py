"""What is asked -> the pages of one screen: all that match or what filters leave, in any order."""

from collections.abc import Callable
from functools import cached_property
from typing import Any, NamedTuple

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.model.query import Keyword, Or, Query
from wikisearch.model.request import Sort
from wikisearch.query import QueryPlan
from wikisearch.search.cache import Sections
from wikisearch.search.filtered_reader import FilteredReader
from wikisearch.search.names.lookup import NameLookup
from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.rank import RELAX_BELOW, RankedPage, Ranker, Ranking
from wikisearch.search.rerank.reranker import Reranker
from wikisearch.search.stopwatch import Stopwatch
from wikisearch.search.wiki import IndexedWiki

MOST_SORTED = 100_000
"""Sections, the best, whose pages are put in another order than by relevance."""

PageOrder = Callable[[str], Any]
"""Gives for the id of a page what it is sorted by."""


class Question(NamedTuple):
    """What an index is asked for."""

    plan: QueryPlan
    ways: tuple[NameLookup, ...]
    """Names it may be."""

    witness: Reranker


class Selection:
    """The pages that answer one question."""

    def __init__(
        self,
        question: Question,
        wiki: IndexedWiki,
        sections: Sections,
        reader: Reader,
        watch: Stopwatch,
    ) -> None:
        self._question = question
        self._wiki = wiki
        self._sections = sections
        self._reader = reader
        self._watch = watch

    @property
    def warnings(self) -> tuple[str, ...]:
        """What the asker should know of how the question was understood."""
        return self._question.plan.warnings

    @property
    def is_empty(self) -> bool:
        """Whether no page answers the question, however loosely it is taken."""
        plan = self._question.plan
        ways = (way.query for way in self._question.ways)
        looser = (query for query in (plan.widened, plan.relaxed) if query is not None)
        return not self._reader.search(Or((plan.strict, *looser, *ways)), 0).total

    def ranking(self, wanted: int, only: Query | None = None) -> Ranking:
        """Rank pages, or those of them that match another query too.

        Fewer pages are never looked for more loosely: a filter takes away and adds nothing.
        """
        if only is None:
            return self._ranked(self._question.plan, wanted, self._reader)
        return self._ranked(self._settled, wanted, FilteredReader(self._reader, only))

    def every(self, ranking: Ranking) -> Query:
        """What all pages of a ranking match, filters aside."""
        return Or((ranking.query, *(way.query for way in self._question.ways)))

    def ordered(
        self, ranking: Ranking, only: Query | None, order: PageOrder, screen: slice
    ) -> tuple[RankedPage, ...]:
        """Pages of a screen when all that match are put in some order."""
        reader = FilteredReader(self._reader, only) if only is not None else self._reader
        matches = reader.search(self.every(ranking), MOST_SORTED)
        pages = sorted({match.page for match in matches.best}, key=order)[screen]
        those = Or(tuple(Keyword("page", page) for page in pages))
        found = self.ranking(len(pages), those) if pages else ranking
        by_id = {page.id: page for page in found.pages}
        return tuple(by_id[page] for page in pages)

    @cached_property
    def _settled(self) -> QueryPlan:
        """The plan of all pages, whatever part of them is looked at."""
        plan = self._question.plan
        if plan.relaxed is None:
            return plan
        pages = self._reader.search(plan.widened or plan.strict, 0).pages
        return plan._replace(relaxed=None) if pages >= RELAX_BELOW else plan

    def _ranked(self, plan: QueryPlan, wanted: int, reader: Reader) -> Ranking:
        ways, witness = self._question.ways, self._question.witness
        ranker = Ranker(plan, ways, witness, self._wiki, self._sections, reader, self._watch)
        return ranker.rank(wanted)


def page_order(sort: Sort, facts: SiteMetadata, analyzer: Analyzer) -> PageOrder:
    """By what pages are sorted; pages of one title by their ids."""
    titles = {term.id: term.title for term in facts.terms}

    def by_title(page: str) -> tuple[str, str, str]:
        title = titles.get(page, page)
        return analyzer.folded_name(title), title, page

    def by_links(page: str) -> tuple[int, tuple[str, str, str]]:
        return -facts.incoming.get(page, 0), by_title(page)

    return by_links if sort == Sort.LINKS else by_title
