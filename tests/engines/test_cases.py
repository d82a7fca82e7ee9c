"""Small wikis and the expected results of searches, from text to hits, on every engine.

A case is a folder: `pages.json` has its pages and `searches.json` its searches. A search has a
comment with its reason, a query, and the expected titles (`expect`) or section ids (`sections`) in
order. It may also have other expected attributes of the results.
"""

import json
from pathlib import Path

import pytest

from tests.search.wikis import ask, page, wiki
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.registry import engine_named

CASES = sorted(each for each in Path(__file__).with_name("cases").iterdir() if each.is_dir())
SEARCHES = [
    pytest.param(case.name, search, id=f"{case.name}: {search['query']}")
    for case in CASES
    for search in json.loads((case / "searches.json").read_text(encoding="utf-8"))
]
ENGINES = ("memory", "whoosh", "tantivy", pytest.param("opensearch", marks=pytest.mark.slow))


@pytest.fixture(scope="module")
def readers(tmp_path_factory, request):
    """Return a function that opens the index of a case, built by an engine."""
    made = {}

    def reader(case, name):
        if (case, name) not in made:
            text = (CASES[0].parent / case / "pages.json").read_text(encoding="utf-8")
            pages = [page(**each) for each in json.loads(text)]
            directory = tmp_path_factory.mktemp(f"{case}-{name}")
            made[case, name] = wiki(pages, engine_for(name, request), directory)
        return made[case, name]

    yield reader
    for each in made.values():
        each.close()


def engine_for(name, request):
    if name == "memory":
        return MemoryEngine()
    url = request.getfixturevalue("cluster").url("cases") if name == "opensearch" else ""
    return engine_named(name, url)


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(("case", "search"), SEARCHES)
def test_a_search_returns_the_results_of_its_case(case, search, engine, readers):
    results = ask(readers(case, engine), search["query"], **search.get("options", {}))
    found = {
        "expect": [hit.title for hit in results],
        "sections": [section.id for hit in results for section in hit.sections],
        "total": results.total,
        "relaxed": results.relaxed,
        "parsed": results.parsed,
        "match_type": [hit.match_type for hit in results],
        "matched_title": [hit.matched_title for hit in results],
        "matched_fields": [list(hit.matched_fields) for hit in results],
    }
    expected = {key: value for key, value in search.items() if key in found}
    assert {key: found[key] for key in expected} == expected, search["comment"]
    warnings = search.get("warnings", [])
    assert len(results.warnings) == len(warnings)
    for words, warning in zip(warnings, results.warnings, strict=True):
        assert words in warning


@pytest.mark.parametrize("engine", ENGINES[1:])
@pytest.mark.parametrize(("case", "search"), SEARCHES)
def test_every_engine_returns_the_results_of_the_reference(case, search, engine, readers):
    options = {**search.get("options", {}), "explain": True}
    both = (readers(case, "memory"), readers(case, engine))
    one, other = (ask(reader, search["query"], **options) for reader in both)
    assert [hit.id for hit in one] == [hit.id for hit in other]
    assert (one.total, one.relaxed, one.warnings) == (other.total, other.relaxed, other.warnings)
    for ours, theirs in zip(one, other, strict=True):
        assert theirs.score == pytest.approx(ours.score, abs=1e-4)
        assert theirs.match_type == ours.match_type
        assert theirs.snippet == ours.snippet
        assert [each.id for each in theirs.sections] == [each.id for each in ours.sections]
        assert [each.score for each in theirs.sections] == pytest.approx(
            [each.score for each in ours.sections], abs=1e-4
        )
        assert theirs.explanation.value == pytest.approx(ours.explanation.value, abs=1e-4)


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_every_search_has_a_comment_and_an_expectation(case):
    for search in json.loads((case / "searches.json").read_text(encoding="utf-8")):
        assert search["comment"]
        assert {"expect", "sections"} & set(search)
