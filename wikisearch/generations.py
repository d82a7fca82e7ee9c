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
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from wikisearch.errors import (
    IndexDamagedError,
    IndexFormatError,
    IndexLockedError,
    IndexNotFoundError,
)
from wikisearch.model.manifest import FORMAT, Manifest

POINTER = "CURRENT"
MANIFEST = "manifest.json"

_NAME = re.compile(r"generation-(\d{6,})")
_TRIES = 10


class Generation:
    """One finished generation, kept from being collected until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._hold: IO[bytes] = (path / MANIFEST).open("rb")
        with suppress(OSError):  # some network folders know no locks
            fcntl.flock(self._hold, fcntl.LOCK_SH)
        try:
            self.manifest = _manifest(path, self._hold.read())
            self._check_files()
        except BaseException:
            self._hold.close()
            raise

    def close(self) -> None:
        """Allow it to be collected."""
        self._hold.close()

    def _check_files(self) -> None:
        for name, size in self.manifest.files.items():
            file = self.path / name
            if not file.is_file() or file.stat().st_size != size:
                state = "cut short or changed" if file.is_file() else "missing"
                raise IndexDamagedError(f"{file} is {state}; run: wikisearch index")


def open_generation(directory: Path) -> Generation:
    """Open the live generation; raises BadIndexError when there is none to use."""
    for _ in range(_TRIES):
        path = directory / _current(directory)
        with suppress(FileNotFoundError):
            return Generation(path)
        # A build may have replaced and collected it since the pointer was read.
        if _current(directory) == path.name:
            break
    raise IndexDamagedError(f"{path} is missing or not whole; run: wikisearch index")


@contextmanager
def building(directory: Path) -> Iterator[Path]:
    """Give a folder to build a generation in; make it live at the end, or leave no trace.

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
    _write(path / MANIFEST, manifest.to_json())
    _sync_folder(path)


def files_of(path: Path) -> dict[str, int]:
    """Size of every file of a generation but its manifest."""
    return {
        file.name: file.stat().st_size for file in sorted(path.iterdir()) if file.name != MANIFEST
    }


def _publish(directory: Path, path: Path) -> None:
    new = directory / f"{POINTER}.new"
    _write(new, path.name + "\n")
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
        raise IndexDamagedError(f"{directory / POINTER} cannot be read: {error}") from error
    if not _NAME.fullmatch(name):
        raise IndexDamagedError(f"{directory / POINTER} names no generation; run: wikisearch index")
    return name


def _manifest(path: Path, text: bytes) -> Manifest:
    try:
        manifest = Manifest.from_json(text.decode("utf-8"))
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise IndexDamagedError(
            f"{path / MANIFEST} cannot be read ({error}); run: wikisearch index"
        ) from error
    if manifest.format != FORMAT:
        raise IndexFormatError(
            f"{path.parent}: the index has format {manifest.format}, this wikisearch reads "
            f"{FORMAT}; run: wikisearch index"
        )
    return manifest


def _collect(directory: Path) -> None:
    """Delete every generation but the live one, unless a reader still holds it."""
    try:
        live = _current(directory)
    except (IndexNotFoundError, IndexDamagedError):
        live = ""
    for path in directory.iterdir():
        if _NAME.fullmatch(path.name) and path.name != live and not _held(path):
            shutil.rmtree(path, ignore_errors=True)


def _held(path: Path) -> bool:
    try:
        with (path / MANIFEST).open("rb") as file:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False  # never finished, or no locks to hold it by
    return False


def _next_number(directory: Path) -> int:
    matches = (_NAME.fullmatch(path.name) for path in directory.iterdir())
    return 1 + max((int(match.group(1)) for match in matches if match), default=0)


def _write(file: Path, text: str) -> None:
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
