"""What people really type: small wikis with searches, one file per kind of query, on two engines.

A file in `typed/` has the language of a wiki, its pages (path, title, text, sections by heading)
and its searches. A search has options, and what is expected of its results.
"""

import json
import re
from pathlib import Path

import pytest

import wikisearch

KINDS = {
    path.stem: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(Path(__file__).with_name("typed").glob("*.json"))
}
SEARCHES = [
    pytest.param(kind, search, id=f"{kind}: {search['query']}")
    for kind, case in KINDS.items()
    for search in case["searches"]
]
OTHERS = {
    "zz-0": ["Kettle", "A kettle."],
    "zz-1": ["Lantern", "A lantern."],
    "zz-2": ["Anvil", "An anvil."],
}
"""Pages that no search is about."""


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def indexes(request, tmp_path_factory):
    made = {}

    def index(kind):
        if kind not in made:
            folder = tmp_path_factory.mktemp(kind)
            write(folder / "wiki", KINDS[kind])
            made[kind] = wikisearch.build(folder / "wiki", folder / "index", engine=request.param)
        return made[kind]

    yield index
    for each in made.values():
        each.close()


def write(folder, case):
    for path, (title, text, *rest) in {**case["pages"], **OTHERS}.items():
        sections = "".join(
            f'<h2 id="{anchor(heading)}">{heading}</h2><p>{body}</p>'
            for heading, body in (rest[0] if rest else {}).items()
        )
        file = folder / f"{path}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(
            f'<!DOCTYPE html><html lang="{case["language"]}"><head><meta charset="utf-8">'
            f"<title>{title}</title></head><body><main><h1>{title}</h1><p>{text}</p>{sections}"
            "</main></body></html>",
            encoding="utf-8",
        )


def anchor(heading):
    return re.sub(r"\W+", "-", heading.lower()).strip("-")


@pytest.mark.parametrize(("kind", "search"), SEARCHES)
def test_a_typed_query_gives_what_its_reader_expects(kind, search, indexes):
    options = dict(search.get("options", {}))
    if options.pop("call", "search") == "suggest":
        found = indexes(kind).suggest(search["query"], **options)
        check_pages([each.id for each in found], [], search["expect"])
        return
    request = wikisearch.SearchRequest(search["query"], **{"limit": 200, "sections": 20, **options})
    results = indexes(kind).answer(request)
    sections = [[section.id for section in hit.sections] for hit in results]
    check_pages([hit.id for hit in results], sections, search["expect"])
    check_results(results, search["expect"])


def check_pages(pages, sections, expected):
    if "first" in expected:
        top = sections[0][0] if "#" in expected["first"] else pages[0]
        assert top == expected["first"]
    every = {*pages, *(section for each in sections for section in each)}
    assert every.issuperset(expected.get("contains", ()))
    assert every.isdisjoint(expected.get("not_contains", ()))
    order = expected.get("order", [])
    assert [page for page in pages if page in order] == order


def check_results(results, expected):
    snippet = results[0].snippet if results.hits else None
    if "snippet_contains" in expected:
        assert expected["snippet_contains"] in snippet.text
    if "marked" in expected:
        marks = " ".join(snippet.text[start:end] for start, end in snippet.spans)
        assert " ".join(re.findall(r"\w+", marks)).lower() == expected["marked"]
    if "suggestion" in expected:
        assert results.suggestion == expected["suggestion"]
    if "rewritten" in expected:
        assert results.rewritten_query == expected["rewritten"]
    if expected.get("total_is_hits"):
        assert results.total == len(results.hits)
