"""What only the tantivy engine does."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.indexes import built, document
from tests.engines.test_conformance import assert_ranks_alike
from tests.engines.worlds import queries, worlds
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.tantivy import TantivyEngine
from wikisearch.engines.tantivy.tuning import SearchTuning
from wikisearch.errors import ResourceError, UnsupportedQueryError
from wikisearch.model.document import Document
from wikisearch.model.query import And, AndMaybe, Everything, Fuzzy, Or, Phrase, Prefix, Term

ROOT = Path(__file__).parents[2]


def test_an_open_index_writes_no_file_into_its_folder(tmp_path):
    engine = TantivyEngine()
    writer = engine.create(tmp_path)
    writer.add([document("page")])
    writer.finish()
    for file in tmp_path.iterdir():
        assert file.name == ".managed.json" or not file.name.startswith(".")
    with engine.open(tmp_path) as reader:
        assert reader.count() == 1
        shutil.rmtree(tmp_path)
        tmp_path.mkdir()
        time.sleep(0.7)  # tantivy checks for changes every half second
        assert not list(tmp_path.iterdir())
        assert reader.stored(["page"]) == [b""]


def test_a_missing_temporary_folder_is_not_reported_as_damage(tmp_path, monkeypatch):
    old, new, gone = tmp_path / "old", tmp_path / "new", tmp_path / "gone"
    old.mkdir()
    new.mkdir()
    engine = TantivyEngine()
    built(engine, old, [document("page")]).close()
    monkeypatch.setattr(tempfile, "tempdir", str(gone))
    for call in (engine.open, lambda old: engine.update(old, new, ())):
        with pytest.raises(ResourceError, match=r"/gone: cannot be written .* set TMPDIR"):
            call(old)
    gone.mkdir()
    with engine.open(old) as reader:
        assert reader.count() == 1


def test_a_limit_above_the_number_of_hits_returns_all_hits(tmp_path):
    with built(TantivyEngine(), tmp_path, [document("page"), document("other")]) as reader:
        found = reader.search(Term("token"), 10**9)
        assert [match.key for match in found.best] == ["other", "page"]


LARGE = SearchTuning(keys_per_sort=0, page_margin=0, max_listed=0, parallel_from=-1)
"""Treats every index as a large one."""

LISTING = LARGE._replace(max_listed=1_000)
"""Does so too, but lists the matches of a rare term."""


@pytest.mark.slow
@pytest.mark.parametrize("tuning", [LARGE, LISTING])
@given(documents=worlds(), query=queries, limit=st.sampled_from([0, 1, 2, 5]))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_large_index_ranks_and_counts_pages_as_the_reference_does(
    documents, query, limit, tuning, tmp_path_factory
):
    directory = tmp_path_factory.mktemp("index")
    with (
        built(MemoryEngine(), directory, documents) as oracle,
        built(TantivyEngine(tuning=tuning), directory, documents) as reader,
    ):
        assert_ranks_alike(oracle, reader, query, limit)
    shutil.rmtree(directory)


@pytest.mark.parametrize("tuning", [LARGE, LISTING])
@pytest.mark.parametrize("limit", [1, 3, 4, 40, 400])
def test_a_prefix_is_ranked_with_the_few_sections_of_a_rare_term(tuning, limit, tmp_path):
    # A long section with the term scores less than a short one without it that has the prefix in
    # its title; all others tie.
    documents = [
        document(f"page{n:03}#{n % 3}", ("cat",) * (n % 3) + ("dog",) * 200 * (n % 50 == 0))
        for n in range(90)
    ]
    documents += [
        Document(
            key=f"part{n:03}",
            page=f"part{n:03}",
            scored=("other",),
            fields={"title": ("cats",) if n % 2 else (), "body": ("catalog",)},
            keywords={},
            stored=b"",
        )
        for n in range(90)
    ]
    prefix, title = Prefix("cat", ("title", "body")), Prefix("cat", ("title",))
    with (
        built(MemoryEngine(), tmp_path, documents) as oracle,
        built(TantivyEngine(tuning=tuning), tmp_path, documents) as reader,
    ):
        for optional in (Or((Term("cat"), title)), Or((Term("dog"), title)), Term("cat"), title):
            assert_ranks_alike(oracle, reader, AndMaybe(prefix, optional), limit)


@pytest.mark.parametrize("prefix", ["a", "", "a.*", "[^a]\\", "a|b-", "ก", "\ud800 ", "a" * 300])
def test_a_prefix_of_more_terms_than_are_searched_one_by_one(prefix, tmp_path):
    letters = [*map(chr, range(33, 127)), "é", "ก", "中", " ", "\n", "\ud800", "\U0010ffff"]
    documents = [document(f"page{n}", (prefix + each,)) for n, each in enumerate(letters)]
    documents += [document("other", ("b",)), document("short", (prefix[:-1] or "c",))]
    query = Prefix(prefix, ("body",))
    with (
        built(MemoryEngine(), tmp_path, documents) as oracle,
        built(TantivyEngine(), tmp_path, documents) as reader,
    ):
        assert_ranks_alike(oracle, reader, query, len(documents))
        assert reader.search(query, 0).total >= len(letters)


def test_a_page_that_matches_two_alternatives_is_counted_once(tmp_path):
    documents = [document(f"{page}#{part}", (page, part)) for page in "abcd" for part in "xyz"]
    with built(TantivyEngine(tuning=LARGE), tmp_path, documents) as reader:
        phrase = Phrase(("b", "y"), ("body",))
        assert reader.search(Or((Term("a"), Term("b"), phrase)), 1).pages == 2
        assert reader.search(Or((Term("a"), phrase)), 1).pages == 2
        assert reader.search(And((Term("a"), Term("x"))), 0).pages == 1
        assert reader.search(Or((And((Term("a"), Term("b"))), Term("c"))), 0).pages == 1
        assert reader.search(Prefix("x", ("body",)), 1).pages == 4
        assert reader.search(Everything(), 1).pages == 4


def test_ties_are_ordered_by_key_also_after_an_update(tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    engine = TantivyEngine()
    documents = [document(f"page{n:03}#{part}") for n in range(100) for part in "zxy"]
    with built(engine, old, documents) as reader:
        best = reader.search(Prefix("tok", ("body",)), 4).best
        assert [match.key for match in best] == ["page000#x", "page000#y", "page000#z", "page001#x"]
    writer = engine.update(old, new, ["page001"])
    writer.add([document("page000a#x"), document("page001#w"), document("page")])
    writer.finish()
    with engine.open(new) as reader:
        best = reader.search(Prefix("tok", ("body",)), 7).best
        assert [match.key for match in best] == [
            "page",
            *("page000#x", "page000#y", "page000#z"),
            "page000a#x",
            "page001#w",
            "page002#x",
        ]


def test_more_than_65_000_pages_are_counted(tmp_path):
    documents = [document(f"page{number}", ("token",)) for number in range(70_000)]
    with built(TantivyEngine(), tmp_path, documents) as reader:
        found = reader.search(Term("token"), 3)
        assert (found.total, found.pages) == (70_000, 70_000)
        assert [match.key for match in found.best] == ["page0", "page1", "page10"]
        assert reader.search(Everything(), 0).pages == 70_000


def test_a_phrase_with_too_many_placements_is_refused(tmp_path):
    with built(TantivyEngine(), tmp_path, [document("page", ("a", "b", "c", "d"))]) as reader:
        assert reader.search(Phrase(("d", "c", "b", "a"), ("body",), 6), 9).total == 1
        with pytest.raises(UnsupportedQueryError, match="slop of 99"):
            reader.search(Phrase(("a", "b", "c", "d"), ("body",), 99), 9)


def test_three_edits_are_found_where_tantivy_itself_allows_two(tmp_path):
    with built(TantivyEngine(), tmp_path, [document("page", ("kitten",))]) as reader:
        assert reader.search(Fuzzy("sitting", 3, ("body",)), 9).total == 1
        assert reader.search(Fuzzy("sitting", 2, ("body",)), 9).total == 0


def test_a_character_that_is_escaped_is_still_one_edit_away(tmp_path):
    # In an index where nothing is escaped, and in one where something is.
    for number, tokens in enumerate([("a",), ("a", "\ud800\ud801")]):
        directory = tmp_path / str(number)
        directory.mkdir()
        with built(TantivyEngine(), directory, [document("page", tokens)]) as reader:
            for token in ("\ud800", " ", "\U0010ffff"):
                assert reader.search(Fuzzy(token, 1, ("body",)), 9).total == 1


def test_an_empty_prefix_matches_every_token(tmp_path):
    empty = Document("empty", "empty", (), {}, {}, b"")
    with built(TantivyEngine(), tmp_path, [document("page"), empty]) as reader:
        assert [match.key for match in reader.search(Prefix("", ("body",)), 9).best] == ["page"]


@pytest.mark.parametrize(
    "line",
    [
        'wikisearch.build("source", "other", engine="tantivy")',
        'wikisearch.open("index")',
    ],
)
def test_a_missing_library_error_has_the_install_command(line, tmp_path):
    (tmp_path / "source").mkdir()
    (tmp_path / "source" / "page.html").write_text("<h1>Page</h1><p>Text.</p>", encoding="utf-8")
    run('wikisearch.build("source", "index", engine="tantivy").close()', tmp_path)
    output = run(
        "import sys; sys.modules['tantivy'] = None  # so that its import fails\n"
        f"try:\n    {line}\n"
        "except wikisearch.MissingLibraryError as error:\n    print(error)",
        tmp_path,
    )
    # The command names the library, as wikisearch may not be on a package index.
    assert output.startswith('the engine tantivy needs tantivy; run: pip install "tantivy')


def run(code, directory):
    done = subprocess.run(
        [sys.executable, "-c", f"import wikisearch\n{code}"],
        cwd=directory,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
