"""Folders of pages, builds of them, and the results of an index."""

import dataclasses

import pytest

import wikisearch
from wikisearch.indexer.build import run_build
from wikisearch.model.build import BuildRequest

WORDS = ("ant", "bee", "colony", "queen", "nest")
QUERIES = ("ant", "bee colony", "queen -nest", '"ant bee"', "col*", "antt~", "old name")


def html(title, text, link="p1.html"):
    return (
        f"<html><title>{title}</title><main><h1>{title}</h1><p>{text}.</p><h2 id=more>More</h2>"
        f"<p>More of {text} <a href='{link}#more'>there</a>.</p></main></html>"
    )


def stub(title, target):
    return (
        f"<html><head><title>{title}</title><meta http-equiv=refresh content='0; url={target}'>"
        f"</head><body><h1>{title}</h1></body></html>"
    )


def write(folder, name, text):
    (folder / name).parent.mkdir(exist_ok=True, parents=True)
    (folder / name).write_text(text, encoding="utf-8")


def run(source, index, **options):
    return run_build(BuildRequest(source, index, **options))


def read_by(outcome):
    return (outcome.report.read, outcome.report.unchanged, outcome.published)


def answers(directory):
    found = []
    with wikisearch.open(directory) as index:
        for query in QUERIES:
            results = index.search(query, limit=50, explain=True)
            found.append((results.total, results.suggestion, results.hits))
        manifest = index.manifest
        found.append((manifest.pages, manifest.sections, manifest.refused))
    return found


def assert_equals_full_build(source, index, outcome, fresh):
    full = run(source, fresh, full=True).report
    report = outcome.report
    for name in type(full).__dataclass_fields__:
        if name not in ("read", "unchanged"):
            assert getattr(report, name) == getattr(full, name), name
    assert wikisearch.check(index).findings == ()
    # In single precision, the last digit of a sum may differ.
    assert list(leaves(answers(index))) == pytest.approx(list(leaves(answers(fresh))), abs=1e-4)


def leaves(value):
    """All numbers and texts in a value, in order."""
    if dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from leaves(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        yield len(value)
        for each in value:
            yield from leaves(each)
    else:
        yield value
