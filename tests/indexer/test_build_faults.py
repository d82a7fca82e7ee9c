"""Builds whose source, folders or disk fail."""

import errno
import os
import shutil
from pathlib import Path

import pytest

import wikisearch
from tests.indexer.folders import assert_equals_full_build, html, read_by, run, stub, write
from wikisearch.errors import PageError
from wikisearch.indexer import page_extractor
from wikisearch.model.build import BuildStatus
from wikisearch.storage import commit, files


@pytest.fixture
def wiki(tmp_path):
    source = tmp_path / "wiki"
    for number in range(8):
        write(source, f"p{number}.html", html(f"Page {number}", f"ant number {number}"))
    return source


@pytest.fixture
def index(wiki, tmp_path):
    run(wiki, tmp_path / "index")
    return tmp_path / "index"


def live(index):
    return (index / "CURRENT").read_text(encoding="utf-8")


# --- updates --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["duplicate", "redirect"])
def test_a_redirect_may_lead_to_a_copy_of_a_changed_page(kind, wiki, tmp_path):
    """The record of the original is unknown until it is read again."""
    write(wiki, "a.html", html("Alpha", "a first text"))
    if kind == "duplicate":
        shutil.copy(wiki / "a.html", wiki / "b.html")
    else:
        write(wiki, "b.html", stub("Former Alpha", "a.html"))
    write(wiki, "r.html", stub("Old Alpha", "b.html"))
    run(wiki, tmp_path / "index")
    write(wiki, "a.html", html("Alpha", "a second text"))
    if kind == "duplicate":
        shutil.copy(wiki / "a.html", wiki / "b.html")
    outcome = run(wiki, tmp_path / "index")
    assert_equals_full_build(wiki, tmp_path / "index", outcome, tmp_path / "fresh")
    with wikisearch.open(tmp_path / "index") as opened:
        assert opened.page("old alpha").id == "a"


def test_a_redirect_may_lead_through_pages_that_vanish_and_return(wiki, tmp_path):
    redirect = stub("Former Page 1", "p1.html")
    write(wiki, "p2.html", redirect)
    write(wiki, "p12.html", stub("Older Page 1", "p2.html"))
    run(wiki, tmp_path / "index")
    (wiki / "p2.html").unlink()
    (wiki / "p0.html").unlink()
    outcome = run(wiki, tmp_path / "index")
    assert_equals_full_build(wiki, tmp_path / "index", outcome, tmp_path / "without")
    write(wiki, "p0.html", redirect)
    outcome = run(wiki, tmp_path / "index")
    assert_equals_full_build(wiki, tmp_path / "index", outcome, tmp_path / "returned")
    write(wiki, "p2.html", redirect)
    outcome = run(wiki, tmp_path / "index")
    assert_equals_full_build(wiki, tmp_path / "index", outcome, tmp_path / "again")


def fail_for(monkeypatch, name, transient):
    inspect = page_extractor.inspect_page

    def fail(page, *rules):
        if page.path == name:
            raise PageError(page.path, "no good", transient=transient)
        return inspect(page, *rules)

    monkeypatch.setattr(page_extractor, "inspect_page", fail)


@pytest.mark.parametrize(("transient", "read"), [(True, 1), (False, 0)])
def test_an_update_that_changes_nothing_publishes_nothing(
    transient, read, wiki, tmp_path, monkeypatch
):
    fail_for(monkeypatch, "p3.html", transient)
    run(wiki, tmp_path / "index")
    before = live(tmp_path / "index")
    for _ in range(2):
        assert read_by(run(wiki, tmp_path / "index")) == (read, 8 - read, False)
        assert live(tmp_path / "index") == before
        assert len(list((tmp_path / "index").glob("generation-*"))) == 1
    monkeypatch.undo()
    outcome = run(wiki, tmp_path / "index")
    assert outcome.published == transient
    assert outcome.report.pages == (8 if transient else 7)


def test_a_page_refused_in_a_shard_is_read_again(wiki, tmp_path, monkeypatch):
    shards = wikisearch.Shards(str(tmp_path / "shards"), 2)
    fail_for(monkeypatch, "p3.html", True)
    assert run(wiki, tmp_path / "index", shards=shards).report.pages == 7
    monkeypatch.undo()
    assert run(wiki, tmp_path / "index", shards=shards).report.pages == 8


def test_a_strict_update_that_deletes_a_page_is_rejected_not_unchanged(wiki, tmp_path):
    write(wiki, "empty.html", "")
    run(wiki, tmp_path / "index")
    (wiki / "p3.html").unlink()
    outcome = run(wiki, tmp_path / "index", strict=True)
    assert (outcome.status, outcome.published) == (BuildStatus.REJECTED, False)
    with wikisearch.open(tmp_path / "index") as opened:
        assert opened.page("Page 3").id == "p3"


# --- a source that vanishes -----------------------------------------------------------------------


@pytest.mark.parametrize("empty", [False, True], ids=["gone", "empty"])
def test_a_source_that_vanishes_during_a_build_leaves_the_index_as_it_was(
    empty, wiki, index, tmp_path
):
    """An unmounted folder may be gone, or be empty."""
    away, before = tmp_path / "away", live(index)
    for file in wiki.iterdir():
        file.write_text(f"{file.read_text(encoding='utf-8')}<p>More.", encoding="utf-8")

    def vanish(_done, _total):
        if not away.exists():
            wiki.rename(away)
            if empty:
                wiki.mkdir()

    with pytest.raises(wikisearch.SourceError, match="7 of 8 files vanished") as caught:
        wikisearch.build(wiki, index, progress=vanish)
    assert (caught.value.subject, caught.value.transient) == (str(wiki), True)
    assert live(index) == before
    shutil.rmtree(wiki, ignore_errors=True)
    away.rename(wiki)
    with wikisearch.build(wiki, index) as opened:
        assert (opened.manifest.pages, opened.manifest.refused) == (8, ())


def test_a_single_page_that_vanishes_is_refused_and_read_again_when_it_is_back(wiki, index):
    for file in wiki.iterdir():
        file.write_text(f"{file.read_text(encoding='utf-8')}<p>More.", encoding="utf-8")
    content = (wiki / "p7.html").read_bytes()
    with wikisearch.build(
        wiki, index, progress=lambda *_: (wiki / "p7.html").unlink(missing_ok=True)
    ) as opened:
        assert [each.path for each in opened.manifest.refused] == ["p7.html"]
    (wiki / "p7.html").write_bytes(content)
    with wikisearch.build(wiki, index) as opened:
        assert opened.manifest.refused == ()


# --- folders and disks ----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["file", "file/below", "link"])
def test_an_error_of_the_shard_folder_names_that_folder(name, wiki, tmp_path):
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "nowhere" / "below")
    folder = tmp_path / name
    shards = wikisearch.Shards(str(folder))
    with pytest.raises(wikisearch.SourceError, match="folder of shards") as caught:
        wikisearch.build(wiki, tmp_path / "index", shards=shards)
    assert caught.value.subject == str(folder)
    assert caught.value.remedy


def test_an_error_of_the_progress_callback_is_not_blamed_on_the_index(wiki, tmp_path):
    def fail(_done, _total):
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))

    with pytest.raises(BrokenPipeError):
        wikisearch.build(wiki, tmp_path / "index", progress=fail)
    assert [path.name for path in (tmp_path / "index").iterdir()] == ["lock"]


def fail_after_the_rename(monkeypatch, name):
    """Make a function of the commit step fail once the new pointer is in place."""
    real = getattr(commit, name)

    def fail(path):
        pointer = path / "CURRENT"
        new = path / "CURRENT.new"
        if pointer.exists() and "2" in pointer.read_text(encoding="utf-8") and not new.exists():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        real(path)

    monkeypatch.setattr(commit, name, fail)


@pytest.mark.parametrize("name", ["sync", "delete_old_generations"])
def test_a_failure_after_the_new_index_went_live_is_only_a_warning(
    name, wiki, index, tmp_path, monkeypatch
):
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    fail_after_the_rename(monkeypatch, name)
    outcome = run(wiki, index)
    assert outcome.published
    [warning] = outcome.warnings
    assert warning.startswith(f"{index}: the new index is live, but ")
    assert os.strerror(errno.EIO) in warning
    with wikisearch.open(index) as opened:
        assert opened.search("wasp").total == 1


def test_a_failure_after_publishing_is_a_python_warning_in_a_call(wiki, index, monkeypatch):
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    fail_after_the_rename(monkeypatch, "sync")
    with pytest.warns(RuntimeWarning, match="the new index is live"):
        wikisearch.build(wiki, index).close()


def test_a_migration_copies_durably_where_hard_links_fail(index, monkeypatch):
    synced, sync = [], files.sync

    def no_links(*_):
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))

    def count(path):
        synced.append(Path(path).name)
        sync(path)

    monkeypatch.setattr(os, "link", no_links)
    monkeypatch.setattr(files, "sync", count)
    wikisearch.migrate("tantivy", index).close()
    assert {"pages.json.gz", "links.gz", "signatures.json.gz", "terms.json"} <= set(synced)


# --- file handles ---------------------------------------------------------------------------------


@pytest.mark.parametrize("code", [errno.EMFILE, errno.ENFILE, errno.ENOMEM])
@pytest.mark.parametrize("name", ["CURRENT", "manifest.json", "pages.json.gz", "wiki_1.trm"])
def test_an_index_is_not_called_damaged_when_no_file_handle_is_left(
    code, name, wiki, index, monkeypatch
):
    opened = os.open

    def fail(path, *arguments, **options):
        if Path(path).name == name:
            raise OSError(code, os.strerror(code))
        return opened(path, *arguments, **options)

    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    before = live(index)
    monkeypatch.setattr(os, "open", fail)
    for call in (
        lambda: wikisearch.open(index),
        lambda: wikisearch.check(index),
        lambda: wikisearch.build(wiki, index),
    ):
        with pytest.raises(wikisearch.ResourceError, match="ulimit") as caught:
            call()
        assert Path(caught.value.subject).name == name
        assert caught.value.transient
    monkeypatch.undo()
    assert live(index) == before
    assert wikisearch.check(index).findings == ()
