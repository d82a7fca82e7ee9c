"""Two words that most pages write as one are searched for as that word."""

import pytest

from tests.search.wikis import page, site_view
from wikisearch.model.request import SearchRequest
from wikisearch.search.pipeline import search

PAGES = [
    page("Stores", "A database keeps rows. Every database has a log, and a database has users."),
    page("Copies", "A copy of a database is a second database."),
    page("Base numbers", "Numbers in a base: data in base ten, and data that has another base."),
    page("Lines", "The data base line is a line below the chart."),
    page("Zip files", "A zip file has files. The zip file is small; zipfile reads a zip file."),
    page("Log in", "How to log in. Whoever logs in has a login."),
]


@pytest.fixture(scope="module")
def view():
    with site_view(PAGES) as found:
        yield found


def titles(view, query):
    return [hit.title for hit in search(view, SearchRequest(query)).hits]


def test_the_joined_word_is_searched_for(view):
    results = search(view, SearchRequest("data base"))
    assert results.warnings == (
        "most pages write data base as database, so that was searched for too",
    )
    assert [hit.title for hit in results.hits] == ["Lines", "Stores", "Copies"]
    assert search(view, SearchRequest("base data")).warnings == ()


def test_two_words_that_pages_write_apart_stay(view):
    assert titles(view, "zip file") == ["Zip files"]
    assert search(view, SearchRequest("zip file")).warnings == ()


def test_a_name_stays(view):
    assert titles(view, "log in")[0] == "Log in"
    assert search(view, SearchRequest("log in")).warnings == ()


@pytest.mark.parametrize(
    "query", ["data AND base", '"data base"', "data base numbers", "data -base"]
)
def test_other_queries_stay(view, query):
    assert search(view, SearchRequest(query)).warnings == ()
