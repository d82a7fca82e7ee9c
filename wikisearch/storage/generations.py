"""Numbered generations of an index in one folder, and the pointer to the live one.

    index/
        CURRENT              name of the live generation, replaced atomically
        lock                 held by a running build
        generation-000007/   manifest.json and the engine's files; immutable once it is live

A build writes a new generation beside the live one. If it fails or is killed, the pointer still
names the old one, and readers notice nothing. Readers hold a shared lock on their generation, so
that it is not deleted while they use it.
"""

import os
import re
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import IO

from wikisearch.errors import (
    IndexDamagedError,
    IndexFormatError,
    IndexNotFoundError,
    ResourceError,
    rebuild,
)
from wikisearch.model.manifest import FORMAT, Manifest, OtherFormatError
from wikisearch.storage.file_lock import lock_shared
from wikisearch.storage.files import has_stamp, open_binary, read_bytes, retry_denied
from wikisearch.storage.io_errors import DECODE_ERRORS, read_error

POINTER = "CURRENT"
NEW_POINTER = f"{POINTER}.new"
"""Written beside the pointer, then renamed to it."""

MANIFEST = "manifest.json"

NO_FOLDER = "is a file, or a path below a file", "name another folder for the index"
"""Problem and remedy of a path that cannot be a folder."""

_NAME = re.compile(r"generation-(\d{6,})")
_TRIES = 10
_MAX_POINTER_BYTES = 1_000
MAX_MANIFEST_BYTES = 1 << 28


class Generation:
    """A finished generation, which is not deleted until it is closed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock: IO[bytes] = open_binary(path / MANIFEST)
        lock_shared(self._lock)
        try:
            # It may have been deleted between opening and locking.
            self.manifest = _read_manifest(path)
            self.mark = _mark(path, os.fstat(self._lock.fileno()))
        except BaseException:
            self._lock.close()
            raise

    def faults(self) -> Iterator[tuple[Path, str]]:
        """Yield each file that is not as the build left it, with the problem.

        Reads all files: about one second per gigabyte. Raises ResourceError if no file handle is
        left: the files may be whole.
        """
        try:
            yield from self._special_files()
        except OSError as error:
            yield self.path, self._read_problem(self.path, error)
        for name, expected in self.manifest.files.items():
            file = self.path / name
            try:
                if not file.exists():
                    yield file, "is missing"
                elif not has_stamp(file, expected):
                    yield file, "is cut short or changed"
            except OSError as error:
                yield file, self._read_problem(file, error)

    def _special_files(self) -> Iterator[tuple[Path, str]]:
        with os.scandir(self.path) as entries:
            for entry in entries:
                plain = entry.is_file(follow_symlinks=False) or entry.is_dir(follow_symlinks=False)
                if not plain:
                    yield self.path / entry.name, "is a link, a pipe or a device"

    def _read_problem(self, file: Path, error: OSError) -> str:
        found = read_error(file, self.path.parent, error)
        if isinstance(found, ResourceError):
            raise found from error
        return f"cannot be read ({error.strerror or error})"

    def close(self) -> None:
        """Release the generation: a build may delete it."""
        self._lock.close()

    @property
    def closed(self) -> bool:
        """Whether it was closed."""
        return self._lock.closed


def open_generation(directory: Path) -> Generation:
    """Open the live generation, and check its files; raises BadIndexError, ResourceError."""
    generation = hold_generation(directory)
    with ExitStack() as stack:
        stack.callback(generation.close)
        for file, problem in generation.faults():
            raise IndexDamagedError(file, problem, rebuild(directory))
        stack.pop_all()
    return generation


def reopen_generation(path: Path) -> Generation:
    """Open a generation that is already open elsewhere; raises BadIndexError, ResourceError."""
    try:
        return Generation(path)
    except OSError as error:
        raise read_error(path / MANIFEST, path.parent, error) from error


def hold_generation(directory: Path) -> Generation:
    """Open the live generation without a check of its files; raises as `open_generation`."""
    for _ in range(_TRIES):
        path = directory / read_pointer(directory)
        try:
            return Generation(path)
        except FileNotFoundError:
            # A build may have replaced and deleted it since the pointer was read.
            if read_pointer(directory) == path.name:
                break
        except OSError as error:
            raise read_error(path / MANIFEST, directory, error) from error
    raise IndexDamagedError(path, "is missing or not whole", rebuild(directory))


def live_manifest(directory: Path) -> Manifest:
    """Manifest of the live generation, whose files are not checked; raises BadIndexError."""
    path = directory / read_pointer(directory)
    try:
        return _read_manifest(path)
    except OSError as error:
        raise read_error(path / MANIFEST, directory, error) from error


def read_pointer(directory: Path) -> str:
    """Name of the live generation; raises BadIndexError, ResourceError."""
    file = directory / POINTER
    try:
        data = retry_denied(lambda: read_bytes(file, _MAX_POINTER_BYTES))
        name = data.decode("utf-8").strip()
    except FileNotFoundError:
        build = f"build one with: wikisearch index SOURCE --index {directory}"
        raise IndexNotFoundError(directory, "no index here", build) from None
    except NotADirectoryError:
        raise IndexNotFoundError(directory, *NO_FOLDER) from None
    except (OSError, ValueError) as error:
        raise read_error(file, directory, error) from error
    if not _NAME.fullmatch(name):
        raise IndexDamagedError(file, "names no generation", rebuild(directory))
    return name


def live_mark(directory: Path) -> str:
    """Text that changes with the live generation, even if a new index repeats its name.

    An index that is deleted and built again begins with `generation-000001`. Raises BadIndexError,
    ResourceError.
    """
    path = directory / read_pointer(directory)
    try:
        return _mark(path, (path / MANIFEST).stat())
    except OSError as error:
        raise read_error(path / MANIFEST, directory, error) from error


def _mark(path: Path, manifest: os.stat_result) -> str:
    return f"{path.name} {manifest.st_mtime_ns}"


def generations(directory: Path) -> list[Path]:
    """Folders of generations, live or not, oldest first."""
    found = [path for path in directory.iterdir() if _NAME.fullmatch(path.name)]
    return sorted(found, key=_number)


def next_generation(directory: Path) -> Path:
    """Folder of the generation after the newest one."""
    number = 1 + max(map(_number, generations(directory)), default=0)
    return directory / f"generation-{number:06}"


def _number(path: Path) -> int:
    return int(path.name.rpartition("-")[2])


def _read_manifest(path: Path) -> Manifest:
    """Read the manifest of a generation; raises BadIndexError, ResourceError, OSError."""
    file = path / MANIFEST
    data = read_bytes(file, MAX_MANIFEST_BYTES)
    try:
        return Manifest.from_json(data.decode("utf-8"))
    except OtherFormatError as error:
        problem = f"the index has format {error}, this wikisearch reads {FORMAT}"
        raise IndexFormatError(file, problem, rebuild(path.parent)) from error
    except (MemoryError, *DECODE_ERRORS) as error:
        raise read_error(file, path.parent, error) from error
