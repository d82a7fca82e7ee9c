"""A build that fails, is killed or runs out of space leaves the old index unchanged."""

import gc
import json
import os
import platform
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import warnings
from pathlib import Path

import pytest

import wikisearch
from tests.engines.indexes import live
from tests.permissions import open_folder, permissions, without_root
from wikisearch.model.manifest import FORMAT
from wikisearch.storage import generations, retention

ROOT = Path(__file__).parents[2]

OLD, NEW = 5, 40
"""Pages about `oldword` and `newword`: results show from which generation they are."""

KILLS = int(os.environ.get("WIKISEARCH_KILLS", "15"))
"""Killed builds and updates per engine; use some hundred after changes of generations."""


def write_wiki(folder, word, pages):
    folder.mkdir()
    for number in range(pages):
        (folder / f"{word}-{number}.html").write_text(
            f"<h1>{word} {number}</h1><p>The {word} stands here, {number} times over.</p>"
            f"<h2>More</h2><p>Again the {word}, with {'some filling text ' * 20}.</p>",
            encoding="utf-8",
        )
    return folder


@pytest.fixture(scope="module")
def old(tmp_path_factory):
    return write_wiki(tmp_path_factory.mktemp("source") / "old", "oldword", OLD)


@pytest.fixture(scope="module")
def new(tmp_path_factory):
    return write_wiki(tmp_path_factory.mktemp("source") / "new", "newword", NEW)


ENGINES = ("whoosh", "tantivy")
every_engine = pytest.mark.parametrize("engine", ENGINES)


def build(source, index, engine="whoosh"):
    wikisearch.build(source, index, engine=engine, workers=1, replace=True).close()


def pages_of(index):
    """Return the pages with the old and with the new word."""
    found = [index.search(word, limit=100) for word in ("oldword", "newword")]
    for results in found:
        assert len(results) == results.total
        for hit in results:
            assert len(index.page(hit.id).sections) == 2
    return tuple(results.total for results in found)


def assert_wholly_old_or_wholly_new(directory):
    with wikisearch.open(directory) as index:
        assert pages_of(index) in {(OLD, 0), (0, NEW)}
        assert index.manifest.pages == sum(pages_of(index))


def assert_tidy(directory):
    """Check that the folder has one generation, its pointer and the lock."""
    names = sorted(path.name for path in directory.iterdir())
    live = (directory / "CURRENT").read_text(encoding="utf-8").strip()
    assert names == ["CURRENT", live, "lock"]


# --- numbered generations and the pointer ---------------------------------------------------------


def test_generations_are_numbered_and_the_pointer_names_the_last(old, new, tmp_path):
    for number, source in enumerate((old, new, old), 1):
        build(source, tmp_path)
        pointer = (tmp_path / "CURRENT").read_text(encoding="utf-8")
        assert pointer == f"generation-{number:06}\n"
        assert_tidy(tmp_path)


def test_the_pointer_is_replaced_not_rewritten(old, tmp_path):
    build(old, tmp_path)
    with (tmp_path / "CURRENT").open(encoding="utf-8") as opened:
        build(old, tmp_path)
        assert opened.read() == "generation-000001\n"


def test_unknown_files_are_not_deleted(old, tmp_path):
    build(old, tmp_path)
    (tmp_path / "generation-notes.txt").write_text("mine", encoding="utf-8")
    (tmp_path / "folder").mkdir()
    build(old, tmp_path)
    assert (tmp_path / "generation-notes.txt").exists()
    assert (tmp_path / "folder").exists()


# --- killed builds --------------------------------------------------------------------------------

BUILDER = """
import json, os, pathlib, signal, sys, tempfile, time
import wikisearch.engines.tantivy
import wikisearch.engines.whoosh.writer
from wikisearch.indexer.build import build
from wikisearch.indexer.update import update

# Imports what a build needs, so that no child does it again. No thread is left running.
with tempfile.TemporaryDirectory() as folder:
    (pathlib.Path(folder) / "page.html").write_text("<h1>Title</h1>")
    build(f"{folder}/page.html", f"{folder}/index", workers=1).close()
    update(f"{folder}/index", add={"other": "<h1>Other</h1>"}, delete="page").close()

def kill_at_touch(directory, deadly):
    seen = 0

    def count(event, arguments):
        nonlocal seen
        touched = arguments and directory in str(arguments[0])
        if event in ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir") and touched:
            seen += 1
            if seen == deadly:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)

for line in sys.stdin:
    source, directory, engine, deadly, seconds = json.loads(line)
    began = time.perf_counter()
    child = os.fork()
    if not child:
        if deadly:
            kill_at_touch(directory, deadly)
        if isinstance(source, dict):
            update(directory, **source).close()
        else:
            build(source, directory, engine=engine, workers=1, replace=True).close()
        os._exit(0)
    if seconds:
        time.sleep(seconds)
        os.kill(child, signal.SIGKILL)
    code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    print(json.dumps([code, time.perf_counter() - began]), flush=True)
"""


class Builder:
    """Runs builds in separate processes and kills them."""

    def __init__(self):
        self._process = subprocess.Popen(
            [sys.executable, "-c", BUILDER],
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __call__(self, source, directory, *, engine="whoosh", touch=0, seconds=0.0):
        """Build, and be killed at the n-th touch of a file or after some seconds.

        Instead of a source, `source` may be the pages that `update` adds and the ids it deletes.

        What an engine in Rust does to files is not seen, and is not counted.

        Answers with the exit code and the seconds it took.
        """
        print(
            json.dumps([source, str(directory), engine, touch, seconds], default=str),
            file=self._process.stdin,
            flush=True,
        )
        return json.loads(self._process.stdout.readline())

    def close(self):
        self._process.stdin.close()
        self._process.wait(timeout=60)
        self._process.stdout.close()


@pytest.fixture(scope="module")
def builder():
    started = Builder()
    yield started
    started.close()


@pytest.fixture
def quick(tmp_path):
    """A folder in memory if possible: a killed process loses no written data there."""
    if not os.access("/dev/shm", os.W_OK):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder:
        yield Path(folder)


@every_engine
@pytest.mark.parametrize("kind", ["build", "update"])
def test_a_build_killed_at_any_moment_leaves_the_old_index_or_the_new_one(
    engine, kind, builder, quick
):
    """Each run starts from what the one before left, be it whole or killed.

    An update changes a wiki in one page of three, a build reads another wiki.
    """
    sources = [write_wiki(quick / word, word, 12) for word in ("oldword", "newword")]
    if kind == "update":
        for number in range(8):
            shutil.copy(sources[0] / f"oldword-{number}.html", sources[1])
            (sources[1] / f"newword-{number}.html").unlink()
    states = [(12, 0), (0, 12)] if kind == "build" else [(12, 0), (8, 4)]
    source, index = quick / "wiki", quick / "index"
    shutil.copytree(sources[0], source)
    build(source, index, engine)
    moments = random.Random(20260101)  # the same delays in every run
    state, killed, usual = 0, 0, 0.0
    for _ in range(KILLS + 1):
        if kind == "update":
            shutil.rmtree(source)
            shutil.copytree(sources[1 - state], source)
        else:
            source = sources[1 - state]
        after = moments.uniform(0.001, usual) if usual else 0
        code, took = builder(source, index, engine=engine, seconds=after)
        killed += code == -signal.SIGKILL
        # About the time of a run: the first is not killed, and two of three others are.
        usual = (usual * 0.9 if code == 0 else usual * 1.05) if usual else took
        with wikisearch.open(index) as opened:
            found = tuple(opened.search(word, limit=100).total for word in ("oldword", "newword"))
            assert found in states
            assert opened.manifest.pages == sum(found)
        state = states.index(found)
        assert not wikisearch.check(index).is_damaged
    build(sources[0], index, engine)
    assert_tidy(index)
    assert killed > KILLS / 4
    print(f"{engine} {kind}: {KILLS} runs, {killed} killed")


@pytest.mark.slow
@every_engine
def test_a_build_killed_at_each_file_operation_leaves_the_old_index_or_the_new_one(
    engine, builder, old, quick
):
    source = write_wiki(quick / "source", "newword", 2)
    index = quick / "index"
    build(old, quick / "whole", engine)
    shutil.copytree(quick / "whole", index)
    for touch in range(1, 200):
        code, _ = builder(source, index, engine=engine, touch=touch)
        with wikisearch.open(index) as opened:
            assert pages_of(opened) in {(OLD, 0), (0, 2)}
        if code == 0:
            break
        if touch % 8 == 0:
            build(old, index, engine)
            assert_tidy(index)
        shutil.rmtree(index)
        shutil.copytree(quick / "whole", index)
    assert 10 < touch < 199


EDITS = {
    "add": {f"newword-{number}": f"<h1>newword {number}</h1><p>The newword." for number in (1, 2)},
    "delete": ["oldword-0", "oldword-1", "oldword-2"],
}
EDITED = (OLD - 3, 2)


def edit_again(directory):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # the ids may be deleted already
        wikisearch.update(directory, **EDITS).close()


def edited_state(directory):
    """Count the pages with the old and the new word, in an index without faults."""
    with wikisearch.open(directory) as index:
        found = tuple(index.search(word, limit=100).total for word in ("oldword", "newword"))
        assert index.manifest.pages == len(index) == sum(found)
    assert not wikisearch.check(directory).is_damaged
    return found


@pytest.mark.slow
@every_engine
def test_an_edit_killed_at_each_file_operation_leaves_the_old_index_or_the_new_one(
    engine, builder, old, quick
):
    index = quick / "index"
    build(old, quick / "whole", engine)
    states, code, touch = set(), -signal.SIGKILL, 0
    while code:
        touch += 1
        shutil.rmtree(index, ignore_errors=True)
        shutil.copytree(quick / "whole", index)
        code, _ = builder(EDITS, index, engine=engine, touch=touch)
        state = edited_state(index)
        assert state in {(OLD, 0), EDITED}
        states.add((state, code))
        if touch % 8 == 0:
            edit_again(index)
            assert edited_state(index) == EDITED
            assert_tidy(index)
    assert states == {((OLD, 0), -signal.SIGKILL), (EDITED, -signal.SIGKILL), (EDITED, 0)}
    assert touch > 10
    print(f"{engine}: an edit killed at each of {touch - 1} file operations")


@pytest.mark.slow
@every_engine
def test_edits_killed_at_any_moment_leave_the_old_index_or_the_new_one(engine, builder, old, quick):
    index = quick / "index"
    build(old, index, engine)
    again = {page: (old / f"{page}.html").read_text("utf-8") for page in EDITS["delete"]}
    undo = {"add": again, "delete": list(EDITS["add"])}
    moments = random.Random(20260102)
    states, state, killed, usual = [(OLD, 0), EDITED], 0, 0, 0.0
    for _ in range(KILLS + 1):
        after = moments.uniform(0.001, usual) if usual else 0
        code, took = builder((EDITS, undo)[state], index, engine=engine, seconds=after)
        killed += code == -signal.SIGKILL
        usual = (usual * 0.9 if code == 0 else usual * 1.05) if usual else took
        found = edited_state(index)
        assert found in states
        state = states.index(found)
    edit_again(index)
    assert edited_state(index) == EDITED
    assert killed > KILLS / 4
    print(f"{engine}: {KILLS} edits, {killed} killed")


@every_engine
def test_an_unfinished_index_is_not_an_index(engine, builder, new, tmp_path):
    index = tmp_path / "index"
    code, _ = builder(new, index, engine=engine, touch=8)
    assert code == -signal.SIGKILL
    with pytest.raises(wikisearch.IndexNotFoundError):
        wikisearch.open(index)
    build(new, index, engine)
    assert_tidy(index)


# --- builds and readers at the same time ----------------------------------------------------------


def test_a_second_build_at_the_same_time_is_refused(old, new, tmp_path):
    refused = []

    def build_another(_done, _total):
        if not refused:
            with pytest.raises(wikisearch.IndexLockedError, match="another build") as caught:
                build(old, tmp_path)
            refused.append(caught.value)

    wikisearch.build(new, tmp_path, workers=1, progress=build_another).close()
    assert str(tmp_path) in str(refused[0])
    assert f"(process {os.getpid()} on {platform.node()} since 2" in str(refused[0])
    assert_wholly_old_or_wholly_new(tmp_path)
    build(old, tmp_path)


def test_the_lock_of_a_dead_process_blocks_no_build(old, new, tmp_path):
    build(old, tmp_path)
    script = (
        "import os, pathlib, signal, sys\n"
        "from wikisearch.storage.commit import locked\n"
        "with locked(pathlib.Path(sys.argv[1])):\n"
        "    print('ready', flush=True); signal.pause()\n"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
    )
    assert holder.stdout.readline() == b"ready\n"
    with pytest.raises(wikisearch.IndexLockedError, match=f"process {holder.pid} on"):
        build(new, tmp_path)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert str(holder.pid) in (tmp_path / "lock").read_text(encoding="utf-8")
    build(new, tmp_path)
    assert_tidy(tmp_path)


def test_a_reader_has_the_same_results_and_files_while_the_index_is_rebuilt(old, new, tmp_path):
    build(old, tmp_path)
    reader = wikisearch.open(tmp_path)
    first = tmp_path / "generation-000001"
    for _ in range(2):
        build(new, tmp_path)
        assert pages_of(reader) == (OLD, 0)
        assert first.is_dir()
        with wikisearch.open(tmp_path) as later:
            assert pages_of(later) == (0, NEW)
    reader.close()
    build(new, tmp_path)
    assert not first.exists()
    assert_tidy(tmp_path)


def test_a_reader_in_another_process_also_holds_its_generation(old, new, tmp_path):
    build(old, tmp_path)
    script = (
        "import sys, wikisearch\n"
        "index = wikisearch.open(sys.argv[1])\n"
        "print('ready', flush=True); sys.stdin.readline()\n"
        "print(index.search('oldword').total)\n"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert reader.stdout.readline() == b"ready\n"
    build(new, tmp_path)
    build(new, tmp_path)
    assert (tmp_path / "generation-000001").is_dir()
    out, _ = reader.communicate(b"go\n", timeout=60)
    assert int(out) == OLD


def test_a_reader_whose_generation_is_deleted_during_open_gets_the_next_one(
    old, new, tmp_path, monkeypatch
):
    """After the reader has read the pointer, the build replaces and deletes its generation."""
    build(old, tmp_path)
    answers = []
    current, remove = generations.read_pointer, shutil.rmtree
    reader = threading.Thread(target=lambda: answers.append(_answer(tmp_path)))
    pointers = ["generation-000001"]

    def pointer_as_it_was(directory):
        late = threading.current_thread() is reader and pointers
        return pointers.pop() if late else current(directory)

    def let_the_reader_in_first(path, **options):
        if Path(path).name == "generation-000001":
            reader.start()
            reader.join(timeout=0.5)
        remove(path, **options)

    monkeypatch.setattr(generations, "read_pointer", pointer_as_it_was)
    monkeypatch.setattr(retention.shutil, "rmtree", let_the_reader_in_first)
    build(new, tmp_path)
    reader.join(timeout=30)
    assert answers == [(0, NEW)]


def _answer(directory):
    """Open an index, wait until the build is over, then search."""
    try:
        with wikisearch.open(directory) as index:
            time.sleep(1)
            return pages_of(index)
    except wikisearch.WikisearchError as error:
        return error


def test_readers_never_fail_while_builds_follow_one_another(old, new, tmp_path):
    build(old, tmp_path)
    over = threading.Event()
    failures = []

    def read():
        while not over.is_set():
            try:
                assert_wholly_old_or_wholly_new(tmp_path)
            except BaseException as error:  # noqa: BLE001 - whatever it is, the test reports it
                failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    try:
        for _ in range(8):
            build(new, tmp_path)
            build(old, tmp_path)
    finally:
        over.set()
        for reader in readers:
            reader.join()
    assert failures == []


# --- no space, no permission ----------------------------------------------------------------------


@pytest.mark.parametrize("room", [0, 300, 1_000])
@every_engine
def test_a_full_disk_leaves_the_old_index_live(engine, old, new, tmp_path, room):
    build(old, tmp_path, engine)
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, usual[1]))  # the soft limit can be raised
    try:
        with pytest.raises(wikisearch.IndexWriteError, match="untouched") as caught:
            build(new, tmp_path, engine)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert str(tmp_path) in str(caught.value)
    with wikisearch.open(tmp_path) as index:
        assert pages_of(index) == (OLD, 0)
    assert_tidy(tmp_path)
    del caught
    gc.collect()  # report an unclosed file here, not in the next test


@every_engine
def test_a_folder_that_cannot_be_written_can_be_queried_and_refuses_a_build(engine, old):
    with open_folder() as folder:
        index = folder / "index"
        build(old, index, engine)
        source = write_wiki(folder / "source", "newword", 2)
        for path in (index, *index.rglob("*")):
            path.chmod(0o555 if path.is_dir() else 0o444)
        try:
            with without_root():
                with wikisearch.open(index) as opened:
                    assert pages_of(opened) == (OLD, 0)
                with pytest.raises(wikisearch.IndexWriteError, match=str(index)):
                    build(source, index, engine)
                with wikisearch.open(index) as opened:
                    assert pages_of(opened) == (OLD, 0)
        finally:
            for path in (index, *index.rglob("*")):
                path.chmod(0o755)


# --- damaged indexes ------------------------------------------------------------------------------

REMEDY = "wikisearch index"


@pytest.fixture
def index(old, tmp_path):
    build(old, tmp_path / "index")
    return tmp_path / "index"


def test_without_a_pointer_there_is_no_index(index):
    (index / "CURRENT").unlink()
    with pytest.raises(wikisearch.IndexNotFoundError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(index) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [b"", b"nonsense", b"\xff\xfe\x00", b"../../etc\n", b"generation-000099\n", b"generation-1\n"],
    ids=ascii,
)
def test_a_dangling_pointer_is_damage(index, text):
    (index / "CURRENT").write_bytes(text)
    with pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(index) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_without_a_pointer_complete_generations_are_deleted_only_after_a_new_one(index, tmp_path):
    whole = live(index)
    (index / "CURRENT").unlink()
    (index / "generation-000007").mkdir()  # from a killed build
    (tmp_path / "bad").mkdir()
    (tmp_path / "bad" / "empty.html").touch()
    with pytest.raises(wikisearch.SourceError):
        build(tmp_path / "bad", index)
    assert sorted(path.name for path in index.iterdir()) == [whole.name, "lock"]
    build(write_wiki(tmp_path / "source", "newword", 2), index)
    assert_tidy(index)


def test_a_file_where_a_generation_should_be_is_damage(index):
    folder = live(index)
    shutil.rmtree(folder)
    folder.touch()
    with pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(folder) in str(caught.value)


def test_unreadable_files_are_reported(old):
    with open_folder() as folder:
        index = folder / "index"
        build(old, index)
        folders = {"": 0o311}  # its files can be opened, but not listed
        for name in ("wiki_1.trm", "terms.json", "manifest.json", *folders):
            file = live(index) / name
            with (
                permissions(file, folders.get(name, 0)),
                without_root(),
                pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught,
            ):
                wikisearch.open(index)
            assert str(file) in str(caught.value)


def test_a_pointer_that_is_a_folder_is_damage(index):
    (index / "CURRENT").unlink()
    (index / "CURRENT").mkdir()
    with pytest.raises(wikisearch.IndexDamagedError, match="CURRENT"):
        wikisearch.open(index)


def test_a_missing_manifest_is_damage(index):
    (live(index) / "manifest.json").unlink()
    with pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(live(index)) in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{",
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b'{"format": "x"}',
        b'{"format": Infinity}',
        b'{"format": %d, "files": 7}' % FORMAT,
        b"[" * 100_000,
    ],
    ids=lambda text: ascii(text[:30]),
)
def test_an_invalid_manifest_is_damage(index, text):
    manifest = live(index) / "manifest.json"
    manifest.write_bytes(text)
    with pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(manifest) in str(caught.value)
    assert len(str(caught.value)) < 1000


def test_a_manifest_of_a_later_format_is_not_damage(index):
    (live(index) / "manifest.json").write_text(
        '{"format": 99, "all else": "may be different"}', encoding="utf-8"
    )
    with pytest.raises(wikisearch.IndexFormatError, match=REMEDY):
        wikisearch.open(index)


TABLES = {
    "whoosh": (
        "segments.json",
        *(
            f"wiki_1.{kind}"
            for kind in (
                "beg",
                "blk",
                "key",
                "len",
                "lst",
                "ord",
                "pst",
                "rnk",
                "siz",
                "sto",
                "trm",
            )
        ),
    ),
    "tantivy": ("meta.json", ".fast", ".fieldnorm", ".idx", ".pos", ".store", ".term"),
}
"""File suffixes of an engine."""

every_table = pytest.mark.parametrize(
    ("engine", "name"), [(engine, name) for engine in ENGINES for name in TABLES[engine]]
)


def table(old, index, engine, name):
    build(old, index, engine)
    return min(live(index).glob(f"*{name}"))


@every_table
def test_a_file_that_is_cut_short_or_missing_is_named(engine, name, old, tmp_path):
    index = tmp_path / "index"
    file = table(old, index, engine, name)
    file.write_bytes(file.read_bytes()[:-1])
    with pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(file) in str(caught.value)
    file.unlink()
    with pytest.raises(wikisearch.IndexDamagedError, match=REMEDY) as caught:
        wikisearch.open(index)
    assert str(file) in str(caught.value)


def _zeros(content, _dice):
    return bytes(len(content))


def _ones(content, _dice):
    return b"\xff" * len(content)


def _noise(content, dice):
    return dice.randbytes(len(content))


def _some_bytes_changed(content, dice):
    changed = bytearray(content)
    for _ in range(1 + len(changed) // 50):
        changed[dice.randrange(len(changed))] = dice.randrange(256)
    return bytes(changed)


@pytest.mark.parametrize("spoil", [_zeros, _ones, _noise, _some_bytes_changed])
@every_table
def test_changed_bytes_give_an_answer_or_a_clear_error(engine, name, spoil, old, tmp_path):
    """The checksum detects nearly all of these; any failure must be a library error."""
    index = tmp_path / "index"
    file = table(old, index, engine, name)
    whole = file.read_bytes()
    for seed in range(8 if spoil in (_noise, _some_bytes_changed) else 1):
        file.write_bytes(spoil(whole, random.Random(seed)))
        for query in ("oldword", '"oldword 3"', "fill* textt~", "title:oldword -5"):
            try:
                with wikisearch.open(index) as opened:
                    for hit in opened.search(query, explain=True):
                        opened.page(hit.id)
            except wikisearch.BadIndexError as error:
                assert "\n" not in str(error)  # noqa: PT017 - an answer is as good
            except wikisearch.TermNotFoundError:
                pass
