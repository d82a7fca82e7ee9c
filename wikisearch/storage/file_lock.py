"""Locks on open files; the system releases them when the process ends, also when it is killed.

A build takes an exclusive lock through portalocker, which has one for every system. Readers hold
their generation: with a shared lock, or on Windows by the open file itself, which cannot be
deleted. Readers do not import portalocker, because that takes longer than a query.
"""

import sys
from contextlib import suppress
from typing import IO, TYPE_CHECKING

from wikisearch._lazy import lazy_module

if sys.platform != "win32":
    import fcntl

if TYPE_CHECKING:
    import portalocker
else:
    portalocker = lazy_module("portalocker")


def lock_shared(file: IO[bytes]) -> None:
    """Take a shared lock on an open file, until it is closed: a build does not delete its folder.

    Does nothing if the file system has no locks, and on Windows, where an open file stays anyway.
    """
    if sys.platform != "win32":
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(file, fcntl.LOCK_SH)


def try_lock_exclusive(file: IO[bytes]) -> bool:
    """Take an exclusive lock on an open file, until it is closed; False if another process has one.

    Raises OSError if the file system has no locks.
    """
    try:
        portalocker.lock(file, portalocker.LockFlags.EXCLUSIVE | portalocker.LockFlags.NON_BLOCKING)
    except portalocker.AlreadyLocked:
        return False
    except portalocker.LockException as error:
        cause = error.args[-1]
        raise cause if isinstance(cause, OSError) else OSError(str(error)) from error
    return True
