"""Minimum quality of the ranking of the bundled corpus, per class of query."""

import json
from pathlib import Path

import pytest

import wikisearch
from wikisearch.evaluation import Level, evaluate, read_task, run

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / "corpus"
FLOORS = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
TASKS = {
    level: read_task(HERE / "queries.tsv", HERE / f"{level}s.qrels", level, HERE / "classes.tsv")
    for level in Level
}
QUERIES = TASKS[Level.PAGE].queries
CLASSES = TASKS[Level.PAGE].classes
MEASURES = ("Success(rel=3)@1", "nDCG@10")


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    with wikisearch.build(CORPUS, tmp_path_factory.mktemp("relevance") / "index") as index:
        yield index


@pytest.fixture(scope="module", params=list(Level))
def evaluation(request, index):
    task = TASKS[request.param]
    ranked = run(task, lambda text, limit: index.search(text, limit=limit, snippets=False))
    return request.param, ranked, evaluate(task, ranked, MEASURES)


def test_no_class_of_queries_falls_below_its_floor(evaluation):
    level, ranked, found = evaluation
    below = []
    for group, floors in FLOORS[level].items():
        for measure, floor in floors.items():
            value = found.by_class[group][measure]
            if value < floor - 0.0005:
                below.append(f"{level} {group}: {measure} {value:.3f} is below {floor:.3f}")
                below += _failing(group, measure, ranked, found)
    assert not below, "\n".join(below)


def _failing(group, measure, ranked, found):
    """Each query with a bad ranking, with its first hit."""
    first = {each.query: each.unit for each in ranked if each.rank == 1}
    for query, values in found.by_query.items():
        if CLASSES[query] == group and values[measure] < 0.5:
            yield f"    {query} {QUERIES[query]!r}: first came {first.get(query)}"


@pytest.mark.parametrize(
    "query", [QUERIES[name] for name, group in CLASSES.items() if group == "negative"]
)
def test_absent_words_find_nothing(index, query):
    assert index.search(query).total == 0
