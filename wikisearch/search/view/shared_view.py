"""An open generation that several threads search, and that is closed after the last search."""

from pathlib import Path
from threading import Lock

from wikisearch.search.view.open_view import open_view, reopen_view


class SharedView:
    """A generation and its view, with the number of calls that use them now.

    After `retire`, no call begins to use it, and the last one closes it.
    """

    def __init__(self, directory: Path, generation: Path | None = None) -> None:
        """Open the live generation, or one that another process holds open."""
        opened = open_view(directory) if generation is None else reopen_view(generation)
        self.generation, self.view = opened
        self._lock = Lock()
        self._calls = 0
        self._is_retired = False

    def acquire(self) -> bool:
        """Count one more call; returns False if the view is retired."""
        with self._lock:
            self._calls += not self._is_retired
            return not self._is_retired

    def release(self) -> None:
        """Count one call less."""
        with self._lock:
            self._calls -= 1
            is_last = self._is_retired and not self._calls
        if is_last:
            self._close()

    def retire(self) -> None:
        """Close it now, or at the end of the last call."""
        with self._lock:
            is_unused = not self._is_retired and not self._calls
            self._is_retired = True
        if is_unused:
            self._close()

    def _close(self) -> None:
        self.view.reader.close()
        self.generation.close()
