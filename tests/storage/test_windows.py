"""What differs on Windows, simulated: files, locks and processes behave as they do there.

No test runs on Windows itself.
"""

import subprocess
import sys
from pathlib import Path

import pytest

PAGE = "<html lang=en><main><h1>{0}</h1><p>The {0} lives in a colony.</p></main></html>"

# Missing names and other behaviour of Windows. An open or mapped file can be neither deleted nor
# replaced, a folder cannot be opened, and only a file opened for writing can be synced.
WINDOWS = """
import errno, os, pathlib, sys
import bs4, click, lxml.etree, portalocker, multiprocessing, tempfile, shutil, subprocess
import wikisearch.ingest.workers.worker_pool
try:
    import tantivy
except ImportError:
    pass

sys.platform = "win32"
sys.modules["fcntl"] = None
real = {name: getattr(os, name) for name in ("open", "fsync", "unlink", "replace", "rename")}

def denied(path):
    raise PermissionError(errno.EACCES, "used by another process", str(path))

def is_open(path):
    path = os.path.realpath(path)
    maps = open("/proc/self/maps").read()
    handles = (f"/proc/self/fd/{each}" for each in os.listdir("/proc/self/fd"))
    return path in maps or any(os.path.realpath(each) == path for each in handles)

def open_(path, flags, mode=0o777, *, dir_fd=None):
    if dir_fd is None and os.path.isdir(path):
        denied(path)
    return real["open"](path, flags, mode, dir_fd=dir_fd)

def fsync(file):
    import _posixsubprocess
    flags = int(open(f"/proc/self/fdinfo/{file}").read().split("flags:")[1].split()[0], 8)
    if flags & 3 == 0:
        raise OSError(errno.EBADF, "not open for writing")
    real["fsync"](file)

def unlink(path, *, dir_fd=None):
    if dir_fd is None and is_open(path):
        denied(path)
    real["unlink"](path, dir_fd=dir_fd)

def replace(source, target):
    if is_open(source) or is_open(target):
        denied(target)
    real["replace"](source, target)

def never(*_, **__):
    raise AssertionError("not on Windows")

os.open, os.fsync, os.unlink, os.remove, os.replace = open_, fsync, unlink, unlink, replace
os.symlink = os.kill = never
shutil._use_fd_functions = False
shutil.rmtree.avoids_symlink_attacks = False
for name in ("O_NOFOLLOW", "O_NONBLOCK", "pread", "pwrite", "fork", "register_at_fork"):
    delattr(os, name)
"""

UPDATES = """
import wikisearch
from wikisearch.storage.generations import generations
from wikisearch.storage.lock import is_locked, only_writer

source, directory, engine = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), sys.argv[3]
page = "<html lang=en><main><h1>Wasp</h1><p>The wasp lives in a colony.</p></main></html>"

def update(number):
    (source / f"wasp{number}.html").write_text(page.replace("asp", f"asp{number}"))
    wikisearch.build(source, directory, engine=engine).close()

wikisearch.build(source, directory, engine=engine).close()
index = wikisearch.open(directory)
update(1)
assert index.search("colony").total == 2 and index.generation == "generation-000001"
update(2)
assert index.search("colony").total == 2 and index.reload() and index.search("colony").total == 4
index.close()
update(3)
print(*(path.name for path in generations(directory)))
assert not is_locked(directory)
with only_writer(directory):
    try:
        with only_writer(directory):
            raise AssertionError
    except wikisearch.WikisearchError as error:
        assert "another build is writing" in str(error)
report = wikisearch.check(directory)
assert not report.findings, report
"""


@pytest.mark.skipif(not Path("/proc/self/fd").is_dir(), reason="needs the open files of a process")
@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_an_index_is_built_searched_and_updated_as_on_windows(engine, tmp_path):
    source = tmp_path / "wiki"
    source.mkdir()
    for name in ("ant", "bee"):
        (source / f"{name}.html").write_text(PAGE.format(name), encoding="utf-8")
    command = [sys.executable, "-c", WINDOWS + UPDATES, source, tmp_path / "index", engine]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout.split()[-1] == "generation-000004"
