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


def hold(file: IO[bytes]) -> None:
    """Keep others from deleting what belongs to an open file, until it is closed."""
    if sys.platform != "win32":
        with suppress(OSError):  # some network file systems have no locks
            fcntl.flock(file, fcntl.LOCK_SH)


def take(file: IO[bytes]) -> bool:
    """Lock an open file, until it is closed; returns False if another process has it.

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
