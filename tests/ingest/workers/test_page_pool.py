"""Pages are processed in order, in several processes, and none is lost."""

import gc
import os
import signal
import subprocess
import sys
import threading
import weakref
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from wikisearch.errors import PageError
from wikisearch.ingest import PagePool, SourceFile, find_pages, read_page
from wikisearch.ingest.workers import worker_pool

FILES = [SourceFile(f"{n:03}.html", Path(f"{n:03}.html")) for n in range(60)]


def map_pages(files, work, workers):
    with closing(PagePool(workers)) as pool:
        yield from pool.map(files, work, fewest=2)


def name_of(file):
    return file.path


def pid_of(_):
    return os.getpid()


def moody(file, bad, kind):
    """Fail on some pages, each time in another way."""
    if file.path in bad:
        match kind:
            case "raise":
                raise ValueError("no good")
            case "refuse":
                raise PageError(file.path, "empty file")
            case "kill":
                os.kill(os.getpid(), signal.SIGKILL)
            case "unsendable":
                return threading.Lock()
    return file.path


def read(file, root):
    return read_page(file.location, root)


@pytest.mark.parametrize("workers", [1, 2])
def test_results_come_in_the_order_of_the_paths(workers):
    files = FILES[::-1]
    assert list(map_pages(files, name_of, workers)) == [file.path for file in files]


REASONS = {
    ("raise", 1): "cannot be processed: ValueError: no good",
    ("raise", 2): "cannot be processed: ValueError: no good",
    ("refuse", 1): "empty file",
    ("refuse", 2): "empty file",
    ("kill", 2): "the process that read it was killed",
}


@pytest.mark.parametrize(("kind", "workers"), REASONS)
def test_a_page_that_fails_is_reported_and_the_others_are_read(kind, workers):
    bad = {"000.html", "018.html", "059.html"}
    results = list(map_pages(FILES, partial(moody, bad=bad, kind=kind), workers))
    for file, result in zip(FILES, results, strict=True):
        if file.path in bad:
            assert isinstance(result, PageError)
            assert (result.path, result.reason) == (file.path, REASONS[kind, workers])
        else:
            assert result == file.path


def test_a_result_that_cannot_be_sent_is_reported():
    results = list(map_pages(FILES, partial(moody, bad={"003.html"}, kind="unsendable"), 2))
    assert [r.path for r in results if isinstance(r, PageError)] == ["003.html"]
    assert len(results) == len(FILES)


def test_two_workers_read_what_one_reads(tmp_path):
    for n in range(40):
        (tmp_path / f"{n}.html").write_text(
            f"<h1>Term {n}</h1><p>Text {n}.</p><h2>More</h2><p>x</p>"
        )
    (tmp_path / "empty.html").write_text("")
    files = find_pages(tmp_path)
    work = partial(read, root=tmp_path)
    one, two = (list(map(repr, map_pages(files, work, workers))) for workers in (1, 2))
    assert one == two
    assert len(one) == 41


def test_a_script_without_a_main_guard_works_too(tmp_path):
    script = tmp_path / "script.py"
    script.write_text(
        "from pathlib import Path\nfrom wikisearch.ingest import PagePool, SourceFile\n"
        "files = [SourceFile(f'{n}.html', Path('x')) for n in range(99)]\n"
        "print(len(list(PagePool(2).map(files, str))))\n"
    )
    command = [sys.executable, str(script)]
    root = Path(__file__).parents[3]
    run = subprocess.run(command, env={"PYTHONPATH": str(root)}, capture_output=True, check=False)
    assert run.stdout.split()[-1] == b"99"


def test_workers_import_nothing_from_the_working_directory(tmp_path):
    (tmp_path / "wikisearch").mkdir()
    trap = "from pathlib import Path\nPath('sprung').touch()\n"
    (tmp_path / "wikisearch" / "__init__.py").write_text(trap)
    (tmp_path / "pages").mkdir()
    for n in range(80):
        page = f"<html lang=en><title>Term {n}</title><h1>Term {n}</h1><p>Text of number {n}."
        (tmp_path / "pages" / f"{n}.html").write_text(page)
    command = Path(sys.executable).with_name("wikisearch")
    subprocess.run([command, "index", "pages", "--workers", "2", "-q"], cwd=tmp_path, check=True)
    assert not (tmp_path / "sprung").exists()


def test_one_pool_does_several_works():
    with closing(PagePool(2)) as pool:
        first = list(pool.map(FILES, partial(moody, bad={"018.html"}, kind="kill"), fewest=2))
        assert list(pool.map(FILES, name_of, fewest=2)) == [file.path for file in FILES]
        assert sum(isinstance(each, PageError) for each in first) == 1
        assert os.getpid() not in set(pool.map(FILES, pid_of, fewest=2))


def test_an_abandoned_run_ends(tmp_path):
    results = map_pages(FILES, name_of, 2)
    assert next(results) == "000.html"
    results.close()


class Recorder:
    """Does the work here, and notes what a pool of processes would have got."""

    def __init__(self, workers):
        self.workers = workers

    def is_ready(self):
        return True

    def run(self, chunks, work):
        yield [len(chunk) for chunk in chunks]
        yield from (work(file) for chunk in chunks for file in chunk)

    def close(self):
        """Nothing to end."""


@pytest.mark.parametrize(("number", "workers"), [(70, 2), (530, 2), (5000, 8)])
def test_the_last_chunks_are_small_so_that_no_worker_waits(monkeypatch, number, workers):
    monkeypatch.setattr(worker_pool, "ResilientPool", Recorder)
    files = [SourceFile(f"{n}.html", Path(f"{n}.html")) for n in range(number)]
    sizes, *names = map_pages(files, name_of, workers)
    assert names == [file.path for file in files]
    assert sum(sizes) == number
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-workers:] == [1] * workers
    assert len(sizes) < number / 16 + 40 * workers


class Cycle:
    """Refers to itself, as the parser of a page does."""

    def __init__(self):
        self.me = self


def test_what_pages_leave_behind_is_freed_after_some_pages():
    left = []

    def read_with_garbage(file):
        left.append(weakref.ref(Cycle()))
        return file.path

    gc.disable()
    try:
        assert len(list(map_pages(FILES, read_with_garbage, 1))) == len(FILES)
    finally:
        gc.enable()
    assert sum(each() is not None for each in left) <= 16
