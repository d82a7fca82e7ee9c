"""Total, facets, sorting, paging and explanations all read the query that the pages match."""

from itertools import product

import pytest

from tests.search.wikis import ANALYZER, page, site_of, wiki
from wikisearch.engines.registry import engine_named
from wikisearch.model.request import SearchRequest, Sort
from wikisearch.search import IndexView
from wikisearch.search.config import DEFAULT_CONFIG
from wikisearch.search.explain.compare import compare
from wikisearch.search.pipeline import search

COMMON = DEFAULT_CONFIG.max_heading_pages + 3
PAGES = [
    *(
        page(
            f"Product {number}",
            "An item of the shop.",
            {"Database2": "Rows are here."},
            category="Rare" if number < 2 else "Shop",
        )
        for number in range(COMMON)
    ),
    page("Quux", "The data have a base2 of facts.", category="Shop"),
]
QUERY = "data base2"
"""Its words are on one page; as a name, it is a heading of too many pages, and no compound."""


@pytest.fixture(scope="module", params=["memory", "whoosh", "tantivy"])
def view(request, tmp_path_factory):
    engine = None if request.param == "memory" else engine_named(request.param)
    with wiki(PAGES, engine, tmp_path_factory.mktemp("matched")) as reader:
        site = site_of(PAGES)
        yield IndexView(reader, ANALYZER, site)


def ids(results):
    return [hit.id for hit in results]


@pytest.mark.parametrize("order", Sort)
def test_a_heading_of_many_pages_is_not_a_name_in_any_order(view, order):
    results = search(view, SearchRequest(QUERY, sort=order))
    assert (results.total, ids(results)) == (1, ["quux"])


def test_a_heading_of_many_pages_is_not_counted_in_facets(view):
    results = search(view, SearchRequest(QUERY, facets=("category",)))
    assert [(each.value, each.count) for each in results.facets["category"]] == [("Shop", 1)]


@pytest.mark.parametrize("order", Sort)
def test_a_filter_does_not_make_a_common_heading_a_name(view, order):
    results = search(view, SearchRequest(QUERY, filters={"category": ("Rare",)}, sort=order))
    assert (results.total, ids(results)) == (0, [])


def test_a_page_with_a_common_heading_is_explained_as_not_matching(view):
    comparison = compare(view, QUERY, (PAGES[0], PAGES[-1]))
    assert [term.rank for term in comparison.standings] == [None, 1]


MANY = [
    page(
        f"Page {number}",
        "",
        {f"Part {part}": "A modelled thing " * (9 if part == 0 else 1) for part in range(4)},
        id=f"p{number:03}",
    )
    for number in range(110)
]


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    with wiki(MANY, engine_named("whoosh"), tmp_path_factory.mktemp("many")) as reader:
        yield IndexView(reader, ANALYZER)


@pytest.mark.parametrize(
    ("query", "order"),
    list(product(["model*", "modelled thing", "part", "page thing zebra"], Sort)),
)
def test_a_hit_does_not_depend_on_the_result_window(many, query, order):
    whole = search(many, SearchRequest(query, limit=200, sort=order)).hits
    assert len(whole) == len(MANY)
    for offset in range(0, len(MANY), 11):
        [hit] = search(many, SearchRequest(query, limit=1, offset=offset, sort=order)).hits
        assert hit == whole[offset]
        assert len(hit.sections) >= 4
