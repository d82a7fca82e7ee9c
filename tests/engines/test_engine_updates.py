"""An updated index returns the results of a full build of the same documents."""

import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.engines.worlds import PAGES, TOKENS, queries, worlds
from wikisearch.engines.memory import MemoryEngine
from wikisearch.engines.registry import engine_named
from wikisearch.engines.tantivy import TantivyEngine
from wikisearch.engines.whoosh import WhooshEngine
from wikisearch.errors import BadIndexError
from wikisearch.model.document import Document
from wikisearch.model.query import Everything, Not, Or, Term

MAX_EXPANDED = 3
"""Expansion limit, low enough to be exceeded often."""

ENGINES = {
    "memory": lambda: MemoryEngine(MAX_EXPANDED),
    "whoosh": lambda: WhooshEngine(100, 1.0, MAX_EXPANDED),
    "tantivy": lambda: TantivyEngine(1.0, MAX_EXPANDED),
}
"""They never fall back to a full build."""

ON_DISK = ("whoosh", "tantivy")

edits = st.lists(st.tuples(st.sets(st.sampled_from(PAGES)), worlds()), min_size=1, max_size=4)


@pytest.mark.slow
@pytest.mark.parametrize("name", ENGINES)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(first=worlds(), edits=edits, searches=st.lists(queries, min_size=1, max_size=4))
def test_an_updated_index_returns_the_results_of_a_full_build(
    name, first, edits, searches, tmp_path_factory
):
    assert_updates(ENGINES[name](), (first, edits), searches, tmp_path_factory)


def assert_updates(engine, history, searches, tmp_path_factory):
    first, edits = history
    directory = tmp_path_factory.mktemp("updates")
    try:
        last, documents = edited(engine, directory, first, edits)
        with engine.open(last) as updated, fresh(documents) as oracle:
            for query in searches:
                for limit in (0, 1, 3, 100):
                    assert_alike(updated.search(query, limit), oracle.search(query, limit))
            assert updated.count() == oracle.count() == len(documents)
            assert updated.statistics(TOKENS) == oracle.statistics(TOKENS)
            for field in ("title", "heading", "alias", "body"):
                assert set(updated.tokens(field)) == set(oracle.tokens(field))
            keys = [document.key for document in [*first, *documents]]
            assert updated.stored(keys) == oracle.stored(keys)
    finally:
        shutil.rmtree(directory)


def edited(engine, directory, first, edits):
    """Return the folder of the last of several updates, and its expected documents."""
    last, documents = directory / "0", first
    last.mkdir()
    build(engine.create(last), first)
    for number, (deleted, world) in enumerate(edits, 1):
        new = directory / str(number)
        new.mkdir()
        changed = {document.page for document in world}
        late = set(sorted(changed)[:1])  # deleted twice: once with documents that this update added
        writer = engine.update(last, new, (deleted | changed) - late)
        writer.delete(late)
        writer.add([document for document in world if document.page in late])
        writer.delete(late)
        build(writer, world)
        documents = [each for each in documents if each.page not in deleted | changed] + world
        last = new
    return last, documents


def assert_alike(found, expected):
    assert [(match.key, match.page) for match in found.best] == [
        (match.key, match.page) for match in expected.best
    ]
    assert [match.score for match in found.best] == pytest.approx(
        [match.score for match in expected.best], abs=1e-4
    )
    assert (found.total, found.pages) == (expected.total, expected.pages)


def build(writer, documents):
    writer.add(documents)
    writer.finish()


def fresh(documents):
    engine = MemoryEngine(MAX_EXPANDED)
    build(engine.create(Path("fresh")), documents)
    return engine.open(Path("fresh"))


def page_of(number, *tokens):
    name = f"page{number}"
    return Document(name, name, tokens, {"body": tokens}, {}, name.encode())


@pytest.mark.slow
@pytest.mark.parametrize("name", ON_DISK)
def test_many_small_updates_score_as_a_full_build(name, tmp_path):
    """There are enough updates that tantivy merges segments with deleted documents."""
    engine, last, documents = ENGINES[name](), tmp_path / "0", [page_of(n, *"ab") for n in range(9)]
    last.mkdir()
    build(engine.create(last), documents)
    for step in range(1, 31):
        new = tmp_path / str(step)
        new.mkdir()
        deleted = {f"page{step % 9}", f"page{step * 7 % 11}"}
        added = [page_of(step % 9, *"abc" * step), page_of(100 + step, *"bcd" * (step % 4))]
        build(engine.update(last, new, deleted), added)
        documents = [each for each in documents if each.page not in deleted] + added
        with engine.open(new) as updated, fresh(documents) as oracle:
            assert updated.statistics("abcd") == oracle.statistics("abcd")
            for query in (Term("a"), Or((Term("b"), Term("c"), Term("d"))), Not(Term("c"))):
                assert_alike(updated.search(query, 100), oracle.search(query, 100))
        last = new


@pytest.mark.parametrize(("name", "shared"), [("whoosh", ".pst"), ("tantivy", ".idx")])
def test_an_update_links_the_files_of_old_segments_unchanged(name, shared, tmp_path):
    engine = ENGINES[name]()
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    build(engine.create(old), [page_of(number, "word") for number in range(10)])
    before = {file.name: file.read_bytes() for file in old.iterdir()}
    build(engine.update(old, new, {"page3"}), [page_of(11, "word", "other")])
    assert {file.name: file.read_bytes() for file in old.iterdir()} == before
    linked = {file.name for file in old.glob(f"*{shared}")}
    assert linked
    assert all((new / file).samefile(old / file) for file in linked)
    assert {file.name for file in new.glob(f"*{shared}")} > linked
    with engine.open(old) as reader:
        assert reader.search(Term("word"), 20).total == 10
    with engine.open(new) as reader:
        assert reader.search(Term("word"), 20).total == 10
        assert reader.search(Everything(), 20).pages == 10
        assert reader.stored(["page3", "page11"]) == [None, b"page11"]


@pytest.mark.parametrize("name", ON_DISK)
def test_files_that_cannot_be_linked_are_copied(name, tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError("hard links are not supported")

    monkeypatch.setattr("os.link", refuse)
    old, new = tmp_path / "a", tmp_path / "b"
    old.mkdir()
    new.mkdir()
    engine = ENGINES[name]()
    build(engine.create(old), [page_of(number, "word") for number in range(10)])
    build(engine.update(old, new, {"page3"}), [])
    with engine.open(new) as reader:
        assert reader.search(Term("word"), 20).total == 9
    copied = {file.name for file in old.iterdir() if file.stat().st_size}
    assert copied <= {file.name for file in new.iterdir()}
    assert not any((new / file).samefile(old / file) for file in copied)


@pytest.mark.parametrize("name", ON_DISK)
def test_an_index_with_many_deletions_is_rebuilt(name, tmp_path):
    old, new = tmp_path / "old", tmp_path / "new"
    old.mkdir()
    new.mkdir()
    engine = engine_named(name)
    build(engine.create(old), [page_of(number, "word") for number in range(10)])
    assert engine.update(old, new, [f"page{number}" for number in range(4)]) is None
    assert not list(new.iterdir())


def test_an_index_with_many_segments_is_rebuilt(tmp_path):
    last = tmp_path / "0"
    last.mkdir()
    build(WhooshEngine().create(last), [page_of(number, "word") for number in range(10)])
    for number in range(1, 8):
        new = tmp_path / str(number)
        new.mkdir()
        build(WhooshEngine().update(last, new, ()), [page_of(100 + number, "word")])
        last = new
    assert WhooshEngine().update(last, tmp_path, ()) is None


@pytest.mark.parametrize(("name", "file"), [("whoosh", "wiki_1.siz"), ("tantivy", "*.idx")])
def test_an_update_of_a_damaged_index_is_reported(name, file, tmp_path):
    engine = engine_named(name)
    build(engine.create(tmp_path), [page_of(1, "word")])
    next(tmp_path.glob(file)).write_bytes(b"")
    with pytest.raises(BadIndexError):
        engine.update(tmp_path, tmp_path / "new", ())
