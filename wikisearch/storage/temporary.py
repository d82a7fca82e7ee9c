"""Folders in the temporary folder of the system, which no killed process leaves there for ever.

A process holds a lock in each of its folders. The system releases it when the process ends, also
when it is killed, and the next build deletes the folders whose lock is free.
"""

import os
import re
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Literal

from wikisearch.errors import ResourceError
from wikisearch.storage.file_lock import lock_shared, try_lock_exclusive
from wikisearch.storage.files import open_binary, open_descriptor

LOCK = ".wikisearch-lock"
"""File that proves that a folder is ours, and that its process holds."""

_NAME = re.compile(r"wikisearch-(?:pages|warc|links|metrics)-[a-z0-9_]{8}")
"""What `mkdtemp` makes of the prefix and a kind of folder."""

_PAUSES = (0.0, 0.001, 0.01, 0.1)
"""Seconds between attempts to delete a folder: a thread of an engine may still write into it."""


class TemporaryFolder:
    """A new folder of this process; `kind` is a part of its name. It has files, but no folders.

    Raises ResourceError if there is no temporary folder, or no room in it.
    """

    def __init__(self, kind: Literal["pages", "warc", "links", "metrics"]) -> None:
        with temporary_space():
            lock = None
            while lock is None:
                self.path = Path(tempfile.mkdtemp(prefix=f"wikisearch-{kind}-"))
                lock = _lock_new_folder(self.path)
        self._lock = lock

    def close(self) -> None:
        """Delete the folder with its files; the next build deletes what cannot be deleted now."""
        with suppress(OSError):
            _delete(self.path, self._lock)
        self._lock.close()


def delete_abandoned_folders() -> None:
    """Delete the folders of this user whose processes have ended without `close`.

    A folder is recognised by its name and its lock file, or by its name if it is empty: a process
    may have been killed before it made the lock.
    """
    with suppress(OSError), os.scandir(tempfile.gettempdir()) as entries:
        for entry in entries:
            if _NAME.fullmatch(entry.name):
                with suppress(OSError):
                    _delete_abandoned(entry)


@contextmanager
def temporary_space() -> Iterator[None]:
    """Raise ResourceError for every OSError in the block."""
    try:
        yield
    except OSError as error:
        raise ResourceError(
            tempfile.tempdir or "the temporary folder",
            f"cannot be written ({error.strerror or error})",
            "free some space, or set TMPDIR to another folder",
            transient=True,
        ) from error


def _lock_new_folder(path: Path) -> BinaryIO | None:
    """Make and hold the lock of a new folder; None if another process took it for an abandoned one.

    That process holds the lock until it has deleted the folder.
    """
    try:
        lock = os.fdopen(open_descriptor(path / LOCK, os.O_RDWR | os.O_CREAT | os.O_EXCL), "r+b")
    except FileNotFoundError:
        return None
    except OSError:
        path.rmdir()
        raise
    if sys.platform == "win32":
        try_lock_exclusive(lock)
    else:  # so that a query does not import portalocker
        lock_shared(lock)
    if (path / LOCK).exists():
        return lock
    lock.close()
    return None


def _delete_abandoned(entry: os.DirEntry[str]) -> None:
    """Delete a folder if it is ours and no process holds it; raises OSError."""
    path, status = Path(entry.path), entry.stat(follow_symlinks=False)
    if not entry.is_dir(follow_symlinks=False):
        return
    if sys.platform != "win32" and status.st_uid != os.geteuid():
        return
    if not (path / LOCK).exists():
        path.rmdir()
        return
    with open_binary(path / LOCK) as lock:
        if try_lock_exclusive(lock):
            _delete(path, lock)


def _delete(path: Path, lock: BinaryIO) -> None:
    """Delete a folder whose lock this process has; raises OSError for a file that another holds.

    The lock file goes last, because it proves that the folder is ours.
    """
    for pause in _PAUSES:
        time.sleep(pause)
        for file in path.iterdir():
            if file.name != LOCK:
                file.unlink(missing_ok=True)
        if sys.platform == "win32":  # an open file cannot be deleted there
            lock.close()
        (path / LOCK).unlink(missing_ok=True)
        with suppress(OSError):
            path.rmdir()
            return
