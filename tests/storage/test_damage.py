"""Full disks, read-only disks, and damage of every file of an index."""

import errno
import gc
import os
import shutil
import subprocess
import sys
import time

import pytest

import wikisearch
from tests.engines.indexes import live
from tests.indexer.folders import html, run, write

ENGINES = ("whoosh", "tantivy")
every_engine = pytest.mark.parametrize("engine", ENGINES)

PAGE = os.sysconf("SC_PAGE_SIZE")
"""Block size for filling a file system."""


def write_wiki(source, pages=10):
    for number in range(pages):
        write(source, f"p{number}.html", html(f"Page {number}", f"ant number {number} " * 50))
    return source


def ants(index):
    with wikisearch.open(index) as opened:
        return [hit.title for hit in opened.search("ant", limit=50)]


# --- disks ----------------------------------------------------------------------------------------


@pytest.fixture
def disk(tmp_path):
    """A small file system in memory, which only root can mount."""
    if os.geteuid() or sys.platform != "linux":
        pytest.skip("only root can mount a file system, and only on Linux in memory")
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "none", str(folder)]
    done = subprocess.run(mount, capture_output=True, text=True, check=False)
    if done.returncode:
        pytest.skip(f"mount: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", str(folder)], check=True)


def is_held(disk):
    """Whether something has files of a disk open that were deleted: their space is still used."""
    figures = os.statvfs(disk)
    used = (figures.f_blocks - figures.f_bfree) * figures.f_frsize
    blocks = sum(path.lstat().st_blocks for path in disk.rglob("*") if path.is_file())
    return used > blocks * 512


def leave_room(disk, room):
    """Fill a disk except for this many bytes."""
    filler = disk / "filler"
    filler.unlink(missing_ok=True)
    # Space that is freed only after this would be more room than asked for.
    for _ in range(100):
        if not is_held(disk):
            break
        gc.collect()
        time.sleep(0.01)
    free = os.statvfs(disk).f_bavail * os.statvfs(disk).f_frsize
    with filler.open("wb") as opened:
        os.posix_fallocate(opened.fileno(), 0, max(1, free - room))


@pytest.mark.slow
@every_engine
def test_a_full_disk_at_any_file_leaves_the_old_index(engine, disk, tmp_path):
    """Free space grows from nothing to enough, block by block; for a full build and an update."""
    source, index = write_wiki(tmp_path / "wiki"), disk / "index"
    run(source, index, engine=engine)
    before = ants(index)
    for kind, title in (("update", "Page three"), ("full", "Page 3 once more")):
        write(source, "p3.html", html(title, "ant number 3 " * 50))
        refused = []
        for pages in range(0, 400, 2):
            leave_room(disk, pages * PAGE)
            try:
                run(source, index, full=kind == "full")
            except wikisearch.IndexWriteError as error:
                refused.append(str(error))
            else:
                break
            assert ants(index) == before
            assert len(list(index.glob("generation-*"))) == 1
        (disk / "filler").unlink()
        assert len(refused) > 1, kind
        # tantivy does not always report why its thread ended.
        assert all(f"{index}: the index cannot be written (" in message for message in refused)
        assert os.strerror(errno.ENOSPC) in " ".join(refused)
        assert title in ants(index)
        before = ants(index)
        assert wikisearch.check(index).findings == ()


@every_engine
def test_an_index_on_a_read_only_disk_can_be_queried_but_not_updated(engine, disk, tmp_path):
    source, index = write_wiki(tmp_path / "wiki"), disk / "index"
    run(source, index, engine=engine)
    before = ants(index)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    other = next(each for each in ENGINES if each != engine)
    write(source, "new.html", html("New", "a hornet"))
    for attempt in (lambda: run(source, index), lambda: wikisearch.migrate(other, index)):
        with pytest.raises(wikisearch.IndexWriteError, match=r"[Rr]ead-only") as caught:
            attempt()
        assert str(index) in str(caught.value)
    assert ants(index) == before
    assert wikisearch.check(index).findings == ()


@every_engine
@pytest.mark.parametrize("full", [True, False])
def test_all_files_are_synced_before_the_pointer_is_replaced(engine, full, tmp_path, monkeypatch):
    source, index = write_wiki(tmp_path / "wiki"), tmp_path / "index"
    run(source, index, engine=engine)
    write(source, "new.html", html("New", "a hornet"))
    events, fsync, replace = [], os.fsync, os.replace

    def noted_fsync(descriptor):
        fsync(descriptor)
        events.append(os.fstat(descriptor).st_ino)

    def noted_replace(old, new):
        events.append(str(new))
        replace(old, new)

    monkeypatch.setattr(os, "fsync", noted_fsync)
    monkeypatch.setattr(os, "replace", noted_replace)
    run(source, index, full=full)
    place = events.index(str(index / "CURRENT"))
    before, after = events[:place], events[place + 1 :]
    files = [file.stat().st_ino for file in live(index).iterdir()]
    generation, folder = live(index).stat().st_ino, index.stat().st_ino
    pointer = (index / "CURRENT").stat().st_ino
    for steps in ([*files, generation, folder], [pointer, folder]):
        last = [len(before) - before[::-1].index(each) for each in steps]
        assert max(last[:-1]) < last[-1]
    assert max(len(before) - before[::-1].index(each) for each in files) < (
        len(before) - before[::-1].index(generation)
    )
    assert after == [folder]


# --- readers --------------------------------------------------------------------------------------


@every_engine
def test_a_reader_has_the_same_view_after_three_updates(engine, tmp_path):
    source, index = write_wiki(tmp_path / "wiki", 20), tmp_path / "index"
    run(source, index, engine=engine)
    with wikisearch.open(index) as reader:
        first = live(index)
        before = reader.search("ant number", limit=50, explain=True).hits[:3]
        for number in range(3):
            write(source, f"p{number}.html", html(f"Changed {number}", "a wasp instead"))
            (source / f"p{number + 10}.html").unlink()
            assert run(source, index).published
            # Data that no query has used is read from the files only now.
            assert reader.search("ant number", limit=50, explain=True).hits[:3] == before
            assert reader.search("wasp").total == 0
            assert len(reader.search("page*", limit=50)) == 20
            assert reader.page(f"Page {number}").title == f"Page {number}"
            assert first.is_dir()
            assert len(list(index.glob("generation-*"))) == 2
            with wikisearch.open(index) as later:
                assert later.search("wasp").total == number + 1
    assert not wikisearch.check(index).is_damaged
    write(source, "last.html", html("Last", "a late ant"))
    run(source, index)
    assert not first.exists()


# --- files ----------------------------------------------------------------------------------------


def cut(file):
    file.write_bytes(file.read_bytes()[:-1])


def empty(file):
    file.write_bytes(b"")


def remove(file):
    file.unlink()


def turn_a_bit(file):
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@every_engine
def test_any_damage_is_one_error_that_names_the_file_and_a_build_repairs_it(engine, tmp_path):
    source, whole = write_wiki(tmp_path / "wiki"), tmp_path / "whole"
    run(source, whole, engine=engine)
    write(source, "p3.html", html("Page three", "ant number 3"))
    run(source, whole)
    before = ants(whole)
    # A changed bit in the manifest may change a figure that only a check verifies.
    damages = {file.name: (cut, empty, remove, turn_a_bit) for file in live(whole).iterdir()}
    damages["manifest.json"] = (cut, empty, remove)
    assert len(damages) > 12
    for name, kinds in damages.items():
        for damage in kinds:
            index = shutil.copytree(whole, tmp_path / "index")
            file = live(index) / name
            damage(file)
            with pytest.raises(wikisearch.BadIndexError, match="run: wikisearch index") as caught:
                wikisearch.open(index)
            assert str(live(index)) in str(caught.value)
            assert name in str(caught.value) or (name, damage) == ("manifest.json", remove)
            assert "\n" not in str(caught.value)
            assert wikisearch.check(index).is_damaged
            if damage is cut and name in ("manifest.json", "pages.json.gz", max(damages)):
                assert run(source, index).published
                assert ants(index) == before
                assert wikisearch.check(index).findings == ()
            shutil.rmtree(index)
