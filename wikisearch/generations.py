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
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import IO

from wikisearch.errors import (
    IndexDamagedError,
    IndexFormatError,
    IndexLockedError,
    IndexNotFoundError,
    rebuild,
)
from wikisearch.model.manifest import FORMAT, FileStamp, Manifest, OtherFormatError

POINTER = "CURRENT"
MANIFEST = "manifest.json"

_NAME = re.compile(r"generation-(\d{6,})")
_TRIES = 10
_BLOCK = 1 << 20


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
            self._check_files()
        except BaseException:
            self._hold.close()
            raise

    def close(self) -> None:
        """Allow it to be collected."""
        self._hold.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._hold.closed

    def _check_files(self) -> None:
        for name, expected in self.manifest.files.items():
            file = self.path / name
            if not file.is_file():
                raise IndexDamagedError(f"{file} is missing; {rebuild(self.path.parent)}")
            if _stamp(file) != expected:
                raise IndexDamagedError(
                    f"{file} is cut short or changed; {rebuild(self.path.parent)}"
                )


def open_generation(directory: Path) -> Generation:
    """Open the live generation; raises BadIndexError when there is none to use."""
    for _ in range(_TRIES):
        path = directory / _current(directory)
        with suppress(FileNotFoundError):
            return Generation(path)
        # A build may have replaced and collected it since the pointer was read.
        if _current(directory) == path.name:
            break
    raise IndexDamagedError(f"{path} is missing or not whole; {rebuild(directory)}")


def live_manifest(directory: Path) -> Manifest:
    """Manifest of the live generation, whose files are not looked at; raises BadIndexError."""
    path = directory / _current(directory)
    try:
        text = (path / MANIFEST).read_bytes()
    except OSError as error:
        raise IndexDamagedError(
            f"{path / MANIFEST} cannot be read ({error}); {rebuild(directory)}"
        ) from error
    return _manifest(path, text)


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Keep other builds from an index folder, and clear away what a killed one left.

    Raises IndexLockedError while another build is under way.
    """
    directory.mkdir(parents=True, exist_ok=True)
    with (directory / "lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexLockedError(
                f"{directory}: another build is writing this index; wait for it to end"
            ) from error
        _collect(directory)
        yield


@contextmanager
def new_generation(directory: Path) -> Iterator[Path]:
    """Give a folder to build a generation in; make it live at the end, or leave no trace.

    The index folder has to be locked.
    """
    path = directory / f"generation-{_next_number(directory):06}"
    path.mkdir()
    try:
        yield path
        _publish(directory, path)
    except BaseException:
        shutil.rmtree(path, ignore_errors=True)
        raise
    _collect(directory)


def write_manifest(path: Path, manifest: Manifest) -> None:
    """Complete a generation, and see it onto the disk."""
    write_text(path / MANIFEST, manifest.to_json())
    _sync_folder(path)


def files_of(path: Path) -> dict[str, FileStamp]:
    """Size and checksum of every file of a generation but its manifest."""
    return {file.name: _stamp(file) for file in sorted(path.iterdir()) if file.name != MANIFEST}


def _stamp(file: Path) -> FileStamp:
    """Size and checksum; a gigabyte takes about a second."""
    size = checksum = 0
    with file.open("rb") as opened:
        while block := opened.read(_BLOCK):
            size += len(block)
            checksum = zlib.crc32(block, checksum)
    return FileStamp(size, checksum)


def _publish(directory: Path, path: Path) -> None:
    new = directory / f"{POINTER}.new"
    write_text(new, path.name + "\n")
    new.replace(directory / POINTER)
    _sync_folder(directory)


def _current(directory: Path) -> str:
    try:
        name = (directory / POINTER).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        raise IndexNotFoundError(
            f"{directory}: no index here; "
            f"build one with: wikisearch index SOURCE --index {directory}"
        ) from None
    except (OSError, ValueError) as error:
        raise IndexDamagedError(
            f"{directory / POINTER} cannot be read ({error}); {rebuild(directory)}"
        ) from error
    if not _NAME.fullmatch(name):
        raise IndexDamagedError(f"{directory / POINTER} names no generation; {rebuild(directory)}")
    return name


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        manifest = Manifest.from_json(text.decode("utf-8"))
    except OtherFormatError as error:
        raise IndexFormatError(
            f"{path.parent}: the index has format {error}, this wikisearch reads {FORMAT}; "
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


def _collect(directory: Path) -> None:
    """Delete every generation but the live one, unless a reader still holds it."""
    try:
        live = _current(directory)
    except (IndexNotFoundError, IndexDamagedError):
        live = ""
    (directory / f"{POINTER}.new").unlink(missing_ok=True)
    for path in directory.iterdir():
        if _NAME.fullmatch(path.name) and path.name != live:
            _remove(path)


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
        shutil.rmtree(path, ignore_errors=True)


def _next_number(directory: Path) -> int:
    matches = (_NAME.fullmatch(path.name) for path in directory.iterdir())
    return 1 + max((int(match.group(1)) for match in matches if match), default=0)


def write_text(file: Path, text: str) -> None:
    """Write a file, and wait until it is on the disk."""
    with file.open("w", encoding="utf-8") as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())


def _sync_folder(directory: Path) -> None:
    """See the names of new files onto the disk."""
    descriptor = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
