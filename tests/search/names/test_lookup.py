"""Name lookups come first, in the order of their match types."""

import pytest

from tests.search.wikis import ANALYZER, ask, page, wiki
from wikisearch.search import find_page

MUCH = "tool use " * 30

TIERS = [
    page("Words", MUCH, id="a-words"),
    page("Heading", MUCH, {"Tool-Use!": ""}, id="b-heading"),
    page("Tool-Use", MUCH, id="c-folded"),
    page("Folded alias", MUCH, aliases=["tooluse"], id="d-folded-alias"),
    page("Alias", "Nothing.", aliases=["TU", "tool  USE"], id="e-alias"),
    page("Tool Use", "Nothing.", id="f-title"),
    page("Some", "Use it.", id="g-some"),
]

# Names that look like query syntax.
NAMES = [
    "C++",
    ".NET",
    "R",
    "A",
    "IT",
    "To be or not to be",
    "AND gate",
    "OR gate",
    "A*",
    "C*-algebra",
    "Mercury (planet)",
    "Attention (machine learning)",
    "GPT-4",
    "Category: theory",
    "std::vector",
    "What is it?",
    "Pros & Cons",
    "日本語",
]


def test_match_types_come_in_their_order():
    results = ask(wiki(TIERS), "tool use")
    assert [(hit.id, hit.match_type, hit.matched_title) for hit in results] == [
        ("f-title", "title", "Tool Use"),
        ("e-alias", "alias", "tool  USE"),
        ("c-folded", "folded", "Tool-Use"),
        ("d-folded-alias", "folded", "tooluse"),
        ("b-heading", "heading", "Tool-Use!"),
        ("a-words", "words", None),
        ("g-some", "some_words", None),
    ]
    assert results.total == len(TIERS)
    scores = {hit.id: hit.score for hit in results}
    assert scores["f-title"] < scores["c-folded"], "the tier is above the score"


def test_the_order_of_adding_pages_does_not_matter():
    forth, back = (ask(wiki(pages), "tool use") for pages in (TIERS, TIERS[::-1]))
    assert [hit.id for hit in forth] == [hit.id for hit in back]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_whose_exact_title_is_typed_comes_first(name):
    others = [page(f"About {number}", f"{name} " * 20) for number in range(3)]
    results = ask(wiki([*others, page(name, "Itself.", id="zz")]), name)
    assert results[0].id == "zz"
    assert (results[0].match_type, results[0].matched_title) == ("title", name)


@pytest.mark.parametrize("query", ["title:rag", "rag -x", '"rag"', "rag*", "rag~", "rag OR rag"])
def test_a_query_with_operators_is_not_a_name(query):
    results = ask(wiki([page("RAG", "Looks up.")]), query)
    assert [(hit.match_type, hit.matched_title) for hit in results] == [("words", None)]


def test_two_pages_with_the_same_name_come_first_in_order_of_score():
    pages = [
        page("Go", "A game.", id="b"),
        page("Go", "Go go go.", id="a"),
        page("X", "go", id="c"),
    ]
    results = ask(wiki(pages), "go")
    assert [(hit.id, hit.match_type) for hit in results] == [
        ("a", "title"),
        ("b", "title"),
        ("c", "words"),
    ]


def test_a_heading_equal_to_the_query_is_found_even_if_many_sections_score_higher():
    louder = {f"Costs and costs and costs {number}": "cost " * 9 for number in range(12)}
    reader = wiki([page("Model", "", louder | {"Cost": "Words about something else. " * 30})])
    hit = ask(reader, "cost")[0]
    assert (hit.match_type, hit.matched_title) == ("heading", "Cost")


def test_a_page_found_only_by_name_is_not_a_partial_match():
    results = ask(wiki([page("kmeans", "Clusters.")]), "k means")
    assert [hit.match_type for hit in results] == ["folded"]
    assert not results.relaxed


def test_relaxed_is_true_if_a_page_has_only_some_of_the_words():
    reader = wiki([page("One", "alpha beta"), page("Two", "alpha")])
    assert ask(reader, "alpha beta").relaxed
    assert not ask(reader, "alpha AND beta").relaxed
    assert not ask(wiki([page("One", "alpha beta")]), "alpha beta").relaxed


@pytest.mark.parametrize(
    ("term", "page_id"),
    [
        ("f-title", "f-title"),
        ("Tool Use", "f-title"),
        ("TOOL use", "f-title"),
        ("tu", "e-alias"),
        ("TOOL–USE", "c-folded"),
        ("Heading", "b-heading"),
        ("heading tool", None),
        ("", None),
    ],
)
def test_a_page_is_found_by_its_id_and_its_names(term, page_id):
    found = find_page(term, wiki(TIERS), ANALYZER)
    assert (found and found.id) == page_id


def test_a_found_page_equals_the_indexed_page():
    for each in TIERS:
        assert find_page(each.id, wiki(TIERS), ANALYZER) == each


def test_the_text_before_a_dash_in_a_title_names_the_page():
    pages = [
        page("asyncio — Asynchronous I/O", "Write concurrent code."),
        page("What is new", "", {"asyncio": "The asyncio module is new."}),
    ]
    hit = ask(wiki(pages), "asyncio")[0]
    assert (hit.title, hit.match_type, hit.matched_title) == (pages[0].title, "folded", "asyncio")
