"""The lock of an index folder: one build at a time, and who it is."""

import fcntl
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from wikisearch.errors import IndexLockedError

LOCK = "lock"

_LONGEST = 200
"""Bytes of a note about who holds the lock."""


@contextmanager
def only_writer(directory: Path) -> Iterator[None]:
    """Hold the lock of an index folder, which the system takes back when this process dies.

    Raises IndexLockedError, which says who holds it, while another process does.
    """
    descriptor = os.open(directory / LOCK, os.O_RDWR | os.O_CREAT, 0o666)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise IndexLockedError(
                f"{directory}: another build is writing this index{_holder(descriptor)}; "
                "wait for it to end"
            ) from error
        with suppress(OSError):  # the note is a courtesy, for which a full disk has no room
            os.ftruncate(descriptor, 0)
            os.pwrite(descriptor, _note().encode(), 0)
        yield
    finally:
        os.close(descriptor)


def is_locked(directory: Path) -> bool:
    """Whether a build is under way."""
    with suppress(FileNotFoundError), (directory / LOCK).open("rb") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def _note() -> str:
    since = datetime.now(UTC).isoformat(timespec="seconds")
    return f"process {os.getpid()} on {platform.node()} since {since}"


def _holder(descriptor: int) -> str:
    """Say what the holder noted, if it came to it."""
    note = os.pread(descriptor, _LONGEST, 0).decode("utf-8", "replace")
    return f" ({note})" if note.isprintable() and note else ""
