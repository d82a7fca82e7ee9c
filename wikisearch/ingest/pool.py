"""Files -> results of some work on each, in the same order, spread over processes."""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.context import BaseContext
from typing import Generic, Protocol, TypeVar

from wikisearch.errors import PageError


class Named(Protocol):
    """What work is done on: a file, or many under one name."""

    @property
    def path(self) -> str:
        """Name by which it is reported when the work fails."""


Item = TypeVar("Item", bound=Named)
Result = TypeVar("Result")

KILLED = "the process that read it was killed"
_FAILED = "cannot be processed"

_MANY = 100_000
"""Objects made and not freed before Python looks for garbage among them: looking takes longer than
reading, and there is hardly any, for pages are taken apart when they are read."""

_CHUNK = 16
"""Pages a worker takes at a time: one alone costs more to send than to parse."""
_CHUNKS_AHEAD = 3
"""Chunks a worker may be ahead of the reader, so that memory does not grow with the wiki."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Have this process look for garbage as rarely as those of the pool do."""
    before = gc.get_threshold()
    gc.set_threshold(_MANY)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def map_pages(
    files: Sequence[Item], work: Callable[[Item], Result], workers: int, at_a_time: int = _CHUNK
) -> Iterator[Result | PageError]:
    """Yield `work(file)` for every file, in order; whatever goes wrong with one is its PageError.

    A worker is sent so many `at_a_time`. More than one worker means processes: `work` and its
    results have to be picklable. Where none can start, as from a script without
    `if __name__ == "__main__"`, this process does the work.
    """
    chunks = [tuple(files[at : at + at_a_time]) for at in range(0, len(files), at_a_time)]
    if min(workers, len(chunks)) > 1:
        crew = _Crew(work, min(workers, len(chunks)))
        try:
            if crew.is_ready():
                yield from crew.run(chunks)
                return
        finally:
            crew.close()
    for file in files:
        yield attempt(work, file)


class _Crew(Generic[Item, Result]):
    """A pool that survives the death of its workers."""

    def __init__(self, work: Callable[[Item], Result], workers: int) -> None:
        self._work = work
        self._workers = workers
        self._context = _context()
        self._pool = self._new_pool(workers)

    def is_ready(self) -> bool:
        """Tell whether a worker can be started at all."""
        try:
            self._pool.submit(os.getpid).result()
        except BrokenProcessPool:
            return False
        return True

    def run(self, chunks: list[tuple[Item, ...]]) -> Iterator[Result | PageError]:
        """Yield the results chunk by chunk, keeping a few chunks under way."""
        waiting = deque(chunks)
        started: deque[tuple[tuple[Item, ...], Future[list[Result | PageError]]]] = deque()
        while waiting or started:
            while waiting and len(started) < self._workers * _CHUNKS_AHEAD:
                chunk = waiting.popleft()
                started.append((chunk, self._submit(chunk)))
            chunk, future = started.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # Which page killed its worker only shows when each is tried alone.
                waiting.extendleft(reversed([later for later, _ in started]))
                started.clear()
                self._renew()
                yield from self._one_by_one(chunk)
            except Exception:  # noqa: BLE001 - a result that cannot be sent back
                yield from self._one_by_one(chunk)

    def close(self) -> None:
        """Let go of the workers without waiting for work nobody will read."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(self, chunk: tuple[Item, ...]) -> "Future[list[Result | PageError]]":
        try:
            return self._pool.submit(_attempt_all, self._work, chunk)
        except BrokenProcessPool:
            # It broke while nobody was looking; what was under way reports that by itself.
            broken: Future[list[Result | PageError]] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _one_by_one(self, chunk: tuple[Item, ...]) -> Iterator[Result | PageError]:
        """Try each page in a worker of its own, so that it takes no other page with it."""
        pool = self._new_pool(1)
        try:
            for file in chunk:
                try:
                    yield from pool.submit(_attempt_all, self._work, (file,)).result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    pool = self._new_pool(1)
                    yield PageError(file.path, KILLED)
                except Exception as error:  # noqa: BLE001 - one page must not stop the run
                    yield _page_error(file, error)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool(self._workers)

    def _new_pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=self._context, initializer=_prepare_worker)


def _prepare_worker() -> None:
    gc.set_threshold(_MANY)
    _end_with_parent()


def _end_with_parent() -> None:
    """In a worker, wait for the death of the process that started it, and follow it.

    A worker holds both ends of the queue it waits at, so it would wait there for ever.
    """
    parent = multiprocessing.parent_process()

    def follow() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=follow, daemon=True).start()


def _context() -> BaseContext:
    """Start workers from a clean process: forking one that has threads may lock it up."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def _attempt_all(
    work: Callable[[Item], Result], files: tuple[Item, ...]
) -> list[Result | PageError]:
    return [attempt(work, file) for file in files]


def attempt(work: Callable[[Item], Result], file: Item) -> Result | PageError:
    """Give `work(file)`, or what went wrong with it as a PageError."""
    try:
        return work(file)
    except PageError as error:
        return PageError(error.path, error.reason)
    except Exception as error:  # noqa: BLE001 - one page must not stop the run
        return _page_error(file, error)


def is_transient(error: PageError) -> bool:
    """Whether the page may have no fault: memory ran out, a process was ended."""
    return error.reason == KILLED or error.reason.startswith(_FAILED)


def _page_error(file: Named, error: Exception) -> PageError:
    return PageError(file.path, f"{_FAILED}: {type(error).__name__}: {error}")
