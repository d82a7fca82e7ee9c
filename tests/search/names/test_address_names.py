"""A query that is the address of a page finds the page."""

from dataclasses import replace

import pytest

from tests.search.wikis import page, site_view
from wikisearch.model.request import SearchRequest
from wikisearch.model.results import MatchType
from wikisearch.search.names.address_names import addressed_pages
from wikisearch.search.pipeline import search

PAGES = [
    replace(page("Sluice", "A gate in a weir."), id="mills/sluice-gate"),
    replace(page("Mills", "Mills grind."), id="mills/index"),
    replace(page("Lock", "A lock for boats."), id="my notes/Boat Lock"),
    page("Weir", "See the page sluice gate, html and https: sluice gate, mills."),
]


@pytest.fixture(scope="module")
def view():
    with site_view(PAGES) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("mills/sluice-gate.html", "Sluice"),
        ("./mills/sluice-gate.html", "Sluice"),
        ("mills/Sluice-Gate.HTML", "Sluice"),
        ("https://mills.example/wiki/mills/sluice-gate.html", "Sluice"),
        ("https://mills.example/mills/sluice-gate?lang=en#top", "Sluice"),
        ("https://mills.example/mills/", "Mills"),
        ("weir.html", "Weir"),
        ("my notes/Boat Lock.html", "Lock"),
        ("my%20notes/Boat%20Lock.html", "Lock"),
    ],
)
def test_an_address_finds_its_page(view, query, title):
    hit = search(view, SearchRequest(query)).hits[0]
    assert (hit.title, hit.match_type) == (title, MatchType.CALLED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "weir",
        "https://mills.example/weir is",
        "mills/weir",
        "node.js",
        "https://mills.example/",
        ".html",
        "#a",
    ],
)
def test_other_texts_are_not_addresses(text):
    assert list(addressed_pages(text)) == []


def test_a_long_address_has_few_candidates():
    assert len(list(addressed_pages("a/" * 5000 + "weir.html"))) < 100
