"""A query -> the planned engine query."""

from dataclasses import replace

import pytest

from tests.search.wikis import ANALYZER
from wikisearch.model.document import NAMING_FIELDS, POSITIONAL_FIELDS
from wikisearch.model.query import (
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Term,
)
from wikisearch.query import parse, plan_query

COST, BARRIER = Term("cost"), Term("barrier")
GPT4 = DisMax(
    (Term("gpt4"), And((Phrase(("gpt", "4"), POSITIONAL_FIELDS), Term("gpt"), Term("4"))))
)
TITLE_COST = And((COST, Keyword("in_title", "cost")))


def anywhere(ending, stem):
    """Prefixes and fuzzy terms: the exact word and headings with it score higher."""
    return AndMaybe(ending, Or((Term(stem), replace(ending, fields=NAMING_FIELDS))))


STRICT = {
    "cost": COST,
    "Costs": COST,
    "cost barriers": And((COST, BARRIER)),
    "cost AND barrier": And((COST, BARRIER)),
    "cost OR barrier": Or((COST, BARRIER)),
    "(cost OR barrier) model": And((Or((COST, BARRIER)), Term("model"))),
    "gpt-4": GPT4,
    "gpt4": GPT4,
    "C++": Term("c++"),
    ".NET": Term(".net"),
    "std::vector": And((Term("std"), Term("vector"))),
    '"cost barriers"': And((Phrase(("cost", "barriers"), POSITIONAL_FIELDS), COST, BARRIER)),
    '"the cost"': And((Phrase(("the", "cost"), POSITIONAL_FIELDS), Term("the"), COST)),
    "bar*": anywhere(Prefix("bar", POSITIONAL_FIELDS), "bar"),
    "Bar*": anywhere(Prefix("bar", POSITIONAL_FIELDS), "bar"),
    "gpt-4*": And((Term("gpt"), anywhere(Prefix("4", POSITIONAL_FIELDS), "4"))),
    "gpt🙂*": anywhere(Prefix("gpt", POSITIONAL_FIELDS), "gpt"),
    "กรุงเ*": And((Term("กรุ"), Term("รุง"), anywhere(Prefix("เ", POSITIONAL_FIELDS), "เ"))),
    "cots~": anywhere(Fuzzy("cots", 1, POSITIONAL_FIELDS), "cot"),
    "barier~": anywhere(Fuzzy("barier", 2, POSITIONAL_FIELDS), "barier"),
    # Exclusion.
    "cost -barrier": And((COST, Not(BARRIER))),
    "-cost": Not(COST),
    "-cost -barrier": And((Everything(), Not(COST), Not(BARRIER))),
    "-(cost barrier)": Not(And((COST, BARRIER))),
    "-the": Not(Term("the")),
    "cost -the": And((COST, Not(Term("the")))),
    # Fields.
    "title:costs": TITLE_COST,
    "title:(cost barrier)": And((TITLE_COST, And((BARRIER, Keyword("in_title", "barrier"))))),
    "section:cost": And((COST, Keyword("in_heading", "cost"))),
    "alias:cost": And((COST, Keyword("in_alias", "cost"))),
    "body:cost": And((COST, Keyword("in_body", "cost"))),
    "body:bar*": Prefix("bar", ("body",)),
    "title:cots~": Fuzzy("cots", 1, ("title",)),
    'title:"cost"': And((Phrase(("cost",), ("title",)), TITLE_COST)),
    "-title:cost": Not(TITLE_COST),
    "category:Training": Or((Keyword("category", "training"),)),
    'category:"Deep Learning"': Or((Keyword("category", "deeplearning"),)),
    "category:A|B": Or((Keyword("category", "a"), Keyword("category", "b"))),
    # Stop words.
    "the cost": And((COST,)),
    "the cost of a barrier": And((COST, BARRIER)),
    "to be or not to be": And(tuple(map(Term, ["to", "be", "or", "not", "to", "be"]))),
    "it": Term("it"),
    "IT cost": And((Term("it"), COST)),
    "the AND cost": And((Term("the"), COST)),
    "the -cost": And((Term("the"), Not(COST))),
    "cost + barrier": And((COST, BARRIER)),
    "cost & barrier": And((COST, BARRIER)),
    # Unsegmented scripts.
    "京": Term("京"),
    "新幹線": And((Term("新干"), Term("干线"))),
    "title:京都": And((Term("京都"), Keyword("in_title", "京都"))),
    '"京都"': And((Phrase(("京", "都"), POSITIONAL_FIELDS), Term("京都"))),
    "京都*": And((Term("京都"), anywhere(Prefix("都", POSITIONAL_FIELDS), "都"))),
    "京都~": Term("京都"),
    # Empty queries.
    "": Nothing(),
    "()": Nothing(),
    "???": Nothing(),
}

RELAXED = {
    "cost": None,
    "cost barrier": Or((COST, BARRIER)),
    "the cost": None,
    "the cost of a barrier": Or((COST, BARRIER)),
    "cost AND barrier": None,
    "cost OR barrier": None,
    '"cost barrier"': None,
    "cost barrier -model": And((Or((COST, BARRIER)), Not(Term("model")))),
    'cost barrier title:"cost"': And(
        (Or((COST, BARRIER)), And((Phrase(("cost",), ("title",)), TITLE_COST)))
    ),
    "cost bar*": None,
    "gpt-4 cost": Or((GPT4, COST)),
    "std::vector": None,
    "cost.barrier": DisMax((Term("costbarri"), And((COST, BARRIER)))),
    "gpt-4": None,
    "京都": None,
    "新幹線": Or((Term("新干"), Term("干线"))),
    "新幹線、京都": Or((Term("新干"), Term("干线"), Term("京都"))),
    "新幹線 cost": Or((Term("新干"), Term("干线"), COST)),
}

WARNED = {
    '"cost of a barrier"~9': None,
    '"cost of a barrier"~10': "the maximum slop for 4 words is ~9",
    '"one two three four five six seven eight nine ten eleven twelve cost barrier"~1': "~0",
    "": "empty",
    "()": "empty",
    "+": "no letter or digit",
    '"+"': "no letter or digit",
    "cost -+": None,
    "cost + barrier": None,
    "the": None,
}


@pytest.mark.parametrize(("typed", "expected"), STRICT.items())
def test_a_query_is_planned_to_its_clauses(typed, expected):
    assert planned(typed).strict == expected


@pytest.mark.parametrize(("typed", "expected"), RELAXED.items())
def test_relaxation_drops_only_bare_words(typed, expected):
    assert planned(typed).relaxed == expected


@pytest.mark.parametrize(("typed", "expected"), WARNED.items())
def test_a_clause_that_cannot_be_searched_gives_a_warning(typed, expected):
    warnings = planned(typed).warnings
    assert bool(warnings) == (expected is not None)
    assert all(expected in warning for warning in warnings)


def planned(typed):
    tree, _ = parse(typed)
    return plan_query(tree, ANALYZER)
