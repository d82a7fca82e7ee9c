"""Inputs that once failed, and a few new ones; `make fuzz` tries many more."""

from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.fuzz.changes import changed
from tests.fuzz.pages import check_page, pages
from tests.fuzz.queries import check_query, queries

HERE = Path(__file__).parent
SAVED_PAGES = sorted((HERE / "saved_pages").iterdir())
SAVED_QUERIES = (HERE / "saved_queries.txt").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("file", SAVED_PAGES, ids=lambda file: file.name)
def test_a_saved_page_is_read_or_refused(file):
    check_page(file.read_bytes())


@pytest.mark.parametrize("text", SAVED_QUERIES)
def test_a_saved_query_has_the_same_results_in_every_engine(text):
    check_query(text)


@given(pages())
@settings(max_examples=10)
def test_a_drawn_page_is_read_or_refused(data):
    check_page(data)


@given(queries)
@settings(max_examples=10)
def test_a_drawn_query_has_the_same_results_in_every_engine(text):
    check_query(text)


def test_changes_of_an_input_are_the_same_for_the_same_seed():
    one, other = (list(islice(changed("<p>a b</p>", 7), 5)) for _ in range(2))
    assert one == other
    assert all(isinstance(each, bytes) for each in islice(changed(b"<p>a b</p>", 7), 5))
