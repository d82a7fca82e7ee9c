"""A rare word that probably misspells a frequent one is searched for together with it."""

import pytest

from tests.search.wikis import page, site_view
from wikisearch.model.request import SearchRequest
from wikisearch.search.pipeline import search
from wikisearch.search.suggest.spelling import MAX_RARE

OFTEN = 100 * MAX_RARE
PAGES = [
    page("Exceptions", "Exceptions are raised."),
    page("Sizes", "No exeptions. The dividend is small, and the retrievel is slow."),
    *(
        page(f"Note {number}", "It raises exceptions, is divided, and has a retrieval.")
        for number in range(OFTEN)
    ),
    page("Constructors", "A constructor makes an object; each constructor has a name."),
    page("Building", "To construct is to build. They construct, and constructed it."),
    page("Containers", "Things in a queue.", {"Priority queue": "The first is the best."}),
    page("Priority question", "A priority question; the priority of a question."),
]


@pytest.fixture(scope="module")
def view():
    with site_view(PAGES) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "other", "first"),
    [
        ("exeptions", "exceptions", "Exceptions"),  # a page has it
        ("constructer", "constructor", "Constructors"),  # pages have its stem
    ],
)
def test_the_frequent_word_is_searched_for_too(view, query, other, first):
    results = search(view, SearchRequest(query))
    assert results.warnings == (f"{query} is rare here, so {other} was searched for too",)
    assert results.hits[0].title == first
    assert results.total > search(view, SearchRequest(f'"{query}"')).total


@pytest.mark.parametrize(
    "query",
    [
        "retrievel",  # another letter may make another word
        "constructed",
        "exception",
        "Exeptions AND raised",
        '"exeptions"',
        "EXEPTIONS",
    ],
)
def test_other_words_stay(view, query):
    assert search(view, SearchRequest(query)).warnings == ()


def test_the_name_of_a_page_stays():
    with site_view([*PAGES, page("Exeptions", "A band.")]) as view:
        results = search(view, SearchRequest("exeptions"))
    assert results.warnings == ()
    assert results.hits[0].title == "Exeptions"


def test_the_shortest_name_that_begins_with_the_query_comes_first(view):
    results = search(view, SearchRequest("priority que"))
    assert results.hits[0].title == "Containers"
