"""Corrections prefer the slips that people make most, and correct the parts of an identifier."""

import pytest

from tests.search.wikis import page, site_view
from wikisearch.model.request import SearchRequest
from wikisearch.search.pipeline import search
from wikisearch.search.suggest.spelling import is_usual_slip

PAGES = [
    page("Decorators", "A decorator decorates; to decorate is to wrap a function in another one."),
    page("Decoration", "To decorate is to decorate, so decorate and decorate."),
    page("Maps", "An unordered_map has no order. An ordered map has one."),
]


@pytest.mark.parametrize(
    ("word", "other", "is_usual"),
    [
        ("decorater", "decorator", True),
        ("decorater", "decorate", False),
        ("expresions", "expressions", True),
        ("expresssions", "expressions", True),
        ("recieve", "receive", True),
        ("kat", "cat", False),
        ("cat", "cut", True),
        ("banana", "bananas", False),
        ("same", "same", False),
    ],
)
def test_a_usual_slip_is_a_vowel_a_doubled_letter_or_a_swap(word, other, is_usual):
    assert is_usual_slip(word, other) is is_usual
    assert is_usual_slip(other, word) is is_usual


@pytest.mark.parametrize(
    ("query", "corrected"), [("decorater", "decorator"), ("unorderd_map", "unordered_map")]
)
def test_the_likeliest_word_is_searched_for(query, corrected):
    with site_view(PAGES) as view:
        results = search(view, SearchRequest(query))
    assert results.rewritten_query == corrected
    assert results.hits
