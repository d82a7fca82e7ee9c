"""A build in shards, in processes or on a cluster, gives the index of a plain build."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from distributed import LocalCluster

import wikisearch
from tests.indexer.folders import html, read_by, run, write
from tests.indexer.shards.killers import KILLERS, Deadly
from tests.indexer.shards.test_shards import extractor
from tests.indexer.test_migrate import assert_same_answers
from wikisearch.cli import main
from wikisearch.errors import (
    ClusterUnavailableError,
    IndexLockedError,
    MissingLibraryError,
    OptionError,
    PageError,
    SourceError,
)
from wikisearch.indexer.shards import dask_executor as room
from wikisearch.indexer.shards.dask_executor import DaskExecutor
from wikisearch.indexer.shards.executor import ProcessExecutor
from wikisearch.indexer.shards.page_store import extract_stored
from wikisearch.indexer.shards.shard_builder import ShardReader, shard_settings
from wikisearch.indexer.shards.sharded_source import ShardScanner
from wikisearch.ingest import PagePool, attempt, find_pages
from wikisearch.model.build import ignore_progress
from wikisearch.storage.lock import only_writer

ROOT = Path(__file__).parents[3]
CORPUS = ROOT / "corpus"
SHARDS = 4


@pytest.fixture(params=["processes", pytest.param("cluster", marks=pytest.mark.slow)])
def scheduler(request):
    """Address of a cluster, or empty for processes of this machine."""
    if request.param == "processes":
        return ""
    return request.getfixturevalue("dask_cluster").scheduler_address


@pytest.fixture
def sharded(tmp_path, scheduler):
    """Return the options of a build in shards."""
    shards = wikisearch.Shards(str(tmp_path / "shards"), SHARDS, scheduler)
    return {"shards": shards, "workers": 2}


def files_of(index):
    """Return the files of a generation without build time and file signatures."""
    live = index / (index / "CURRENT").read_text(encoding="utf-8").strip()
    files = {file.name: file.read_bytes() for file in live.iterdir()}
    return {n: d for n, d in files.items() if n not in ("manifest.json", "signatures.json.gz")}


# --- the same index -------------------------------------------------------------------------------


def assert_same_index(source, tmp_path, sharded):
    plain = run(source, tmp_path / "plain")
    built = run(source, tmp_path / "index", **sharded)
    assert built == replace(plain, shards_read=SHARDS)
    assert files_of(tmp_path / "index") == files_of(tmp_path / "plain")
    assert wikisearch.check(tmp_path / "index").findings == ()


def test_the_index_is_byte_for_byte_that_of_a_plain_build(wiki, sharded, tmp_path):
    assert_same_index(wiki, tmp_path, sharded)


def test_the_index_of_the_bundled_wiki_is_byte_for_byte_the_same(dask_cluster, tmp_path):
    address = dask_cluster.scheduler_address
    shards = wikisearch.Shards(str(tmp_path / "shards"), SHARDS, address)
    assert_same_index(CORPUS, tmp_path, {"shards": shards})


def test_any_engine_can_store_a_sharded_build(wiki, sharded, tmp_path):
    run(wiki, tmp_path / "plain", engine="tantivy")
    run(wiki, tmp_path / "index", engine="tantivy", **sharded)
    assert_same_answers(tmp_path / "index", tmp_path / "plain")
    with wikisearch.open(tmp_path / "index") as index:
        assert index.manifest.engine == "tantivy"
        assert [each.path for each in index.manifest.refused] == ["empty.html", "p4.html"]
        assert index.page("old name 2").id == "p2"


def test_a_build_from_python_reports_progress_to_the_end(wiki, sharded, tmp_path):
    calls = []
    with wikisearch.build(
        wiki,
        tmp_path / "index",
        shards=sharded["shards"],
        progress=lambda done, total: calls.append((done, total)),
    ) as index:
        assert index.search("häuser")[0].id == "haus"
    assert calls == sorted(calls)
    assert calls[-1][0] == calls[-1][1] == 2 * len(find_pages(wiki))


def test_an_update_reads_only_changed_shards(wiki, sharded, tmp_path):
    run(wiki, tmp_path / "index", **sharded)
    every = len(find_pages(wiki))
    again = run(wiki, tmp_path / "index", **sharded)
    assert (read_by(again), again.shards_read) == ((0, every, False), 0)
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    update = run(wiki, tmp_path / "index", **sharded)
    assert (read_by(update), update.shards_read) == ((1, every - 1, True), 1)
    write(wiki, "new.html", html("New", "a hornet"))
    (wiki / "p5.html").unlink()
    update = run(wiki, tmp_path / "index", **sharded)
    assert read_by(update) == (1, every - 1, True)
    run(wiki, tmp_path / "plain")
    assert_same_answers(tmp_path / "index", tmp_path / "plain")
    assert wikisearch.check(tmp_path / "index").findings == ()


def test_another_index_is_built_from_the_same_shards_without_reading_pages(wiki, sharded, tmp_path):
    run(wiki, tmp_path / "index", **sharded)
    assert run(wiki, tmp_path / "other", engine="tantivy", **sharded).shards_read == 0
    assert run(wiki, tmp_path / "index", full=True, **sharded).shards_read == SHARDS


def test_files_that_no_shard_uses_are_deleted(wiki, sharded, tmp_path):
    run(wiki, tmp_path / "index", **sharded)
    folder = tmp_path / "shards"
    (folder / "shard-0-of-4.json.1234.new").write_bytes(b"left by a worker that was killed")
    (folder / "shard-notes.txt").write_text("not ours")
    shards = replace(sharded["shards"], count=2)
    assert run(wiki, tmp_path / "index", **{**sharded, "shards": shards}).shards_read == 2
    names = [file.name for file in folder.iterdir()]
    assert len(names) == 2 * 2 + len(["lock", "shard-notes.txt"])
    assert all("-of-2." in name for name in names if name not in ("lock", "shard-notes.txt"))


# --- deaths ---------------------------------------------------------------------------------------


PAGES = 1000


def many_pages(folder):
    for each in range(PAGES):
        write(folder, f"p{each}.html", html(f"Page {each}", f"ant and queen {each % 7}"))
    return folder


def finished(folder):
    """Return the page files of the complete shards, with their identity."""
    parts = [json.loads(file.read_bytes()) for file in folder.glob("shard-*.json")]
    return {part["pages"]: (folder / part["pages"]).stat().st_ino for part in parts}


def wait_for(condition, seconds=120):
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.01)


@pytest.mark.slow
def test_a_killed_build_is_resumed(scheduler, tmp_path):
    source, folder = many_pages(tmp_path / "wiki"), tmp_path / "shards"
    command = [sys.executable, "-m", "wikisearch", "index", str(source), "--shards", "32"]
    command += ["--index", str(tmp_path / "index"), "--shard-folder", str(folder)]
    command += ["--scheduler", scheduler] if scheduler else ["--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL) as process:
        wait_for(lambda: len(finished(folder)) >= 3)
        process.kill()
    assert not (tmp_path / "index" / "CURRENT").exists()
    time.sleep(0.5)  # each worker may be reading one
    before = finished(folder)
    assert len(before) < 32
    shards = wikisearch.Shards(str(folder), 32, scheduler)
    outcome = run(source, tmp_path / "index", shards=shards, workers=2)
    assert outcome.shards_read <= 32 - len(before)
    assert before.items() <= finished(folder).items()
    run(source, tmp_path / "plain", workers=2)
    assert files_of(tmp_path / "index") == files_of(tmp_path / "plain")


def test_a_killed_worker_of_the_cluster_loses_nothing(dask_cluster, tmp_path):
    source, folder = many_pages(tmp_path / "wiki"), tmp_path / "shards"
    killed = []

    def kill():
        wait_for(lambda: len(finished(folder)) >= 3)
        killed.append(dask_cluster.workers[0].pid)
        os.kill(killed[0], signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    shards = wikisearch.Shards(str(folder), 32, dask_cluster.scheduler_address)
    outcome = run(source, tmp_path / "index", shards=shards)
    killer.join()
    assert killed
    # A shard that was complete but not reported is not read again.
    assert 30 <= outcome.shards_read <= 32
    assert (outcome.report.pages, outcome.report.refused) == (PAGES, ())
    run(source, tmp_path / "plain", workers=2)
    assert files_of(tmp_path / "index") == files_of(tmp_path / "plain")


def test_only_pages_that_kill_their_process_are_refused(wiki, scheduler, tmp_path, dask_cluster):
    (tmp_path / "shards").mkdir()
    pool = PagePool(2)
    executor = DaskExecutor(scheduler) if scheduler else ProcessExecutor(pool)
    extract = extractor(wiki, Deadly)
    reader = ShardReader(tmp_path / "shards", extract, shard_settings(extract), full=False)
    scan = ShardScanner(reader, executor, SHARDS, ignore_progress)
    files = find_pages(wiki)[:12]
    with closing(pool), closing(executor):
        scanned = scan(files, {}).files
    assert [each.file for each in scanned] == files
    found = [attempt(extract_stored, each.input) for each in scanned]
    refused = {each.path: each.transient for each in found if isinstance(each, PageError)}
    assert refused == {**dict.fromkeys(KILLERS, True), "empty.html": False}


# --- what cannot be -------------------------------------------------------------------------------


def test_only_one_build_uses_a_folder_of_shards_at_a_time(wiki, sharded, tmp_path):
    (tmp_path / "shards").mkdir()
    with only_writer(tmp_path / "shards"), pytest.raises(IndexLockedError, match="shards"):
        run(wiki, tmp_path / "index", **sharded)


def test_an_unwritable_shard_is_reported(wiki, sharded, tmp_path):
    run(wiki, tmp_path / "index", **sharded)
    write(wiki, "p3.html", html("Page three", "a wasp instead"))
    before = files_of(tmp_path / "index")
    for file in (tmp_path / "shards").glob("shard-*.json"):
        file.unlink()
        file.mkdir()
    with pytest.raises(SourceError, match=r"shard-\d-of-4: cannot be processed: IsADirectoryError"):
        run(wiki, tmp_path / "index", **sharded)
    assert files_of(tmp_path / "index") == before


def test_a_missing_scheduler_or_worker_is_reported_with_the_remedy(wiki, tmp_path, monkeypatch):
    monkeypatch.setattr(room, "_TIMEOUT", 1)
    shards = wikisearch.Shards(str(tmp_path / "shards"), SHARDS, "tcp://127.0.0.1:9")
    with pytest.raises(ClusterUnavailableError, match="start one with: dask scheduler"):
        run(wiki, tmp_path / "index", shards=shards)
    with LocalCluster(n_workers=0, dashboard_address=":0") as empty:
        shards = replace(shards, scheduler=empty.scheduler_address)
        with pytest.raises(ClusterUnavailableError, match="start some with: dask worker tcp:"):
            run(wiki, tmp_path / "index", shards=shards)


@pytest.mark.parametrize("address", ["nonsense://here", "tcp://"])
def test_an_invalid_address_is_an_error(wiki, tmp_path, address, monkeypatch):
    monkeypatch.setattr(room, "_TIMEOUT", 1)
    shards = wikisearch.Shards(str(tmp_path / "shards"), SHARDS, address)
    with pytest.raises(ClusterUnavailableError, match=address):
        run(wiki, tmp_path / "index", shards=shards)


def test_a_scheduler_without_dask_is_reported_with_the_install_command(wiki, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    monkeypatch.delitem(sys.modules, "wikisearch.indexer.shards.dask_executor")
    shards = wikisearch.Shards(str(tmp_path / "shards"), SHARDS, "tcp://127.0.0.1:9")
    with pytest.raises(MissingLibraryError, match=r'pip install "dask\[distributed\]'):
        run(wiki, tmp_path / "index", shards=shards)


def test_less_than_one_shard_is_an_error(wiki, tmp_path):
    with pytest.raises(OptionError, match="0 shards"):
        run(wiki, tmp_path / "index", shards=wikisearch.Shards(str(tmp_path / "shards"), 0))


# --- the command ----------------------------------------------------------------------------------


def test_the_command_prints_the_number_of_shards_read(wiki, tmp_path, capsys):
    words = ["index", str(wiki), "--index", str(tmp_path / "index"), "--workers", "1"]
    for read in (3, 0):
        with pytest.raises(SystemExit) as ended:
            main([*words, "--shards", "3"])
        assert ended.value.code == 1  # pages were refused
        err = capsys.readouterr().err
        assert f"{read} of 3 shards read; stored in {tmp_path / 'index'}-shards\n" in err
        assert "refused: empty.html: empty file\n" in err


def test_importing_a_build_imports_no_dask():
    script = (
        "import sys, wikisearch.indexer.build; print({'dask', 'distributed'} & set(sys.modules))"
    )
    process = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert process.stdout == "set()\n"


def test_a_folder_of_somebody_else_gets_no_shards(tmp_path):
    write(tmp_path / "wiki", "ant.html", html("Ant", "An insect."))
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "shard-notes.json").write_text("mine", "utf-8")
    before = sorted(mine.rglob("*"))
    shards = wikisearch.Shards(str(mine), SHARDS)
    with pytest.raises(SourceError, match=r"mine: .* has no shards \(it contains shard-notes"):
        wikisearch.build(tmp_path / "wiki", tmp_path / "index", shards=shards)
    assert sorted(mine.rglob("*")) == before


def test_only_files_of_shards_are_deleted(tmp_path):
    write(tmp_path / "wiki", "ant.html", html("Ant", "An insect."))
    folder = tmp_path / "shards"
    wikisearch.build(
        tmp_path / "wiki", tmp_path / "index", shards=wikisearch.Shards(folder)
    ).close()
    (folder / "shard-notes.json").write_text("mine", "utf-8")
    (folder / "shard-1-of-2.json.0af.new").touch()
    shards = wikisearch.Shards(folder, 2)
    wikisearch.build(tmp_path / "wiki", tmp_path / "index", shards=shards).close()
    names = {file.name.split(".")[0] for file in folder.iterdir()}
    assert len(names - {"lock", "shard-notes"}) == 1
    assert not [*folder.glob("*.new")]
