"""Numbered generations of an index in one folder, and the pointer to the one that is live.

    index/
        CURRENT              name of the live generation, replaced atomically
        lock                 held while a build is under way
        generation-000007/   manifest.json and the engine's files; never changed once it is live

A build writes a new generation beside the live one. If it fails or is killed, the pointer still
names the old one and readers notice nothing; the next build clears away what is left. Readers hold
a shared lock on their generation, so that it is not collected under them.
"""

import fcntl
import os
import re
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from wikisearch.errors import (
    IndexDamagedError,
    IndexFormatError,
    IndexNotFoundError,
    IndexWriteError,
    rebuild,
)
from wikisearch.model.manifest import FORMAT, FileStamp, Manifest, OtherFormatError
from wikisearch.storage.files import identity, stamp, write_text
from wikisearch.storage.lock import only_writer

POINTER = "CURRENT"
MANIFEST = "manifest.json"

_NAME = re.compile(r"generation-(\d{6,})")
_NO_FOLDER = ": no folder, but a file or below one; name another folder for the index"
_TRIES = 10
_PAUSES = (0.01, 0.1, 0.5)


class Generation:
    """One finished generation, kept from being collected until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hold: IO[bytes] = (path / MANIFEST).open("rb")
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(self._hold, fcntl.LOCK_SH)
        try:
            # It may have been collected between opening and locking.
            (path / MANIFEST).stat()
            self.manifest = _manifest(path, self._hold.read())
        except BaseException:
            self._hold.close()
            raise

    def faults(self) -> Iterator[tuple[Path, str]]:
        """Files that are not as they were written, each with what is wrong with it.

        All of them are read: a gigabyte takes about a second.
        """
        for name, expected in self.manifest.files.items():
            file = self.path / name
            try:
                if not file.is_file():
                    yield file, "is missing"
                elif stamp(file) != expected:
                    yield file, "is cut short or changed"
            except OSError as error:
                yield file, f"cannot be read ({error.strerror})"

    def close(self) -> None:
        """Allow it to be collected."""
        self._hold.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._hold.closed


def open_generation(directory: Path) -> Generation:
    """Open the live generation; raises BadIndexError when there is none to use."""
    generation = hold_generation(directory)
    for file, problem in generation.faults():
        generation.close()
        raise IndexDamagedError(f"{file} {problem}; {rebuild(directory)}")
    return generation


def hold_generation(directory: Path) -> Generation:
    """Open the live generation, whose files may be damaged; raises BadIndexError."""
    for _ in range(_TRIES):
        path = directory / _current(directory)
        try:
            return Generation(path)
        except FileNotFoundError:
            # A build may have replaced and collected it since the pointer was read.
            if _current(directory) == path.name:
                break
        except OSError as error:
            raise _unreadable(path / MANIFEST, error) from error
    raise IndexDamagedError(f"{path} is missing or not whole; {rebuild(directory)}")


def live_manifest(directory: Path) -> Manifest:
    """Manifest of the live generation, whose files are not looked at; raises BadIndexError."""
    path = directory / _current(directory)
    try:
        text = (path / MANIFEST).read_bytes()
    except OSError as error:
        raise _unreadable(path / MANIFEST, error) from error
    return _manifest(path, text)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep other builds from an index folder, and clear away what a killed one left.

    Raises IndexLockedError while another build is under way, and IndexWriteError for whatever the
    system reports while it is held.
    """
    try:
        _make_folder(directory)
        with only_writer(directory):
            _collect(directory)
            yield
    except OSError as error:
        raise IndexWriteError(
            f"{directory}: the index cannot be written ({error.strerror or error}); "
            "the one that was there is untouched"
        ) from error


@contextmanager
def new_generation(directory: Path) -> Iterator[Path]:
    """Give a folder to build a generation in; make it live at the end, or leave no trace.

    The index folder has to be locked.
    """
    path = directory / f"generation-{_next_number(directory):06}"
    try:
        path.mkdir()
        yield path
        _publish(directory, path)
    except BaseException:
        if not _is_live(directory, path):
            _delete(path)
        raise
    _collect(directory)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Complete a generation, and see it onto the disk."""
    write_text(path / MANIFEST, manifest.to_json())
    _sync_folder(path)


def files_of(path: Path, earlier: Generation | None = None) -> dict[str, FileStamp]:
    """Size and checksum of every file of a generation but its manifest.

    Files that it shares with an `earlier` one, which was found to be whole, are not read again.
    """
    files = [file for file in sorted(path.iterdir()) if file.name != MANIFEST]
    known: dict[tuple[int, int], FileStamp] = {}
    if earlier is not None:
        named = earlier.manifest.files.items()
        known = {identity(earlier.path / name): each for name, each in named}
    return {file.name: known.get(identity(file)) or FileStamp(*stamp(file)) for file in files}


def _make_folder(directory: Path) -> None:
    try:
        directory.mkdir(parents=True, exist_ok=True)
    except (FileExistsError, NotADirectoryError) as error:
        raise IndexWriteError(f"{directory}{_NO_FOLDER}") from error


def _publish(directory: Path, path: Path) -> None:
    new = directory / f"{POINTER}.new"
    write_text(new, path.name + "\n")
    _sync_folder(
        directory
    )  # the generation has its name on the disk before the pointer leads there
    new.replace(directory / POINTER)
    _sync_folder(directory)


def _is_live(directory: Path, path: Path) -> bool:
    """Whether the pointer names a generation, as far as it can be read."""
    with suppress(IndexNotFoundError, IndexDamagedError):
        return _current(directory) == path.name
    return False


def _current(directory: Path) -> str:
    try:
        name = (directory / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexNotFoundError(
            f"{directory}: no index here; "
            f"build one with: wikisearch index SOURCE --index {directory}"
        ) from None
    except NotADirectoryError:
        raise IndexNotFoundError(f"{directory}{_NO_FOLDER}") from None
    except (OSError, ValueError) as error:
        raise _unreadable(directory / POINTER, error) from error
    if not _NAME.fullmatch(name):
        raise IndexDamagedError(f"{directory / POINTER} names no generation; {rebuild(directory)}")
    return name


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        manifest = Manifest.from_json(text.decode("utf-8"))
    except OtherFormatError as error:
        raise IndexFormatError(
            f"{path / MANIFEST}: the index has format {error}, this wikisearch reads {FORMAT}; "
            f"{rebuild(path.parent)}"
        ) from error
    except (
        ValueError,
        LookupError,
        TypeError,
        AttributeError,
        ArithmeticError,
        RecursionError,
    ) as e:
        raise IndexDamagedError(
            f"{path / MANIFEST} cannot be read ({e}); {rebuild(path.parent)}"
        ) from e
    return manifest


def _unreadable(file: Path, error: Exception) -> IndexDamagedError:
    directory = file.parent if file.name == POINTER else file.parent.parent
    return IndexDamagedError(f"{file} cannot be read ({error}); {rebuild(directory)}")


def _collect(directory: Path) -> None:
    """Delete every generation but the live one, unless a reader still holds it.

    Where no pointer says which is live, only those that were never finished are deleted.
    """
    (directory / f"{POINTER}.new").unlink(missing_ok=True)
    try:
        live = _current(directory)
    except (IndexNotFoundError, IndexDamagedError):
        live = ""
    for path in generations(directory):
        if path.name != live and (live or not (path / MANIFEST).exists()):
            _remove(path)


def generations(directory: Path) -> list[Path]:
    """Folders of generations, live or not, oldest first."""
    found = [path for path in directory.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(found, key=_number)


def _remove(path: Path) -> None:
    """Delete a generation, locked so that no reader can take hold of it meanwhile."""
    with ExitStack() as stack:
        try:
            file = stack.enter_context((path / MANIFEST).open("rb"))
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return
        except OSError:
            pass  # it was never finished, or there are no locks to hold it by
        _delete(path)


def _delete(path: Path) -> None:
    """Delete a folder as far as it can be: what is left, the next build deletes."""
    for pause in _PAUSES:
        shutil.rmtree(path, ignore_errors=True)
        if not path.exists():
            return
        time.sleep(pause)  # a thread of an engine that failed may be at its last file


def _next_number(directory: Path) -> int:
    return 1 + max(map(_number, generations(directory)), default=0)


def _number(path: Path) -> int:
    return int(path.name.rpartition("-")[2])


def _sync_folder(directory: Path) -> None:
    """See the names of new files onto the disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
