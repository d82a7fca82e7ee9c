"""Why a hit is where it is: an account that adds up."""

from itertools import permutations

import pytest
from hypothesis import given, settings

from tests.search.wikis import ask, page, questions, small_wikis, wiki

PAGES = [
    page("Foundation Model", "Trained on data.", {"The Cost Barrier": "Cost is a barrier."}),
    page("GPU", "A barrier, a cost, a model.", {"Cost": "Much."}, category="Hardware"),
    page("GPT-4", "A large model of high cost.", aliases=["GPT4"]),
    page("Barrier", "In the way of the model at some cost, GPT 4."),
]
QUERIES = [
    "cost",
    "cost barrier",
    "foundation model",
    "gpt-4",
    "gpt4 cost",
    "cost OR barrier OR model",
    '"cost is" barrier',
    'model "a barrier" cost',
    'cost gpt-4 "high cost" model',
    "cost -foundation",
    "-cost",
    "mod* cost",
    "barier~ cost",
    "title:barrier",
    "category:hardware cost",
    "the",
    "large zebra",
]


@pytest.mark.parametrize("query", QUERIES)
def test_an_explanation_adds_up_to_the_score(query):
    results = ask(wiki(PAGES), query, explain=True)
    assert results.total
    for hit in results:
        assert_adds_up(hit)


@settings(deadline=None, max_examples=80)
@given(small_wikis(), questions)
def test_every_explanation_adds_up_to_the_score(pages, query):
    for hit in ask(wiki(pages), query, explain=True):
        assert_adds_up(hit)


def test_a_page_with_all_the_words_adds_up_when_pages_with_some_are_added():
    # The sum of the strict query and that of the relaxed one differ in their last bit here.
    texts = [
        "agent token cost barrier barrier data token model model agent barrier token",
        "barrier token cost agent agent model model data agent barrier cost barrier model cost",
        "data barrier token token agent agent barrier agent agent model",
        "agent model cost token token agent barrier token token cost data agent agent data",
        "barrier token barrier",
    ]
    reader = wiki([page(f"Page {number}", text) for number, text in enumerate(texts)])
    for first, quoted, *others in permutations(["agent", "cost", "barrier", "data"]):
        hits = list(ask(reader, f'{first} "{quoted}" {" ".join(others)}', explain=True))
        assert hits
        for hit in hits:
            assert_adds_up(hit)


def assert_adds_up(hit):
    top = hit.explanation
    assert top.value == hit.score
    for node in walk(top):
        if node.description == "sum" or node is top:
            assert node.value == added(node.parts), node
        elif node.parts:
            assert node.value == max(part.value for part in node.parts)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("gpu", "the query is its title; best section: gpu"),
        ("gpt4", "the query is one of its aliases; best section: gpt-4"),
        (
            "gpt 4",
            "the query is its title or alias, ignoring accents and spacing; best section: gpt-4",
        ),
        ("cost", "the query is one of its headings; best section: gpu#cost"),
        ("data", "a section matches the query; best section: foundation-model"),
        ("data zebra", "a section has some of the words; best section: foundation-model"),
    ],
)
def test_an_explanation_begins_with_the_reason(query, reason):
    assert ask(wiki(PAGES), query, explain=True)[0].explanation.description == reason


def test_an_explanation_names_every_word_with_its_figures():
    hit = ask(wiki(PAGES), "cost barrier", explain=True)[0]
    described = [node.description for node in walk(hit.explanation)]
    assert any(each.startswith("cost: idf ") for each in described)
    assert any(each.startswith("barrier: idf ") for each in described)


def test_hits_are_explained_only_on_request():
    assert {hit.explanation for hit in ask(wiki(PAGES), "cost")} == {None}


def walk(account):
    yield account
    for part in account.parts:
        yield from walk(part)


def added(parts):
    total = 0.0
    for part in parts:
        total += part.value
    return total
