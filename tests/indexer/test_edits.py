"""A program adds, replaces and deletes single pages of an index."""

import pytest

import wikisearch
from tests.indexer.folders import answers, html, leaves, run, stub, write
from wikisearch import OptionError, SourceError, SourcePage, SourceTypeError
from wikisearch.engines.whoosh.engine import WhooshEngine
from wikisearch.ingest import FolderSource

TEXTS = ("ant", "bee", "colony", "queen", "nest", "wasp")


@pytest.fixture
def wiki(tmp_path):
    for n, text in enumerate(TEXTS):
        write(tmp_path / "wiki", f"p{n}.html", html(f"Page {n}", f"{text} number {n}"))
    write(tmp_path / "wiki", "old.html", stub("Old Name", "p2.html"))
    return tmp_path / "wiki"


@pytest.fixture
def index(wiki, tmp_path):
    run(wiki, tmp_path / "index")
    return tmp_path / "index"


@pytest.fixture
def unread(monkeypatch):
    """Fail if a page of the folder is read."""
    monkeypatch.setattr(FolderSource, "read", lambda *_: pytest.fail("read"))


def found(index, query):
    with wikisearch.open(index) as opened:
        return [hit.id for hit in opened.search(query, limit=50)]


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_edited_index_equals_a_build_of_the_edited_folder(wiki, tmp_path, engine, monkeypatch):
    run(wiki, tmp_path / "index", engine=engine)
    new = {"p1.html": html("Page 1", "hornet number 1"), "deep/new.html": html("New", "ant nest")}
    with monkeypatch.context() as patch:
        patch.setattr(FolderSource, "read", lambda *_: pytest.fail("read"))
        pages = [SourcePage(path.removesuffix(".html"), text) for path, text in new.items()]
        index = wikisearch.update(tmp_path / "index", add=pages, delete=["p4"])
    assert (len(index), index.manifest.edits) == (6, (2, 1))
    index.close()
    for path, text in new.items():
        write(wiki, path, text)
    (wiki / "p4.html").unlink()
    run(wiki, tmp_path / "fresh", engine=engine)
    with wikisearch.open(tmp_path / "fresh") as fresh, wikisearch.open(tmp_path / "index") as ours:
        assert [page.id for page in ours.pages()] == [page.id for page in fresh.pages()]
    # The path of a new page has no suffix.
    given = [str(leaf).replace(".html", "") for leaf in leaves(totals(tmp_path / "index"))]
    assert given == [str(leaf).replace(".html", "") for leaf in leaves(totals(tmp_path / "fresh"))]
    assert wikisearch.check(tmp_path / "index").findings == ()


def totals(index):
    return [
        [(hit.id, hit.url, hit.title) for hit in row[2]]
        for row in answers(index)
        if len(row) == 3
        if isinstance(row[2], tuple)
    ]


def test_a_replaced_page_keeps_its_address(index, unread):
    with wikisearch.update(index, add={"p3": html("Queen", "a royal ant")}) as opened:
        hit = opened.search("royal")[0]
        assert (hit.id, hit.url, len(opened)) == ("p3", "p3.html", 6)


def test_a_page_loses_the_alias_of_a_deleted_redirect(index, unread):
    assert found(index, "old name") == ["p2"]
    with wikisearch.update(index, delete="old") as opened:
        assert opened.page("p2").aliases == ()
    assert found(index, "old name") == []
    with wikisearch.update(index, add={"older": stub("Older Name", "p2.html")}) as opened:
        assert opened.page("p2").aliases == ("Older Name",)
    assert found(index, "older name") == ["p2"]


def test_unknown_ids_are_counted_and_nothing_is_written(index, unread):
    before = sorted(index.iterdir())
    with pytest.warns(RuntimeWarning, match="2 ids to delete are not in the index: x, y"):
        wikisearch.update(index, delete=["y", "x"]).close()
    wikisearch.update(index).close()
    assert sorted(index.iterdir()) == before


def test_the_next_build_from_the_source_drops_the_changes_with_a_warning(index, wiki):
    wikisearch.update(index, add={"new": html("New", "hornet")}, delete=["p0"]).close()
    outcome = run(wiki, index)
    [warning] = outcome.warnings
    assert warning == (
        f"pages that a program added or replaced (1) and deleted (1) are again as {wiki} has them"
    )
    assert (found(index, "hornet"), found(index, "ant")) == ([], ["p0"])
    assert run(wiki, index).warnings == ()


def test_changes_add_up_and_a_change_to_the_same_page_changes_nothing(index, unread):
    pages = {"new": html("New", "hornet").encode()}
    wikisearch.update(index, add=pages).close()
    before = sorted(index.iterdir())
    wikisearch.update(index, add=pages).close()
    assert sorted(index.iterdir()) == before
    with wikisearch.update(index, delete=["new.html", "p5"]) as opened:
        assert opened.manifest.edits == (1, 2)
        assert len(opened) == 5


def test_the_copy_of_a_deleted_page_is_read_from_the_source(index, wiki):
    write(wiki, "q.html", (wiki / "p1.html").read_text())
    run(wiki, index)
    assert found(index, "bee") == ["p1"]
    wikisearch.update(index, delete=["p1"]).close()
    assert found(index, "bee") == ["q"]


def test_the_copy_of_a_deleted_page_is_refused_if_its_source_is_gone(tmp_path):
    text = html("Page", "bee")
    wikisearch.build({"a": text, "b": text, "c": html("C", "ant")}, tmp_path / "index").close()
    with wikisearch.update(tmp_path / "index", delete=["a"]) as opened:
        [refusal] = opened.manifest.refused
        assert (refusal.path, len(opened)) == ("b", 1)
        assert "copy of a page that is gone" in refusal.reason


def raising():
    yield SourcePage("new", "<p>hornet")
    raise LookupError("the database is gone")


WRONG = {
    "the database is gone": {"add": raising()},
    "id 'p1': is both added and deleted": {"add": {"p1": "<p>x"}, "delete": ["p1.html"]},
    "an id must be a str, not int": {"delete": [3]},
    "no page would be left": {"delete": ["old", *(f"p{n}" for n in range(6))]},
    "page 'x': html must be": {"add": {"x": None}},
}


@pytest.mark.parametrize(("message", "changes"), WRONG.items())
def test_a_wrong_change_is_an_error_and_the_index_stays(message, changes, index, unread):
    before = sorted(index.iterdir())
    with pytest.raises((SourceError, SourceTypeError, OptionError, LookupError)) as raised:
        wikisearch.update(index, **changes)
    assert message in str(raised.value)
    assert sorted(index.iterdir()) == before


def test_an_index_with_other_profiles_is_not_edited(index, wiki):
    (wiki / "wikisearch.toml").write_text('language = "de"\n')
    with pytest.raises(wikisearch.IndexFormatError, match=r"wikisearch.toml changed since"):
        wikisearch.update(index, delete=["p1"])


def test_there_must_be_an_index(tmp_path):
    with pytest.raises(wikisearch.IndexNotFoundError):
        wikisearch.update(tmp_path / "nowhere", delete=["x"])
    assert not (tmp_path / "nowhere").exists()


def test_an_index_that_was_edited_often_is_written_from_its_stored_pages(
    index, unread, monkeypatch
):
    monkeypatch.setattr(WhooshEngine, "update", lambda *_: None)
    wikisearch.update(index, add={"new": html("New", "hornet")}, delete=["p1"]).close()
    answers = [found(index, word) for word in ("hornet", "bee", "ant")]
    assert answers == [["new"], [], ["p0"]]
    assert wikisearch.check(index).findings == ()
