"""The lock of an index folder: one build at a time."""

import fcntl
import os
import platform
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from wikisearch.errors import IndexLockedError, IndexWriteError
from wikisearch.storage.files import open_file, opened

LOCK = "lock"

_NOTE = re.compile(r"process (\d+) on (.*) since \S+")
_NOTE_START = b"process "
_LONGEST = 200
"""Bytes of the note about the process that holds the lock."""


@contextmanager
def only_writer(directory: Path) -> Iterator[None]:
    """Hold the lock of a folder; the system releases it when this process dies.

    Only builds take it. Raises IndexLockedError, which names the other process, IndexWriteError for
    a file that another program wrote, and OSError.
    """
    descriptor = open_file(directory / LOCK, os.O_RDWR | os.O_CREAT)
    try:
        if not _is_ours(descriptor):
            raise IndexWriteError(
                directory / LOCK, "another program wrote this file", "name another folder"
            )
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            note = _read_note(descriptor)
            raise IndexLockedError(
                directory,
                f"another build is writing to it{f' ({note})' if note else ''}",
                "wait until it ends",
                transient=True,
            ) from error
        _write_note(descriptor, _note())
        try:
            yield
        finally:
            _write_note(descriptor, "")
    finally:
        os.close(descriptor)


def is_lock_file(file: Path) -> bool:
    """Whether a file is the lock of an index, held or not."""
    try:
        with opened(file) as lock:
            return _is_ours(lock.fileno())
    except OSError:
        return False


def is_locked(directory: Path) -> bool:
    """Whether a build is running, by its note in the lock file; raises OSError.

    The lock itself is not taken, not even shared: that would make a build fail. A process of
    another machine cannot be seen, so its note counts as a running build.
    """
    try:
        with opened(directory / LOCK) as lock:
            note = _NOTE.fullmatch(_read_note(lock.fileno()))
    except FileNotFoundError:
        return False
    return note is not None and (note[2] != platform.node() or _is_alive(int(note[1])))


def _is_ours(descriptor: int) -> bool:
    """Whether a file is empty or has the note of a build."""
    return os.pread(descriptor, len(_NOTE_START), 0) in {b"", _NOTE_START}


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:  # a process of another user
        return True
    return True


def _note() -> str:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return f"process {os.getpid()} on {platform.node()} since {since}"


def _write_note(descriptor: int, note: str) -> None:
    with suppress(OSError):  # it only informs, and a full disk has no room for it
        os.ftruncate(descriptor, 0)
        os.pwrite(descriptor, note.encode(), 0)


def _read_note(descriptor: int) -> str:
    note = os.pread(descriptor, _LONGEST, 0).decode("utf-8", "replace")
    return note if note.isprintable() else ""
