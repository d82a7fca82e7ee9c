"""One open generation of an index folder, which can be replaced by the live one, and closed."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from wikisearch.errors import IndexClosedError
from wikisearch.search.open_view import open_view
from wikisearch.storage.generations import read_pointer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from types import TracebackType

    from wikisearch.model.manifest import Manifest
    from wikisearch.search.view import IndexView


class OpenGeneration:
    """The generation that an Index searches; close it, or use it in a `with`."""

    def __init__(self, directory: str | PathLike[str]) -> None:
        self.directory = Path(directory)
        self._generation, self._view = open_view(self.directory)
        self._closed = False

    @property
    def manifest(self) -> Manifest:
        """How the index was built, what is in it, and which pages were refused."""
        return self._generation.manifest

    @property
    def generation(self) -> str:
        """Name of the open generation; every build that changes something makes a new one."""
        return self._generation.path.name

    def is_current(self) -> bool:
        """Return whether no later build has replaced the open generation.

        Reads one small file. Raises BadIndexError if the index is gone or damaged.
        """
        return read_pointer(self.directory) == self.generation

    def reload(self) -> bool:
        """Switch to the live generation; returns whether it is another one.

        If it cannot be opened, the error is raised and the open generation stays in use. Do not
        call it while another thread searches with this Index.
        """
        self._check_open()
        if self.is_current():
            return False
        generation, view = open_view(self.directory)
        self._view.reader.close()
        self._generation.close()
        self._generation, self._view = generation, view
        return True

    def close(self) -> None:
        """Close the files."""
        self._closed = True
        self._view.reader.close()
        self._generation.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    @contextmanager
    def _opened(self) -> Iterator[IndexView]:
        """Give the view, and raise IndexClosedError if the index is closed before or meanwhile."""
        self._check_open()
        try:
            yield self._view
        except Exception:
            # An engine that is closed during a search may raise any error.
            self._check_open()
            raise
        self._check_open()

    def _check_open(self) -> None:
        if self._closed:
            raise IndexClosedError(self.directory, "the index is closed", "open it again")
