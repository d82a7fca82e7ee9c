"""Stored shards are stable and complete, and only changed files are read again."""

import gzip
import json
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from tests.indexer.folders import html, write
from wikisearch.errors import PageError, SourceError
from wikisearch.indexer.page_extractor import PageExtractor
from wikisearch.indexer.shards.page_store import (
    StoredFile,
    decode,
    encode,
    extract_stored,
    read_manifest,
    write_shard_manifest,
)
from wikisearch.indexer.shards.shard import shards_of
from wikisearch.indexer.shards.shard_builder import ShardReader, shard_settings
from wikisearch.ingest import FolderSource, SourceFile, find_pages, standard_profiles
from wikisearch.ingest.sources import folder

CORPUS = Path(__file__).parents[3] / "corpus"


def extractor(root, kind=PageExtractor):
    return kind(FolderSource(root), (root,), standard_profiles().fingerprint)


@pytest.fixture
def reader(wiki, tmp_path):
    (tmp_path / "shards").mkdir()
    extract = extractor(wiki)
    return ShardReader(tmp_path / "shards", extract, shard_settings(extract), full=False)


def shard(wiki):
    [shard] = shards_of(find_pages(wiki), 1)
    return shard


def stored(folder, name="shard-0-of-1"):
    """Return the stored entry of every file, by path."""
    part = read_manifest(folder, name)
    found = {}
    for entry in part.files:
        file = StoredFile(entry.path, folder / part.pages, entry.offset, entry.size)
        try:
            found[entry.path] = extract_stored(file)
        except PageError as error:
            found[entry.path] = error.reason
    return found


# --- the rule -------------------------------------------------------------------------------------


def test_every_file_is_in_one_shard_in_the_same_order():
    files = [SourceFile(f"{n:04}.html", Path(f"{n:04}.html")) for n in range(1000)]
    shards = shards_of(files, 8)
    assert sorted((f for s in shards for f in s.files), key=lambda file: file.path) == files
    for each in shards:
        assert list(each.files) == sorted(each.files, key=lambda file: file.path)
        assert 80 < len(each.files) < 170


def test_a_file_stays_in_its_shard_when_others_are_added_or_deleted():
    files = [SourceFile(f"{n}.html", Path(f"{n}.html")) for n in range(200)]
    every = {s.path: set(s.files) for s in shards_of(files, 16)}
    for each in shards_of(files[::3], 16):
        assert set(each.files) <= every[each.path]


def test_the_shard_of_a_path_never_changes():
    """Another rule would cause all shards to be read again."""
    files = [SourceFile(name, Path(name)) for name in ("a.html", "b/c.html", "é.html")]
    assert {f.path: s.path for s in shards_of(files, 64) for f in s.files} == {
        "a.html": "shard-53-of-64",
        "b/c.html": "shard-04-of-64",
        "é.html": "shard-16-of-64",
    }


# --- stored pages --------------------------------------------------------------------------------


def test_stored_pages_equal_the_extracted_pages():
    extract = extractor(CORPUS)
    for file in find_pages(CORPUS):
        found = extract(file)
        assert decode(encode(found), file.path) == found


def test_redirects_and_refusals_are_stored(wiki, reader, tmp_path):
    reader(shard(wiki))
    found = stored(tmp_path / "shards")
    assert found["old0.html"] == reader.extractor(SourceFile("old0.html", wiki / "old0.html"))
    assert found["old0.html"].page is None
    assert found["empty.html"] == "empty file"
    assert set(found) == {file.path for file in find_pages(wiki)}


def test_the_manifest_names_input_settings_and_files_and_gzip_reads_the_pages(wiki, reader):
    done = reader(shard(wiki))
    facts = json.loads((reader.folder / "shard-0-of-1.json").read_text())
    assert facts["settings"] == shard_settings(reader.extractor)
    assert facts["input"] == done.manifest.input
    assert [each["path"] for each in facts["files"]] == [f.path for f in find_pages(wiki)]
    assert b"Page 7" in gzip.decompress((reader.folder / facts["pages"]).read_bytes())


# --- what is read again ---------------------------------------------------------------------------


def state(folder):
    return {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in folder.iterdir()}


def test_a_complete_shard_is_neither_read_nor_written(wiki, reader, monkeypatch):
    monkeypatch.setattr(folder, "_SETTLED", 0)
    assert reader(shard(wiki)).read == len(find_pages(wiki))
    before = state(reader.folder)
    monkeypatch.setattr(FolderSource, "read", lambda *_: pytest.fail("read"))
    assert reader(shard(wiki)).read == 0
    assert state(reader.folder) == before
    with pytest.raises(pytest.fail.Exception):
        replace(reader, full=True)(shard(wiki))


def test_only_changed_files_are_read_and_the_shard_equals_a_new_one(wiki, reader, tmp_path):
    reader(shard(wiki))
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    write(wiki, "new.html", html("New", "a hornet"))
    (wiki / "p5.html").unlink()
    assert reader(shard(wiki)).read == 2
    (tmp_path / "fresh").mkdir()
    fresh = replace(reader, folder=tmp_path / "fresh")(shard(wiki))
    assert fresh.manifest.pages == read_manifest(reader.folder, "shard-0-of-1").pages
    assert stored(reader.folder)["p3.html"].page.title == "Page three"


def test_other_settings_read_everything_again(wiki, reader):
    reader(shard(wiki))
    part = read_manifest(reader.folder, "shard-0-of-1")
    settings = {**part.settings, "format": "0"}
    write_shard_manifest(reader.folder, "shard-0-of-1", replace(part, settings=settings))
    assert reader(shard(wiki)).read == len(find_pages(wiki))


@pytest.mark.parametrize("name", ["shard-0-of-1.json", "shard-0-of-1.*.pages.gz"])
@pytest.mark.parametrize("damage", [lambda data: data[:-9], lambda _: b"", lambda _: b"[1]", None])
def test_a_damaged_shard_is_read_again(wiki, reader, name, damage):
    reader(shard(wiki))
    [file] = reader.folder.glob(name)
    data = file.read_bytes()
    if damage is None:
        file.unlink()
    else:
        file.write_bytes(damage(data))
    assert reader(shard(wiki)).read == len(find_pages(wiki))
    assert file.read_bytes() == data
    assert reader(shard(wiki)).read == 0


@pytest.mark.parametrize(
    ("old", "new"),
    [('"offset": ', '"offset": 1'), ('"path": "p3', '"path": "p4'), ("again", "gain")],
)
def test_a_changed_manifest_is_detected(wiki, reader, old, new):
    reader(shard(wiki))
    part = reader.folder / "shard-0-of-1.json"
    text = part.read_text()
    part.write_text(text.replace(old, new, 1))
    assert read_manifest(reader.folder, "shard-0-of-1") is None
    assert reader(shard(wiki)).read == len(find_pages(wiki))
    assert part.read_text() == text


@dataclass(frozen=True, slots=True)
class Moody(PageExtractor):
    """Fails on one page with a transient error."""

    def __call__(self, file):
        if file.path == "p3.html":
            raise MemoryError
        return PageExtractor.__call__(self, file)


@dataclass(frozen=True, slots=True)
class Hasty(PageExtractor):
    """Reads a page while it is written."""

    def __call__(self, file):
        if file.path == "p3.html":
            file.location.write_text(html("Page three", "a wasp instead"))
        return PageExtractor.__call__(self, file)


@pytest.mark.parametrize("kind", [Moody, Hasty])
def test_a_page_with_a_transient_error_is_read_again(wiki, reader, kind):
    replace(reader, extractor=extractor(wiki, kind))(shard(wiki))
    assert reader(shard(wiki)).read == 1
    assert stored(reader.folder)["p3.html"].page is not None
    assert reader(shard(wiki)).read == 0


def test_an_unreadable_file_is_tried_in_each_build(wiki, reader):
    (wiki / "gone.html").symlink_to("nowhere")
    entries = {entry.path: entry for entry in reader(shard(wiki)).manifest.files}
    assert entries["gone.html"].refusal.startswith("cannot be read")
    assert reader(shard(wiki)).read == 0
    (wiki / "nowhere").write_text(html("Found", "text"))
    assert reader(shard(wiki)).read == 1


def test_a_worker_without_the_files_or_with_other_profiles_is_reported(wiki, reader):
    gone = replace(
        reader, extractor=replace(reader.extractor, source=FolderSource(wiki / "nowhere"))
    )
    with pytest.raises(SourceError, match=r"nowhere: the machine .* does not see it; share it"):
        gone(shard(wiki))
    with pytest.raises(SourceError, match="install the same wikisearch"):
        replace(reader, settings={**reader.settings, "format": "0"})(shard(wiki))
