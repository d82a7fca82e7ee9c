"""Words typed in part, together, apart or wrongly, on pages that have them otherwise."""

import pytest

from tests.search.wikis import ANALYZER, page, site_view, wiki
from wikisearch.model.names import PageEntry
from wikisearch.model.request import SearchRequest, Sort
from wikisearch.search import IndexView, SiteMetadata
from wikisearch.search.pipeline import search
from wikisearch.search.ranking.sorting import natural_key

PAGES = [
    page("Licences", "Authentication needs a licence of the museum."),
    page("Framework", "The framework holds the house."),
    page("Notes", "Take notes on the time line of the kings."),
    page("Marble", "A marble is a stone."),
    page("Cupboard", "Cups stand in it; a cup, a board."),
]


@pytest.fixture(scope="module")
def view():
    with site_view(PAGES) as found:
        yield found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("authentica", "licences"),
        ("muse", "licences"),
        ("frame work", "framework"),
        ("frame works", "framework"),
        ("timeline", "notes"),
        ("timelines", "notes"),
        ("marbel", "marble"),
        ("*authentica", "licences"),
    ],
)
def test_a_word_is_found_from_its_beginning_together_or_apart(view, query, found):
    assert search(view, SearchRequest(query)).hits[0].id == found


@pytest.mark.parametrize(
    ("query", "suggestion", "rewritten"),
    [
        ("garble", "marble", None),  # another first letter
        ("marbel", "marble", "marble"),
        ("frame work", None, None),
        ("timeline", None, None),
        ("cup board", None, None),
        ("authentica", None, None),
    ],
)
def test_a_correction_keeps_the_first_letter_and_known_words(view, query, suggestion, rewritten):
    results = search(view, SearchRequest(query))
    assert (results.suggestion, results.rewritten_query) == (suggestion, rewritten)


@pytest.mark.parametrize(
    ("query", "suggestion", "rewritten", "total"),
    [
        ("l'marbel", None, None, 0),
        ("pre-marbel", None, None, 0),
        ("title:musuem", None, None, 0),  # the word is not in a title
        ("title:marbel", "title:marble", "title:marble", 1),
        ("title:musuem marbel", None, None, 0),
        ("garble musuem", "marble museum", "garble museum", 1),
    ],
)
def test_a_correction_finds_something(view, query, suggestion, rewritten, total):
    results = search(view, SearchRequest(query))
    assert (results.suggestion, results.rewritten_query) == (suggestion, rewritten)
    assert results.total == total


def test_a_word_of_a_question_that_begins_another_word_is_not_required(view):
    results = search(view, SearchRequest("what mus line do the kings of the house take notes on"))
    assert results.hits[0].id == "notes"
    assert results.warnings == ()


def test_a_completed_word_of_a_short_query_is_not_required(view):
    results = search(view, SearchRequest("authentica kings"))
    assert {hit.id for hit in results.hits} == {"licences", "notes"}


def test_a_note_shows_the_completed_word(view):
    [note] = search(view, SearchRequest("authentica")).warnings
    assert "authentica" in note


def test_a_note_names_a_phrase_that_no_page_has(view):
    [note] = search(view, SearchRequest('"house framework"')).warnings
    assert "has this phrase" in note


@pytest.mark.parametrize("query", ['"the house"', '"zyzzyva"', "zyzzyva", '"house framework" king'])
def test_other_queries_get_no_note_about_quotes(view, query):
    assert not any(
        "has this phrase" in note for note in search(view, SearchRequest(query)).warnings
    )


def test_titles_are_sorted_by_the_value_of_their_numbers():
    titles = ["Part 10", "Part 9b", "Part 9", "Part", "Part 1.10", "Part 1.9", "9 lives"]
    ordered = sorted(titles, key=lambda title: natural_key(title, ANALYZER))
    assert ordered == [
        "9 lives", "Part", "Part 1.9", "Part 1.10", "Part 9", "Part 9b", "Part 10",
    ]  # fmt: skip


def test_sorting_by_title_lists_numbers_in_natural_order():
    pages = [page(f"Level {number}", "A level.") for number in (10, 9, 100)]
    with wiki(pages) as reader:
        site = SiteMetadata()
        vars(site).update(
            terms=tuple(PageEntry(each.id, each.path, each.title, (), "") for each in pages),
            incoming={},
        )
        results = search(IndexView(reader, ANALYZER, site), SearchRequest("level", sort=Sort.TITLE))
    assert [hit.title for hit in results.hits] == ["Level 9", "Level 10", "Level 100"]
