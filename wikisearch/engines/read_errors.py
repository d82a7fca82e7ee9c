"""Exceptions raised while the files of an engine are read -> errors of the library."""

from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from wikisearch.storage.io_errors import DECODE_ERRORS, read_error

DAMAGE = (OSError, MemoryError, *DECODE_ERRORS)
"""What Python raises for bytes that the engine did not write."""


def _is_damage(error: BaseException) -> bool:
    return isinstance(error, DAMAGE)


class read_errors:  # noqa: N801 - a context manager; as a generator, it takes five times longer
    """Turn any exception caused by unreadable files into one error that names the folder."""

    __slots__ = ("_directory", "_is_damage")

    def __init__(
        self, directory: Path, is_damage: Callable[[BaseException], bool] = _is_damage
    ) -> None:
        self._directory = directory
        self._is_damage = is_damage

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None and self._is_damage(error):
            folder = self._directory
            raise read_error(folder, folder.parent, error, "the index is damaged") from error
