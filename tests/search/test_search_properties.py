"""Properties of a search over any wiki, with the reference engine and with whoosh."""

from contextlib import contextmanager
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.search.wikis import ANALYZER, page, questions, site_of, small_wikis, wiki
from wikisearch.engines.registry import engine_named
from wikisearch.model.query import And, Keyword
from wikisearch.model.request import SearchRequest, Sort
from wikisearch.search import IndexView
from wikisearch.search.config import RankingConfig
from wikisearch.search.explain.compare import compare
from wikisearch.search.pipeline import search
from wikisearch.search.retrieval.retrieve import retrieve
from wikisearch.search.understanding.understand import understand

CATEGORIES = ("Safety", "Data", "")
SMALL = RankingConfig(window=2, window_growth=2, max_heading_pages=1, relax_below=2, rerank_top=2)
"""Limits so low that small wikis exceed them."""

CONFIGS = (RankingConfig(), SMALL)
_folders = count()


@st.composite
def site_wikis(draw):
    """Draw pages with one category each."""
    return [
        page(
            each.title,
            each.definition,
            {section.title: section.text for section in each.sections[1:]},
            id=each.id,
            aliases=each.aliases,
            category=draw(st.sampled_from(CATEGORIES)),
        )
        for each in draw(small_wikis())
    ]


@pytest.fixture(params=["memory", "whoosh"])
def open_view(request, tmp_path):
    @contextmanager
    def view_of(pages, config):
        engine = None if request.param == "memory" else engine_named("whoosh")
        folder = Path(tmp_path, str(next(_folders)))
        folder.mkdir()
        with wiki(pages, engine, folder) as reader:
            yield IndexView(reader, ANALYZER, site_of(pages, page1=2, page3=1), config)

    return view_of


def any_search(test):
    """Run a test with many wikis, queries and configurations."""
    suppressed = [HealthCheck.function_scoped_fixture]
    draw = given(pages=site_wikis(), query=questions, config=st.sampled_from(CONFIGS))
    return settings(deadline=None, max_examples=40, suppress_health_check=suppressed)(draw(test))


@any_search
def test_the_counts_of_a_facet_with_one_value_per_page_do_not_exceed_the_total(
    open_view, pages, query, config
):
    with open_view(pages, config) as view:
        for filters in ({}, {"category": ("Safety",)}):
            request = SearchRequest(query, limit=0, filters=filters, facets=("category",))
            results = search(view, request)
            total = search(view, SearchRequest(query)).total
            assert sum(each.count for each in results.facets["category"]) <= total


@any_search
def test_result_windows_are_parts_of_one_list_in_every_order(open_view, pages, query, config):
    with open_view(pages, config) as view:
        for order in Sort:
            whole = search(view, SearchRequest(query, limit=20, sort=order))
            parts = [
                search(view, SearchRequest(query, limit=2, offset=offset, sort=order))
                for offset in range(0, 10, 2)
            ]
            assert tuple(hit for part in parts for hit in part) == whole.hits
            assert {part.total for part in parts} == {whole.total} == {len(whole)}


@any_search
def test_an_order_changes_neither_the_pages_nor_how_they_match(open_view, pages, query, config):
    with open_view(pages, config) as view:
        for filters in ({}, {"category": ("Safety",)}):
            found = [
                {
                    hit.id: (hit.match_type, {section.id for section in hit.sections})
                    for hit in search(
                        view, SearchRequest(query, limit=20, filters=filters, sort=order)
                    )
                }
                for order in Sort
            ]
            assert found[0] == found[1] == found[2]


@any_search
def test_a_filter_only_removes_pages(open_view, pages, query, config):
    with open_view(pages, config) as view:
        everything = search(view, SearchRequest(query, limit=20))
        filters = {"category": ("Safety",)}
        filtered = search(view, SearchRequest(query, limit=20, filters=filters))
        assert {hit.id for hit in filtered} == {
            hit.id for hit in everything if hit.page.category == "Safety"
        }


@any_search
def test_explain_and_search_agree_on_which_pages_match(open_view, pages, query, config):
    with open_view(pages, config) as view:
        ranks = {hit.id: rank for rank, hit in enumerate(search(view, SearchRequest(query)), 1)}
        for each in pages:
            [term] = compare(view, query, (each,)).standings
            assert term.rank == ranks.get(each.id)


@any_search
def test_every_section_of_a_hit_matches(open_view, pages, query, config):
    with open_view(pages, config) as view:
        matched = retrieve(view, understand(view, SearchRequest(query))).matched.query
        for order in Sort:
            for hit in search(view, SearchRequest(query, limit=20, sort=order)):
                of_page = And((matched, Keyword("page", hit.id)))
                keys = {match.key for match in view.reader.search(of_page, 100).best}
                assert keys >= {section.id for section in hit.sections}
