"""Operators that pages contain as text are searched for as text."""

import pytest

from wikisearch.query import parse, render
from wikisearch.query.wiki import NoWiki


class Statements(NoWiki):
    """A wiki with a few statements and flags in its text."""

    def has_phrase(self, text, /):
        return text in "MAKE TABLE IF NOT EXISTS; ADD OR SKIP ROW; x IS NOT NULL"

    def has_word(self, text, /):
        return text in {"-m", "-xvf"}


CASES = [
    # typed, understood, notes
    ("IF NOT EXISTS", "IF NOT EXISTS", 1),
    ("MAKE TABLE IF NOT EXISTS", "MAKE TABLE IF NOT EXISTS", 1),
    ("ADD OR SKIP ROW", "ADD OR SKIP ROW", 1),
    ("NOT NULL", "NOT NULL", 1),
    ("GPT NOT LLM", "GPT -LLM", 0),
    ("GPT OR LLM", "GPT OR LLM", 0),
    ("table NOT EXISTS", "table -EXISTS", 0),
    ("price IS NOT NULL", "price IS NOT NULL", 1),
    ("make a table IF NOT EXISTS", "make a table IF NOT EXISTS", 1),
    ("nets like GPT NOT LLM", "nets like GPT -LLM", 0),
    ("(IF NOT EXISTS)", "IF -EXISTS", 0),
    ("store -m", "store -m", 1),
    ("tar -xvf", "tar -xvf", 1),
    ("-m", "-m", 1),
    ("java -Dfile.name=x", "java -Dfile.name=x", 1),
    ("store NOT m", "store -m", 0),
    ("apples -pears", "apples -pears", 0),
    ("returns -1", "returns -1", 0),
    ("version -1.5", "version -1.5", 0),
]


@pytest.mark.parametrize(("typed", "understood", "notes"), CASES)
def test_an_operator_is_text_if_pages_contain_it_as_text(typed, understood, notes):
    tree, warnings = parse(typed, Statements())
    assert render(tree) == understood
    assert len(warnings) == notes


@pytest.mark.parametrize("typed", ["store -m", "tar -xvf", "returns -1", "-m"])
def test_a_minus_that_is_text_excludes_nothing(typed):
    tree, _ = parse(typed, Statements())
    assert "Excluded" not in repr(tree)


def test_without_such_text_a_minus_excludes():
    assert "Excluded" in repr(parse("store -m")[0])
