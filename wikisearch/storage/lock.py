"""The lock of an index folder: one build at a time."""

import os
import platform
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from wikisearch.errors import IndexLockedError, IndexWriteError
from wikisearch.storage.file_lock import try_lock_exclusive
from wikisearch.storage.files import open_binary, open_descriptor

LOCK = "lock"

_NOTE = re.compile(r"process (\d+) on (.*) since \S+")
_NOTE_START = b"process "
_MAX_NOTE_BYTES = 200
"""Bytes of the note about the process that holds the lock."""


@contextmanager
def only_writer(directory: Path) -> Iterator[None]:
    """Hold the lock of a folder; the system releases it when this process dies.

    Only builds take it. Raises IndexLockedError, which names the other process, IndexWriteError for
    a file that another program wrote, and OSError.
    """
    with os.fdopen(
        open_descriptor(directory / LOCK, os.O_RDWR | os.O_CREAT), "r+b", buffering=0
    ) as lock:
        has_lock = try_lock_exclusive(lock)
        if not _is_ours(lock):
            raise IndexWriteError(
                directory / LOCK, "another program wrote this file", "name another folder"
            )
        if not has_lock:
            note = _read_note(lock)
            raise IndexLockedError(
                directory,
                f"another build is writing to it{f' ({note})' if note else ''}",
                "wait until it ends",
                transient=True,
            )
        _write_note(lock, _note())
        try:
            yield
        finally:
            _write_note(lock, "")


def is_lock_file(file: Path) -> bool:
    """Whether a file is the lock of an index, held or not."""
    try:
        with open_binary(file) as lock:
            return _is_ours(lock)
    except OSError:
        return False


def is_locked(directory: Path) -> bool:
    """Whether a build is running, by its note in the lock file; raises OSError.

    The lock itself is not taken, not even shared: that would make a build fail. A process of
    another machine cannot be seen, so its note counts as a running build.
    """
    try:
        with open_binary(directory / LOCK) as lock:
            if sys.platform == "win32" and not _is_readable(lock):
                return True
            note = _NOTE.fullmatch(_read_note(lock))
    except FileNotFoundError:
        return False
    return note is not None and (note[2] != platform.node() or _is_alive(int(note[1])))


def _is_ours(lock: BinaryIO) -> bool:
    """Whether a file is empty or has the note of a build."""
    return _NOTE_START.startswith(_read(lock, len(_NOTE_START)))


def _is_alive(process: int) -> bool:
    if sys.platform == "win32":  # the note of a running build cannot be read, and kill() kills
        return False
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


def _write_note(lock: BinaryIO, note: str) -> None:
    with suppress(OSError):  # it only informs, and a full disk has no room for it
        lock.seek(0)
        lock.truncate()
        lock.write(note.encode())


def _read_note(lock: BinaryIO) -> str:
    note = _read(lock, _MAX_NOTE_BYTES).decode("utf-8", "replace")
    return note if note.isprintable() else ""


def _is_readable(lock: BinaryIO) -> bool:
    try:
        lock.read(1)
    except PermissionError:
        return False
    return True


def _read(lock: BinaryIO, size: int) -> bytes:
    """Read the start of a lock file; nothing on Windows while another process holds the lock."""
    try:
        lock.seek(0)
        return lock.read(size)
    except PermissionError:
        return b""
