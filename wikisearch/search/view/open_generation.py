"""One open generation of an index folder, which can be replaced by the live one, and closed."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self
from weakref import WeakSet

from wikisearch.errors import IndexClosedError
from wikisearch.search.view.shared_view import SharedView
from wikisearch.storage.generations import live_mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike
    from types import TracebackType

    from wikisearch.model.manifest import Manifest
    from wikisearch.search.view.index_view import IndexView


class OpenGeneration:
    """The generation that an Index searches; close it, or use it in a `with`."""

    def __init__(self, directory: str | PathLike[str]) -> None:
        self.directory = Path(directory)
        self._shared = SharedView(self.directory)
        self._closed = False
        self._is_inherited = False
        """Whether a parent process opened it."""
        self._switching = Lock()
        _open.add(self)

    @property
    def manifest(self) -> Manifest:
        """How the index was built, what is in it, and which pages were refused."""
        return self._shared.generation.manifest

    @property
    def generation(self) -> str:
        """Name of the open generation; every build that changes something makes a new one."""
        return self._shared.generation.path.name

    def is_current(self) -> bool:
        """Return whether no later build has replaced the open generation, or the whole index.

        Reads one small file. Raises BadIndexError if the index is gone or damaged.
        """
        return live_mark(self.directory) == self._shared.generation.mark

    def reload(self) -> bool:
        """Switch to the live generation; returns whether it is another one.

        If it cannot be opened, the error is raised and the open generation stays in use. A call
        that another thread has begun ends on the old generation.
        """
        with self._switching:
            self._check_open()
            if self.is_current():
                return False
            self._switch_to(SharedView(self.directory))
        self._check_open()
        return True

    def close(self) -> None:
        """Close the files, once the calls that other threads have begun are over."""
        self._closed = True
        self._discard(self._shared)

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
        shared = self._acquired()
        try:
            yield shared.view
        except Exception:
            self._check_open()
            raise
        finally:
            shared.release()
        self._check_open()

    def _acquired(self) -> SharedView:
        """Return the view for one call; one that is retired was replaced meanwhile."""
        while True:
            self._check_open()
            if self._is_inherited:
                self._reopen()
            shared = self._shared
            if shared.acquire():
                return shared

    def _reopen(self) -> None:
        """Open the same generation again: locks and threads do not survive a fork."""
        with self._switching:
            if self._is_inherited:
                self._switch_to(SharedView(self.directory, self._shared.generation.path))

    def _switch_to(self, shared: SharedView) -> None:
        old, self._shared = self._shared, shared
        self._discard(old)
        self._is_inherited = False
        if self._closed:  # by another thread, meanwhile
            shared.retire()

    def _discard(self, shared: SharedView) -> None:
        if self._is_inherited:  # the parent process uses the rest
            shared.generation.close()
        else:
            shared.retire()

    def _check_open(self) -> None:
        if self._closed:
            raise IndexClosedError(self.directory, "the index is closed", "open it again")

    def _inherit(self) -> None:
        """Prepare for use in a process that was just forked; its locks may be held for ever."""
        self._switching = Lock()
        self._is_inherited = True


_open: WeakSet[OpenGeneration] = WeakSet()


def _inherit_all() -> None:
    for index in tuple(_open):
        index._inherit()  # noqa: SLF001 - the hook of the class above


if hasattr(os, "register_at_fork"):  # Windows has no fork
    os.register_at_fork(after_in_child=_inherit_all)
