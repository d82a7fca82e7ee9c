"""Which spellings of a query find which spellings of a text."""

import unicodedata
from itertools import product
from pathlib import Path

import pytest

from tests.search.wikis import ANALYZER, page, wiki
from wikisearch.query import parse, plan_query

FILES = [Path(__file__).with_name(name) for name in ("findable.tsv", "scripts.tsv")]
_LINES = [line for file in FILES for line in file.read_text(encoding="utf-8").splitlines()]
CASES = [tuple(line.split("\t")) for line in _LINES if not line.startswith("#")]


@pytest.mark.parametrize(("typed", "written", "expected"), CASES)
def test_a_query_finds_a_spelling_of_the_text(typed, written, expected):
    assert finds(typed, written) == (expected == "found")


@pytest.mark.parametrize(("typed", "written", "expected"), CASES)
def test_composed_and_decomposed_letters_find_the_same(typed, written, expected):
    for ours, theirs in product(("NFC", "NFD"), repeat=2):
        query, text = unicodedata.normalize(ours, typed), unicodedata.normalize(theirs, written)
        assert finds(query, text) == (expected == "found"), (ours, theirs)


@pytest.mark.parametrize("written", sorted({written for _, written, _ in CASES}))
def test_every_text_is_found_with_the_text_as_query(written):
    assert finds(written, written)


def test_the_table_has_more_than_a_hundred_cases_of_both_kinds():
    assert len(CASES) == len(set(CASES)) > 100
    assert {expected for *_, expected in CASES} == {"found", "not"}


def finds(typed, written):
    tree, _ = parse(typed)
    reader = wiki([page("", written, id="only")])
    return reader.search(plan_query(tree, ANALYZER).strict, 1).total == 1
