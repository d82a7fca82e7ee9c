"""Exceptions raised while the files of an engine are read -> errors of the library."""

import struct
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from errno import EMFILE, ENFILE, ENOMEM
from pathlib import Path

from wikisearch.errors import ResourceError, WikisearchError
from wikisearch.storage.files import damaged

_SHORTAGES = {EMFILE, ENFILE, ENOMEM}

DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    OverflowError,
    RecursionError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What Python raises for bytes that the engine did not write."""


def _is_damage(error: BaseException) -> bool:
    return isinstance(error, DAMAGE)


@contextmanager
def read_errors(
    directory: Path, is_damage: Callable[[BaseException], bool] = _is_damage
) -> Iterator[None]:
    """Turn any exception caused by unreadable files into one error that names the folder."""
    try:
        yield
    except BaseException as error:
        if not is_damage(error):
            raise
        raise read_error(directory, error) from error


def read_error(directory: Path, error: BaseException) -> WikisearchError:
    """Return IndexDamagedError, or ResourceError if memory or file handles ran out."""
    if isinstance(error, MemoryError):
        return ResourceError(
            directory,
            "there is not enough memory to read the index",
            "close other programs, or use a machine with more memory",
            transient=True,
        )
    if isinstance(error, OSError) and error.errno in _SHORTAGES:
        return ResourceError(
            directory,
            f"the index cannot be read now ({error.strerror})",
            "close other indexes or programs, or raise the limits (ulimit -n)",
            transient=True,
        )
    return damaged(directory, error)
