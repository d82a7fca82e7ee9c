"""An index that a server searches: one thread, a bounded queue, and always the live generation.

A search is bound to the processor, so several threads of one process only wait for each other. One
thread runs all calls in the order of their arrival, and looks for a new generation once a second.
Another thread opens that one, and it replaces the old one between two calls. So each call gets its
answer from one generation, and no call fails or waits because of a rebuild.
"""

from __future__ import annotations

import logging
import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, Generic, Self, TypeVar

from wikisearch.errors import IndexClosedError, ServerBusyError
from wikisearch.index import Index
from wikisearch.storage.generations import live_mark

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

Value = TypeVar("Value")

QUEUE_SIZE = 32
"""Maximum number of calls that wait."""

CHECK_SECONDS = 1.0
"""Seconds between two looks at the pointer to the live generation."""

REPEAT_SECONDS = 10.0
"""Seconds until a generation that could not be opened is tried again."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class IndexAnswer(Generic[Value]):
    """The value of a call, and the generation that it came from."""

    value: Value
    generation: str
    built: str


@dataclass(frozen=True, slots=True)
class LiveStatus:
    """The state of a live index at one moment."""

    generation: str
    built: str
    """Time of its build: an index that is deleted and built again repeats the names."""

    opened: float
    """Time when it was opened, in seconds since 1970."""

    waiting: int
    """Number of calls that wait for their turn."""

    error: Exception | None = None
    """Why a newer generation could not be opened, or None."""


class LiveIndex:
    """An index that is searched by one thread, and replaced after each rebuild.

    Close it, or use it in a `with`. All methods are safe in all threads.
    """

    def __init__(
        self,
        directory: str | PathLike[str],
        *,
        queue_size: int = QUEUE_SIZE,
        check_seconds: float = CHECK_SECONDS,
    ) -> None:
        """Open the live generation; raises BadIndexError and MissingLibraryError."""
        self._queue_size = queue_size
        self._check_seconds = check_seconds
        self._index = open_warm(directory)
        self._tried = ""
        """Mark of the last generation that the opener got, whether it could be opened or not."""
        self._opened = time.time()
        self._error: Exception | None = None
        self._opener = ThreadPoolExecutor(1, "wikisearch-open")
        self._opening: Future[Index] | None = None
        self._next_check = self._next_try = time.monotonic() + check_seconds
        self._waiting: deque[_QueuedCall[Any]] = deque()
        self._is_closed = False
        self._changed = Condition()
        self._thread = Thread(target=self._run, name="wikisearch-search", daemon=True)
        self._thread.start()

    def submit(
        self, call: Callable[[Index], Value], is_wanted: Callable[[], bool] | None = None
    ) -> Future[IndexAnswer[Value]]:
        """Run a call in the search thread, and return a future of its answer.

        The index is valid inside the call only. A call that is cancelled, or that `is_wanted` does
        not want any more, is skipped, and its future is cancelled; `is_wanted` runs in any thread.
        Raises ServerBusyError if too many calls wait, and IndexClosedError after `close`.
        """
        waiting = _QueuedCall(call, is_wanted)
        with self._changed:
            if self._is_closed:
                raise IndexClosedError(self._index.directory, "it is closed", "open it again")
            if len(self._waiting) >= self._queue_size:
                self._waiting = deque(each for each in self._waiting if not each.is_skipped())
            if len(self._waiting) >= self._queue_size:
                raise ServerBusyError("search", f"{len(self._waiting)} requests wait", "try again")
            self._waiting.append(waiting)
            self._changed.notify()
        return waiting.future

    def status(self) -> LiveStatus:
        """Return the open generation, the number of waiting calls, and the last error."""
        with self._changed:
            opened = (self._index.generation, self._index.manifest.built, self._opened)
            return LiveStatus(*opened, len(self._waiting), self._error)

    def close(self) -> None:
        """End the call that runs, refuse those that wait, and close the index."""
        with self._changed:
            self._is_closed = True
            self._changed.notify()
        self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _run(self) -> None:
        """Run calls until the index is closed."""
        while not self._is_closed:
            with self._changed:
                self._changed.wait_for(self._has_work, self._check_seconds)
                waiting = self._waiting.popleft() if self._waiting else None
            self._refresh()
            if waiting and not waiting.is_skipped():
                waiting.run(self._index)
        for each in self._waiting:
            each.refuse(IndexClosedError(self._index.directory, "the index is closed"))
        self._opener.shutdown()
        if self._opening:
            self._finish(self._opening)
        self._index.close()

    def _has_work(self) -> bool:
        return bool(self._waiting or self._is_closed or (self._opening and self._opening.done()))

    def _refresh(self) -> None:
        """Look for another generation, have it opened, and switch to it when it is."""
        if self._opening and self._opening.done():
            self._finish(self._opening)
            return
        now = time.monotonic()
        if self._opening or now < self._next_check:
            return
        self._next_check = now + self._check_seconds
        try:
            if self._index.is_current():
                self._error = None
                return
            live = live_mark(self._index.directory)
        except Exception as error:  # noqa: BLE001 - a damaged index must not end the server
            self._report(error)
            return
        if live != self._tried or now >= self._next_try:
            self._tried, self._next_try = live, now + REPEAT_SECONDS
            self._opening = self._opener.submit(open_warm, self._index.directory)
            self._opening.add_done_callback(self._wake)

    def _finish(self, opening: Future[Index]) -> None:
        """Switch to the generation that was opened, or keep the old one after an error."""
        self._opening = None
        try:
            fresh = opening.result()
        except Exception as error:  # noqa: BLE001 - as in `_refresh`
            self._report(error)
        else:
            self._switch_to(fresh)

    def _wake(self, _opening: Future[Index]) -> None:
        with self._changed:
            self._changed.notify()

    def _report(self, error: Exception) -> None:
        """Store an error for `status`, and log it once."""
        if str(error) != str(self._error):
            _log.error("%s; still serving %s", error, self._index.generation)
        self._error = error

    def _switch_to(self, fresh: Index) -> None:
        with self._changed:
            old, self._index = self._index, fresh
            self._opened, self._error = time.time(), None
        _log.info("serving %s", fresh.generation)
        old.close()


class _QueuedCall(Generic[Value]):
    """A call that waits for its turn."""

    def __init__(
        self, call: Callable[[Index], Value], is_wanted: Callable[[], bool] | None
    ) -> None:
        self._call = call
        self._is_wanted = is_wanted
        self.future: Future[IndexAnswer[Value]] = Future()

    def is_skipped(self) -> bool:
        """Whether nobody waits for the answer; its future is then cancelled."""
        if self._is_wanted is not None and not self._is_wanted():
            self.future.cancel()
        return self.future.cancelled()

    def run(self, index: Index) -> None:
        """Run the call unless it is cancelled, and give its answer or error to the future."""
        if not self.future.set_running_or_notify_cancel():
            return
        try:
            value = self._call(index)
        except Exception as error:  # noqa: BLE001 - the future raises it where it is awaited
            self.future.set_exception(error)
        else:
            self.future.set_result(IndexAnswer(value, index.generation, index.manifest.built))

    def refuse(self, error: Exception) -> None:
        """Give an error to the future, unless it is cancelled."""
        if self.future.set_running_or_notify_cancel():
            self.future.set_exception(error)


def open_warm(directory: str | PathLike[str]) -> Index:
    """Open the live generation, and run the calls that fill its caches."""
    index = Index(directory)
    try:
        title = next((page.title for page in index.pages()), "")
        index.search(title, limit=1, facets="category")
        index.suggest(title[:1], limit=1)
    except BaseException:
        index.close()
        raise
    return index
