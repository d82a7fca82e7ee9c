"""A build writes only to a new, empty or own folder, and deletes only what wikisearch wrote."""

import json
import shutil

import pytest

import wikisearch
from tests.engines.indexes import live
from tests.indexer.folders import html, write
from wikisearch.storage.ownership import MARKER, MARKER_TEXT, is_generation


@pytest.fixture
def wiki(tmp_path):
    write(tmp_path / "wiki", "ant.html", html("Ant", "an ant of a colony"))
    return tmp_path / "wiki"


def build(wiki, index):
    wikisearch.build(wiki, index).close()


def contents(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else None
        for path in folder.rglob("*")
    }


FOREIGN = {
    "a generation": {"generation-000007/thesis.txt": "mine"},
    "a generation with a manifest": {"generation-000007/manifest.json": '{"format": 9}'},
    "a file named as a generation": {"generation-000007": "mine"},
    "a pointer": {"CURRENT": "my current work\n"},
    "a pointer to nothing": {"CURRENT": "generation-000001\n"},
    "a new pointer": {"CURRENT.new": "mine"},
    "a lock": {"lock": "the key is under the mat"},
    "a page": {"index.html": "<h1>Home</h1>"},
    "a lock of ours beside a page": {"lock": "", "index.html": "<h1>Home</h1>"},
}


@pytest.mark.parametrize("name", FOREIGN)
def test_a_build_refuses_a_folder_of_other_files_before_it_writes(name, wiki, tmp_path):
    for path, text in FOREIGN[name].items():
        write(tmp_path / "out", path, text)
    before = contents(tmp_path / "out")
    with pytest.raises(wikisearch.IndexWriteError, match="is not an index") as caught:
        build(wiki, tmp_path / "out")
    assert caught.value.subject == str(tmp_path / "out")
    assert contents(tmp_path / "out") == before


def test_a_build_refuses_a_folder_that_has_only_empty_folders(wiki, tmp_path):
    (tmp_path / "out" / "generation-000007").mkdir(parents=True)
    with pytest.raises(wikisearch.IndexWriteError, match="it contains generation-000007"):
        build(wiki, tmp_path / "out")
    assert contents(tmp_path / "out") == {"generation-000007": None}


@pytest.mark.parametrize("name", ["generation-000007", "generation-000000", "notes", "CURRENT.txt"])
def test_foreign_files_in_an_index_folder_stay(name, wiki, tmp_path):
    index = tmp_path / "index"
    build(wiki, index)
    write(index / name, "thesis.txt", "mine")
    for number in range(2):
        write(wiki, f"bee-{number}.html", html("Bee", f"bee {number}"))
        build(wiki, index)
    assert (index / name / "thesis.txt").read_text(encoding="utf-8") == "mine"
    assert wikisearch.check(index).is_sound


def test_a_link_named_as_a_generation_stays_with_its_target(wiki, tmp_path):
    index = tmp_path / "index"
    build(wiki, index)
    shutil.copytree(live(index), tmp_path / "elsewhere")
    (index / "generation-000009").symlink_to(tmp_path / "elsewhere")
    before = contents(tmp_path / "elsewhere")
    write(wiki, "bee.html", html("Bee", "a bee"))
    build(wiki, index)
    assert contents(tmp_path / "elsewhere") == before
    assert (index / "generation-000009").is_symlink()


@pytest.mark.parametrize("left", [".gitignore", ".DS_Store", "lost+found"])
def test_an_empty_folder_may_have_the_files_of_other_programs(left, wiki, tmp_path):
    write(tmp_path / "index", left, "*")
    build(wiki, tmp_path / "index")
    assert (tmp_path / "index" / left).exists()


def test_an_index_with_a_damaged_manifest_can_be_built_again(wiki, tmp_path):
    build(wiki, tmp_path / "index")
    (live(tmp_path / "index") / "manifest.json").write_bytes(b"{")
    build(wiki, tmp_path / "index")
    assert len(list((tmp_path / "index").glob("generation-*"))) == 1


KILLED = {
    "at once": [],
    "with an empty generation": [("generation-000001", None)],
    "while it wrote the marker": [(f"generation-000001/{MARKER}", MARKER_TEXT[:9])],
    "while it wrote postings": [
        (f"generation-000001/{MARKER}", MARKER_TEXT),
        ("generation-000001/wiki_1.trm", "half"),
    ],
    "before the pointer": [(f"generation-000001/{MARKER}", MARKER_TEXT), ("CURRENT.new", "gen")],
}


@pytest.mark.parametrize("name", KILLED)
def test_a_killed_first_build_is_continued_and_cleaned_up(name, wiki, tmp_path):
    index = tmp_path / "index"
    write(index, "lock", "process 4194305 on this machine since 2026-01-01T00:00:00+00:00")
    for path, text in KILLED[name]:
        if text is None:
            (index / path).mkdir()
        else:
            write(index, path, text)
    build(wiki, index)
    assert {path.name for path in index.iterdir()} == {"CURRENT", "lock", live(index).name}


def test_an_index_of_another_version_is_still_an_index(wiki, tmp_path):
    index = tmp_path / "index"
    build(wiki, index)
    (live(index) / MARKER).unlink()
    manifest = live(index) / "manifest.json"
    facts = json.loads(manifest.read_text(encoding="utf-8"))
    del facts["profiles"]
    manifest.write_text(json.dumps(facts | {"format": 3}), encoding="utf-8")
    assert is_generation(live(index))
    build(wiki, index)
    assert wikisearch.check(index).is_sound


def test_an_unreadable_marker_is_no_proof(tmp_path):
    (tmp_path / "generation-000001" / MARKER).mkdir(parents=True)
    assert not is_generation(tmp_path / "generation-000001")


# --- the place of a new index ---------------------------------------------------------------------


def test_an_index_inside_its_source_is_refused_unless_forced(wiki):
    before = contents(wiki)
    for index in (wiki / "index", wiki / "sub" / "index"):
        with pytest.raises(wikisearch.IndexWriteError, match="inside its source"):
            build(wiki, index)
    assert contents(wiki) == before
    wikisearch.build(wiki, wiki / "index", force=True).close()
    build(wiki, wiki / "index")  # it is an index now


def test_a_hidden_folder_of_the_source_can_have_the_index(wiki):
    build(wiki, wiki / ".index")
    with wikisearch.build(wiki, wiki / ".tools" / "index") as index:
        assert index.manifest.pages == 1
    write(wiki, "index.html", html("Home", "welcome"))
    with pytest.raises(wikisearch.IndexWriteError, match="published site"):
        build(wiki, wiki / ".other")


def test_an_index_inside_a_published_site_is_refused_unless_forced(wiki, tmp_path):
    write(tmp_path / "site", "index.html", html("Home", "welcome"))
    with pytest.raises(wikisearch.IndexWriteError, match="published site"):
        build(wiki, tmp_path / "site" / "search")
    assert not (tmp_path / "site" / "search").exists()
    wikisearch.build(wiki, tmp_path / "site" / "search", force=True).close()


def test_force_does_not_allow_a_folder_of_other_files(wiki):
    with pytest.raises(wikisearch.IndexWriteError, match="is not an index"):
        wikisearch.build(wiki, wiki, force=True, replace=True)


def test_the_index_of_another_source_is_replaced_only_on_request(wiki, tmp_path):
    write(tmp_path / "other", "bee.html", html("Bee", "a bee of a hive"))
    build(wiki, tmp_path / "index")
    before = contents(tmp_path / "index")
    with pytest.raises(wikisearch.IndexWriteError, match="--replace") as caught:
        build(tmp_path / "other", tmp_path / "index")
    assert str(wiki) in str(caught.value)
    assert str(tmp_path / "other") in str(caught.value)
    assert contents(tmp_path / "index") == before
    with wikisearch.build(tmp_path / "other", tmp_path / "index", replace=True) as index:
        assert index.search("bee").total == 1


def test_a_source_in_a_renamed_folder_is_the_same_source(wiki, tmp_path):
    build(wiki, tmp_path / "index")
    (tmp_path / "renamed").mkdir()
    wiki.rename(tmp_path / "renamed" / "wiki")
    build(tmp_path / "renamed" / "wiki", tmp_path / "index")


def test_another_name_of_the_same_source_is_the_same_source(wiki, tmp_path, monkeypatch):
    build(wiki, tmp_path / "index")
    (tmp_path / "link").symlink_to(wiki)
    monkeypatch.chdir(tmp_path)
    for source in ("wiki", "wiki/.", "link"):
        build(source, tmp_path / "index")
