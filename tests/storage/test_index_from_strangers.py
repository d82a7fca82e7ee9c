"""An index folder from a stranger: nothing outside it is read or changed, nothing hangs."""

import gzip
import json
import os
import shutil
import zlib

import pytest

import wikisearch
from tests.indexer.folders import html, write
from wikisearch.errors import BadIndexError, IndexWriteError

HUGE = 100 << 30
BOMB = 80 << 20


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("stranger")
    for number in range(3):
        write(folder / "wiki", f"p{number}.html", html(f"Page {number}", "ant"))
    wikisearch.build(folder / "wiki", folder / "index").close()
    return folder


@pytest.fixture
def index(original, tmp_path):
    return shutil.copytree(original / "index", tmp_path / "index")


def live(index):
    return index / (index / "CURRENT").read_text(encoding="utf-8").strip()


def listed(index, change):
    file = live(index) / "manifest.json"
    manifest = json.loads(file.read_text(encoding="utf-8"))
    change(manifest)
    file.write_text(json.dumps(manifest), encoding="utf-8")


def replace(index, name, data):
    """Replace a file and its checksum, as a forger would."""
    (live(index) / name).write_bytes(data)
    listed(index, lambda facts: facts["files"].update({name: [len(data), zlib.crc32(data)]}))


def use(index, original):
    with wikisearch.open(index) as opened:
        opened.search("ant")
        opened.suggest("pa")
        opened.related("Page 1")
    wikisearch.build(original / "wiki", index, full=False).close()


PLACES = {
    "pointer": lambda index: index / "CURRENT",
    "manifest": lambda index: live(index) / "manifest.json",
    "listed file": lambda index: live(index) / "terms.json",
    "further file": lambda index: live(index) / "wiki_7.len",
}


@pytest.mark.parametrize("place", PLACES)
def test_a_link_is_not_followed(place, index, original, tmp_path):
    outside = tmp_path / "outside"
    file = PLACES[place](index)
    if file.exists():
        file.rename(outside)
    else:
        outside.write_bytes(b"precious")
    file.symlink_to(outside)
    before = outside.read_bytes()
    with pytest.raises(BadIndexError, match=file.name):
        use(index, original)
    assert outside.read_bytes() == before


@pytest.mark.parametrize("place", PLACES)
def test_a_pipe_does_not_block(place, index, original):
    file = PLACES[place](index)
    file.unlink(missing_ok=True)
    os.mkfifo(file)
    with pytest.raises(BadIndexError, match=file.name):
        use(index, original)


def test_the_lock_is_not_a_link(index, original, tmp_path):
    outside = tmp_path / "outside"
    outside.write_bytes(b"precious")
    (index / "lock").unlink(missing_ok=True)
    (index / "lock").symlink_to(outside)
    write(tmp_path / "wiki", "p.html", html("Page", "bee"))
    with pytest.raises(IndexWriteError):
        wikisearch.build(tmp_path / "wiki", index)
    assert outside.read_bytes() == b"precious"


@pytest.mark.parametrize("place", ["pointer", "manifest", "listed file"])
def test_a_huge_file_is_not_read(place, index, original):
    os.truncate(PLACES[place](index), HUGE)
    with pytest.raises(BadIndexError):
        use(index, original)


@pytest.mark.parametrize("name", ["/proc/self/maps", "../lock", "..", "a\\b", ""])
def test_the_manifest_lists_no_paths(name, index, original):
    listed(index, lambda facts: facts["files"].update({name: [1, 0]}))
    with pytest.raises(BadIndexError, match=r"manifest\.json"):
        use(index, original)


def test_a_small_file_does_not_unpack_to_a_huge_one(index):
    replace(index, "pages.json.gz", gzip.compress(bytes(BOMB)))
    findings = wikisearch.check(index).findings
    assert any("pages.json.gz" in str(finding) for finding in findings)


FORGED = {
    "incoming.json": [{"p1": "many"}, {"p1": None}, ["p1"], 7],
    "terms.json": [[["p1", "p1.html", 5, [], "", []]], [["p1", "p1.html", "t", [5], "", []]], 7],
}


@pytest.mark.parametrize(("name", "value"), [(n, v) for n, vs in FORGED.items() for v in vs])
def test_values_of_another_type_are_damage(name, value, index, original):
    replace(index, name, json.dumps(value).encode())
    with pytest.raises(BadIndexError, match=name):
        use(index, original)
