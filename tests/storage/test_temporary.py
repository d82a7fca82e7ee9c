"""Folders in the temporary folder of the system, when processes are killed."""

import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

import wikisearch
from wikisearch.storage.temporary import LOCK, TemporaryFolder, delete_abandoned_folders

ROOT = Path(__file__).parents[2]

PROGRAM = """
import sys
import wikisearch

def pages():
    yield wikisearch.SourcePage("ant", "<h1>Ant</h1><p>An insect.")
    print("started", flush=True)
    sys.stdin.read()
    yield wikisearch.SourcePage("bee", "<h1>Bee</h1><p>An insect.")

if sys.argv[2] == "build":
    wikisearch.build(pages(), sys.argv[1]).close()
else:
    wikisearch.update(sys.argv[1], add=pages()).close()
"""


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))
    return folder


@pytest.fixture
def start(temporary):
    """Start a program that passes a page, and waits before it passes the next one."""
    programs = []

    def started(index, call):
        program = subprocess.Popen(
            [sys.executable, "-c", PROGRAM, index, call],
            env={**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        programs.append(program)
        assert program.stdout.readline() == b"started\n"
        return program

    yield started
    for program in programs:
        program.kill()
        program.communicate()


@pytest.mark.parametrize("call", ["build", "update"])
def test_the_next_build_deletes_what_a_killed_process_left(call, temporary, start, tmp_path):
    index = tmp_path / "index"
    wikisearch.build({"wasp": "<h1>Wasp</h1>"}, index).close()
    running = start(tmp_path / "other", "build")
    (held,) = temporary.iterdir()
    killed = start(index, call)
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert len([*temporary.iterdir()]) == 2
    wikisearch.update(index, add={"fly": "<h1>Fly</h1>"}).close()
    assert [*temporary.iterdir()] == [held]
    running.communicate()
    assert running.returncode == 0
    assert not [*temporary.iterdir()]
    with wikisearch.open(tmp_path / "other") as built:
        assert [page.id for page in built.pages()] == ["ant", "bee"]


def test_only_folders_that_are_proven_to_be_ours_are_deleted(temporary):
    for name in ("wikisearch-pages-my_notes", "wikisearch-pages-abc", "other"):
        (temporary / name).mkdir()
        (temporary / name / "notes").write_text("mine", "utf-8")
    (temporary / "other" / LOCK).touch()
    (temporary / "wikisearch-pages-linked__").symlink_to(temporary / "other")
    (temporary / "wikisearch-pages-afile___").touch()
    os.mkfifo(temporary / "wikisearch-pages-my_notes" / "pipe")
    before = sorted(temporary.rglob("*"))
    (temporary / "wikisearch-pages-empty___").mkdir()
    (temporary / "wikisearch-pages-deadone_").mkdir()
    (temporary / "wikisearch-pages-deadone_" / LOCK).touch()
    (temporary / "wikisearch-pages-deadone_" / "pages").touch()
    delete_abandoned_folders()
    assert sorted(temporary.rglob("*")) == before


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a folder to another user")
def test_a_folder_of_another_user_stays(temporary):
    folder = temporary / "wikisearch-pages-stranger"
    folder.mkdir()
    (folder / LOCK).touch()
    os.chown(folder, 12345, 12345)
    delete_abandoned_folders()
    assert (folder / LOCK).exists()


def test_a_lock_that_is_no_regular_file_is_not_opened(temporary):
    folder = temporary / "wikisearch-pages-apipe___"
    folder.mkdir()
    os.mkfifo(folder / LOCK)
    delete_abandoned_folders()
    assert (folder / LOCK).exists()


def test_a_folder_that_is_deleted_before_its_lock_is_there_is_made_again(temporary, monkeypatch):
    make, made = tempfile.mkdtemp, []

    def made_and_deleted_once(**options):
        made.append(make(**options))
        if len(made) == 1:
            delete_abandoned_folders()
        return made[-1]

    monkeypatch.setattr(tempfile, "mkdtemp", made_and_deleted_once)
    folder = TemporaryFolder("pages")
    assert [*temporary.iterdir()] == [folder.path] == [Path(made[1])]
    folder.close()
    assert not [*temporary.iterdir()]


def test_a_file_that_appears_while_a_folder_is_deleted_is_deleted_too(temporary, monkeypatch):
    folder = TemporaryFolder("links")
    remove = Path.rmdir

    def remove_late(path):
        monkeypatch.setattr(Path, "rmdir", remove)
        (path / "late").touch()
        remove(path)

    monkeypatch.setattr(Path, "rmdir", remove_late)
    folder.close()
    assert not [*temporary.iterdir()]


def test_a_file_that_cannot_be_deleted_now_is_deleted_by_the_next_build(temporary, monkeypatch):
    folder = TemporaryFolder("links")
    (folder.path / "file").touch()
    remove = Path.unlink

    def deny(path, *, missing_ok=False):
        raise PermissionError(path)

    monkeypatch.setattr(Path, "unlink", deny)
    folder.close()
    monkeypatch.setattr(Path, "unlink", remove)
    assert (folder.path / LOCK).exists()
    delete_abandoned_folders()
    assert not [*temporary.iterdir()]


def test_folders_of_other_parts_stay_even_if_they_are_empty(temporary):
    with tempfile.TemporaryDirectory(prefix="wikisearch-other-") as folder:
        delete_abandoned_folders()
        assert Path(folder).exists()


def test_many_processes_make_and_delete_folders_at_once(temporary):
    program = (
        "from wikisearch.storage.temporary import *\n"
        "for number in range(200):\n"
        "    folder = TemporaryFolder('pages')\n"
        "    (folder.path / 'pages').write_text('x')\n"
        "    delete_abandoned_folders()\n"
        "    assert (folder.path / 'pages').read_text() == 'x'\n"
        "    folder.close()\n"
        "    assert not folder.path.exists()\n"
    )
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)}
    command = [sys.executable, "-c", program]
    programs = [subprocess.Popen(command, env=environment) for _ in range(4)]
    assert [program.wait() for program in programs] == [0] * 4
    assert not [*temporary.iterdir()]
