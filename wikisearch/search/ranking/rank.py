"""Step 3: candidates -> the pages of a result window, in an order."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from wikisearch._lazy import lazy_module
from wikisearch.model.request import Sort
from wikisearch.model.results import MatchType
from wikisearch.search.ranking.name_order import with_name_order
from wikisearch.search.ranking.rollup import RankedPage, ranked_page, roll_up, with_more_sections
from wikisearch.search.rerank.reranker import Reranker
from wikisearch.search.retrieval.candidates import Candidates, RankedSection, with_features
from wikisearch.search.retrieval.matched_query import TIERS, MatchedQuery
from wikisearch.search.retrieval.retrieve import Sections, all_sections, remaining_sections, widen
from wikisearch.search.understanding.understand import Understood
from wikisearch.search.view.index_view import IndexView

if TYPE_CHECKING:
    from wikisearch.search.ranking import sorting
else:  # an order by relevance does not need it
    sorting = lazy_module("wikisearch.search.ranking.sorting")

_HEADING_END, _TITLE_WORDS = TIERS[MatchType.HEADING_END], TIERS[MatchType.TITLE_WORDS]

_PAGES_PER_SEARCH = 100
"""Pages whose sections one search fetches; engines limit the clauses of a query."""


class Ranking(NamedTuple):
    """The pages of a result window, in order, and the query that all of them match."""

    pages: tuple[RankedPage, ...]
    matched: MatchedQuery


def rank(
    view: IndexView, understood: Understood, candidates: Candidates, order: Sort, window: slice
) -> Ranking:
    """Rank the pages of a result window; neither they nor their sections depend on the window."""
    if order == Sort.RELEVANCE:
        pages = islice(ranked_pages(view, understood, candidates), window.start, window.stop)
        ranked = _with_all_sections(view, candidates, tuple(pages))
    else:
        ids = sorting.sorted_page_ids(view, candidates, order)[window]
        ranked = _pages_by_id(view, understood, candidates, ids)
    return Ranking(tuple(ranked), candidates.matched)


def ranked_pages(
    view: IndexView, understood: Understood, candidates: Candidates
) -> Iterator[RankedPage]:
    """Yield all pages by relevance, best first; the window grows as more pages are needed.

    A page keeps the place and the score of the first window in which its place is certain. So the
    order never depends on how many pages are read.
    """
    reranker = Reranker(view, understood.words)
    found: set[str] = set()
    while True:
        # In a truncated tier there may be more pages, which come before all of later tiers.
        last = min((tier.tier for tier in candidates.truncated), default=len(TIERS))
        sections = with_name_order(view, understood, candidates.sections)
        for page in _rank(view, reranker, sections):
            if page.named.tier > last:
                break
            if page.id not in found:
                found.add(page.id)
                yield page
        if not candidates.truncated or len(found) >= candidates.total:
            return
        candidates = widen(view, candidates)


def _rank(
    view: IndexView, reranker: Reranker, sections: Mapping[str, RankedSection]
) -> list[RankedPage]:
    """Order pages by match type, title coverage and score, after reranking the best of them."""
    config = view.config
    pages = sorted(roll_up(sections.values()), key=attrgetter("order"))
    pages = _with_title_coverage(view, reranker, pages)
    top = sorted(sections.values(), key=attrgetter("tier", "order"))[: config.rerank_top]
    reranked = _rerank(reranker, [*top, *(page.best for page in pages[: config.rerank_top])])
    changed = {section.match.page for section in reranked.values()}
    pages = [_replaced(page, reranked) if page.id in changed else page for page in pages]
    # Features change scores, but neither match types nor title coverage.
    pages.sort(key=attrgetter("order"))
    return pages


def _rerank(reranker: Reranker, sections: Iterable[RankedSection]) -> Sections:
    """Add the features of sections to their scores."""
    found = {section.match.key: section for section in sections}
    matches = [section.match for section in found.values()]
    features = reranker.features(matches, [section.features for section in found.values()])
    return dict(zip(found, map(with_features, found.values(), features), strict=True))


def _replaced(page: RankedPage, reranked: Sections) -> RankedPage:
    sections = [reranked.get(section.match.key, section) for section in page.sections]
    return ranked_page(page.id, sections, page.coverage)


def _with_title_coverage(
    view: IndexView, reranker: Reranker, pages: list[RankedPage]
) -> list[RankedPage]:
    """Put shorter titles first among pages whose title has all the words."""
    titled = list(islice(filter(_is_title_match, pages), view.config.max_title_coverage))
    if not titled:
        return pages
    sections = view.sections.fetch(page.best.match.key for page in titled)
    covered = {
        page.id: ranked_page(
            page.id, list(page.sections), reranker.title_coverage(section.hierarchy[0])
        )
        for page, section in zip(titled, sections, strict=True)
    }
    return sorted((covered.get(page.id, page) for page in pages), key=attrgetter("order"))


def _is_title_match(page: RankedPage) -> bool:
    """Whether the title of the page has what the query asks for, and maybe more."""
    return page.named.tier == _TITLE_WORDS


def _with_all_sections(
    view: IndexView, candidates: Candidates, pages: Sequence[RankedPage]
) -> Iterator[RankedPage]:
    """Add the matching sections that are outside of the window."""
    if not candidates.truncated:
        yield from pages
        return
    for start in range(0, len(pages), _PAGES_PER_SEARCH):
        some = pages[start : start + _PAGES_PER_SEARCH]
        sections = remaining_sections(view, candidates, (page.id for page in some))
        by_page = defaultdict(list)
        for section in sections.values():
            by_page[section.match.page].append(section)
        yield from (with_more_sections(page, by_page[page.id]) for page in some)


def _pages_by_id(
    view: IndexView, understood: Understood, candidates: Candidates, ids: Sequence[str]
) -> Iterator[RankedPage]:
    """Fetch pages with all their matching sections; the best section of each is reranked."""
    reranker = Reranker(view, understood.words)
    for start in range(0, len(ids), _PAGES_PER_SEARCH):
        some = ids[start : start + _PAGES_PER_SEARCH]
        pages = roll_up(all_sections(view, candidates.matched, some).values())
        reranked = _rerank(reranker, (page.best for page in pages))
        by_id = {page.id: _replaced(page, reranked) for page in pages}
        yield from (by_id[page] for page in some)
