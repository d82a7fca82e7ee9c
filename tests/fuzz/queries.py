"""Queries as people, programs and accidents write them, and what holds for each of them."""

import atexit
import json
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp

from hypothesis import strategies as st

from tests.search.wikis import ANALYZER, page, site_of, wiki
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.registry import engine_named
from wikisearch.model.request import SearchRequest
from wikisearch.search import IndexView
from wikisearch.search.pipeline import search

_WRITTEN = Path(__file__).parents[1] / "query" / "pieces.txt"
_PIECES = _WRITTEN.read_text(encoding="utf-8").splitlines()

PAGES = [
    page(
        "Ant",
        "An ant is an insect that lives in a colony with a queen.",
        {"The Cost": "Ants cost GPT-4 nothing: C++, .NET, 1.5GB, tar -xvf.", "Queen": "A queen."},
        aliases=("Formica", "Emmet (ANT)"),
        category="Insects",
    ),
    page(
        "Bee",
        "A bee is an insect that makes honey.",
        {"The Cost › Wax": "Wax is the barrier of a colony, and transformers are not."},
        category="Insects",
    ),
    page("Häuser", "Das Haus der Ameise.", {"Über uns": "日本語 ก็ हिन्दी"}, language="de"),
    page(
        "std::map::insert(key)", "Inserts a key. IT is not it.", {"operator[]": "a/b, x_y, --all"}
    ),
]

_WORDS = [
    "ant",
    "Ants",
    "bee",
    "cost",
    "colony",
    "queen",
    "insect",
    "GPT-4",
    "C++",
    ".NET",
    "1.5GB",
]
_WORDS += [
    "std::map",
    "operator[]",
    "the",
    "IT",
    "haus",
    "日本",
    "ก็",
    "antt",
    "transfromer",
    "honney",
]
_WORDS += [
    "a",
    "x_y",
    "--all",
    "zyzzyva",
    "formica",
    "Häuser",
    "insert",
    "🙂",
    "é",
    "\u0301",
    "what is",
]
_FIELDS = ["title", "alias", "section", "body", "category", "lang", "in", "prefix", "linksto"]
_FIELDS += ["linkedfrom", "morelike", "has", "TITLE", "foo"]
_LEAVES = st.one_of(
    st.sampled_from(_WORDS),
    st.lists(st.sampled_from(_WORDS), max_size=4).map(lambda words: f'"{" ".join(words)}"'),
    st.sampled_from(_WORDS).map(lambda word: f"{word}*"),
    st.sampled_from(_WORDS).map(lambda word: f"{word}~"),
    st.sampled_from(_PIECES),
    st.text(max_size=4),
)


def _joined(inner):
    operators = st.sampled_from([" ", " ", " AND ", " OR ", " NOT ", " -", "|", "", " vs "])
    fields = st.sampled_from(_FIELDS)
    return st.one_of(
        st.tuples(inner, operators, inner).map("".join),
        inner.map(lambda text: f"({text})"),
        inner.map(lambda text: f"-{text}"),
        st.tuples(inner, st.integers(0, 12)).map(lambda pair: f'"{pair[0]}"~{pair[1]}'),
        st.tuples(fields, inner).map(":".join),
        st.tuples(fields, inner).map(lambda pair: f"{pair[0]}:({pair[1]})"),
    )


_SCORE_ERROR = 1e-3
"""tantivy computes scores with single precision."""

queries = st.recursive(_LEAVES, _joined, max_leaves=8)


@cache
def _views():
    """Return a view of the same wiki in each engine; they stay open until the process ends."""
    engines = {"memory": MemoryEngine()}
    engines |= {name: engine_named(name) for name in ("whoosh", "tantivy")}
    folder = Path(mkdtemp(prefix="wikisearch-fuzz-"))
    atexit.register(rmtree, folder, ignore_errors=True)
    views = {}
    for name, engine in engines.items():
        (folder / name).mkdir()
        views[name] = IndexView(wiki(PAGES, engine, folder / name), ANALYZER, site_of(PAGES, ant=2))
    return views


def check_query(text):
    """Check that all engines give the same results, that they can be printed, and that they fit."""
    found = {
        name: search(view, SearchRequest(text, limit=3, facets="category", explain=True))
        for name, view in _views().items()
    }
    facts = {name: _facts(results) for name, results in found.items()}
    assert all(each == facts["memory"] for each in facts.values()), facts
    for others in zip(*(results.hits for results in found.values()), strict=True):
        scores = [hit.score for hit in others]
        assert max(scores) - min(scores) < _SCORE_ERROR
    results = found["memory"]
    json.loads(results.to_json())
    assert len(results.hits) == min(results.total, 3)
    assert all(warning.strip() for warning in results.warnings)
    for hit in results.hits:
        for snippet in (hit.snippet, *(section.snippet for section in hit.sections)):
            _check_spans(snippet)


def _facts(results):
    hits = [
        (hit.id, str(hit.match_type), [each.anchor for each in hit.sections])
        for hit in results.hits
    ]
    return hits, results.total, results.warnings, results.suggestion, results.parsed, results.facets


def _check_spans(snippet):
    end = 0
    for start, stop in snippet.spans:
        assert end <= start < stop <= len(snippet.text)
        end = stop
