"""The explanation of a score: the meaning of each query node, and exact sums."""

import pytest
from hypothesis import given

from tests.engines.worlds import queries, worlds
from wikisearch.engines.memory.engine import MemoryReader
from wikisearch.model.document import Document
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
from wikisearch.model.query_analysis import query_terms
from wikisearch.scoring import Statistics
from wikisearch.scoring.score_explanation import explain

DOCUMENT = Document(
    key="page",
    page="page",
    scored=("cost", "cost", "barrier"),
    fields={"title": ("the", "cost"), "body": ("barrier", "of", "cost")},
    keywords={"category": frozenset(["training"])},
    stored=b"",
)
STATISTICS = Statistics(4, 12, {"cost": 2, "barrier": 1, "model": 3})

BODY, TITLE, BOTH = ("body",), ("title",), ("title", "body")
COST = Term("cost")
BARRIER = Term("barrier")
MODEL = Term("model")
# Norm 1.2: the document is of average length. idf of cost ln 2, of barrier ln(1 + 3.5/1.5).
COST_SCORE = 0.693147 * 2 / 3.2
BARRIER_SCORE = 1.203973 / 2.2

MEANINGS = [
    (COST, COST_SCORE),
    (BARRIER, BARRIER_SCORE),
    (MODEL, None),
    (Phrase(("barrier", "of"), BODY), 0),
    (Phrase(("of", "barrier"), BODY), None),
    (Phrase(("barrier", "cost"), BODY), None),
    (Phrase(("cost", "barrier"), BOTH), None),  # not across fields
    (Phrase(("the", "cost"), BODY), None),
    (Phrase(("the", "cost"), BOTH), 0),
    (Phrase(("cost",), ("alias",)), None),
    (Prefix("bar", BODY), 1),
    (Prefix("bar", TITLE), None),
    (Prefix("", BODY), 1),
    (Fuzzy("bost", 1, TITLE), 1),
    (Fuzzy("bast", 1, TITLE), None),
    (Fuzzy("bast", 2, TITLE), 1),
    (Keyword("category", "training"), 0),
    (Keyword("category", "train"), None),
    (Keyword("page", "training"), None),
    (Everything(), 0),
    (Nothing(), None),
    (And((COST, BARRIER)), COST_SCORE + BARRIER_SCORE),
    (And((COST, MODEL)), None),
    (And((COST, Not(MODEL))), COST_SCORE),
    (And((COST, Not(BARRIER))), None),
    (And(()), 0),
    (Or((COST, MODEL)), COST_SCORE),
    (Or((COST, COST)), COST_SCORE * 2),
    (Or((MODEL, Nothing())), None),
    (Or(()), None),
    (DisMax((COST, BARRIER, MODEL)), BARRIER_SCORE),
    (DisMax(()), None),
    (AndMaybe(COST, BARRIER), COST_SCORE + BARRIER_SCORE),
    (AndMaybe(COST, MODEL), COST_SCORE),
    (AndMaybe(MODEL, COST), None),
    (Not(MODEL), 0),
    (Not(COST), None),
    (Not(Not(COST)), 0),
]


@pytest.mark.parametrize(("query", "expected"), MEANINGS)
def test_each_query_node_matches_and_scores_as_documented(query, expected):
    explanation = explain(query, DOCUMENT, STATISTICS)
    assert (explanation and explanation.value) == (expected and pytest.approx(expected, abs=1e-5))


def test_the_explanation_of_a_term_has_its_statistics():
    assert explain(COST, DOCUMENT, STATISTICS).description == (
        "cost: idf 0.693 (in 2 of 4 sections), weighted occurrences 2, length 3 (average 3.0)"
    )


@given(worlds(), queries)
def test_every_sum_is_the_sum_of_its_parts(documents, query):
    statistics = MemoryReader(tuple(documents)).statistics(query_terms(query))
    for document in documents:
        explanation = explain(query, document, statistics)
        for node in walk(explanation) if explanation else ():
            if node.description == "sum":
                assert node.value == added(node.parts)
            elif node.parts:
                assert node.value == max(part.value for part in node.parts)


def walk(explanation):
    yield explanation
    for part in explanation.parts:
        yield from walk(part)


def added(parts):
    total = 0.0
    for part in parts:
        total += part.value
    return total
