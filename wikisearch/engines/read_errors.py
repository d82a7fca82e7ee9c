"""Exceptions raised while the files of an engine are read -> errors of the library."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from wikisearch.storage.io_errors import DECODE_ERRORS, read_error

DAMAGE = (OSError, MemoryError, *DECODE_ERRORS)
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
        raise read_error(directory, directory.parent, error, "the index is damaged") from error
