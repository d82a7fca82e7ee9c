"""Exceptions while files of an index are read or written -> errors of wikisearch."""

import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from errno import EMFILE, ENFILE, ENOMEM
from pathlib import Path

from wikisearch.errors import (
    IndexDamagedError,
    IndexWriteError,
    ResourceError,
    WikisearchError,
    rebuild,
)

DECODE_ERRORS = (
    ArithmeticError,
    AttributeError,
    EOFError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
    struct.error,
    zlib.error,
)
"""Exceptions that decoding raises for bytes that were changed."""

_NO_RESOURCES = {EMFILE, ENFILE, ENOMEM}


def read_error(
    subject: Path, index: Path, error: BaseException, problem: str = "cannot be read"
) -> WikisearchError:
    """Error for a file, or for the folder of an engine, that cannot be read or decoded.

    A lack of file handles or memory gives a ResourceError: the file itself may be whole.
    """
    if isinstance(error, MemoryError):
        return ResourceError(
            subject,
            "there is not enough memory to read it",
            "close other programs, or use a machine with more memory",
            transient=True,
        )
    if isinstance(error, OSError) and error.errno in _NO_RESOURCES:
        return ResourceError(
            subject,
            f"cannot be read now ({error.strerror})",
            "close other indexes or programs, or raise the limits (ulimit -n)",
            transient=True,
        )
    return IndexDamagedError(subject, f"{problem} ({error})", rebuild(index))


@contextmanager
def write_errors(index: Path) -> Iterator[None]:
    """Raise IndexWriteError for every OSError in the block.

    Put nothing else in the block than writes to this index, or the wrong folder is named.
    """
    try:
        yield
    except OSError as error:
        raise IndexWriteError(
            index,
            f"the index cannot be written ({error.strerror or error})",
            "an index that was there is untouched",
        ) from error
