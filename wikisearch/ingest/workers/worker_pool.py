"""Processes that read pages, and are replaced when one of them dies."""

import gc
import multiprocessing
import os
import threading
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.context import BaseContext

from wikisearch.errors import PageError, WorkerDiedError
from wikisearch.ingest.workers.attempts import GC_THRESHOLD, Item, Result, attempt_all, page_error

_CHUNKS_AHEAD = 3
"""Chunks per worker, as large as the first, that are submitted ahead of the reader; it bounds the
memory of results."""


class ResilientPool:
    """A pool that survives the death of its workers."""

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._context = _context()
        self._pool = self._new_pool(workers)

    def is_ready(self) -> bool:
        """Return whether a worker can be started at all."""
        try:
            self._pool.submit(os.getpid).result()
        except BrokenProcessPool:
            return False
        return True

    def run(
        self, chunks: list[tuple[Item, ...]], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Yield the results chunk by chunk, with some files submitted ahead."""
        most_ahead = self._workers * _CHUNKS_AHEAD * len(chunks[0])
        waiting = deque(chunks)
        started: deque[tuple[tuple[Item, ...], Future[list[Result | PageError]]]] = deque()
        while waiting or started:
            ahead = sum(len(chunk) for chunk, _ in started)
            while waiting and ahead < most_ahead:
                chunk = waiting.popleft()
                ahead += len(chunk)
                started.append((chunk, self._submit(chunk, work)))
            chunk, future = started.popleft()
            try:
                yield from future.result()
            except BrokenProcessPool:
                # To find the page that killed its worker, each is tried alone.
                waiting.extendleft(reversed([later for later, _ in started]))
                started.clear()
                self._renew()
                yield from self._one_by_one(chunk, work)
            except Exception:  # noqa: BLE001 - a result cannot be pickled
                yield from self._one_by_one(chunk, work)

    def close(self) -> None:
        """Stop the workers; chunks that are not started are cancelled."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _submit(
        self, chunk: tuple[Item, ...], work: Callable[[Item], Result]
    ) -> "Future[list[Result | PageError]]":
        try:
            return self._pool.submit(_attempt_all, work, chunk)
        except BrokenProcessPool:
            # It broke since the last result; the chunks submitted before report that themselves.
            broken: Future[list[Result | PageError]] = Future()
            broken.set_exception(BrokenProcessPool())
            return broken

    def _one_by_one(
        self, chunk: tuple[Item, ...], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Try each page in a worker of its own, so that it affects no other page."""
        pool = self._new_pool(1)
        try:
            for file in chunk:
                try:
                    yield from pool.submit(_attempt_all, work, (file,)).result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False)
                    pool = self._new_pool(1)
                    yield WorkerDiedError(file.path)
                except Exception as error:  # noqa: BLE001 - one page must not stop the build
                    yield page_error(file, error)
        finally:
            pool.shutdown(wait=True, cancel_futures=True)

    def _renew(self) -> None:
        self._pool.shutdown(wait=False, cancel_futures=True)
        self._pool = self._new_pool(self._workers)

    def _new_pool(self, workers: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(workers, mp_context=self._context, initializer=_prepare_worker)


def _prepare_worker() -> None:
    gc.set_threshold(GC_THRESHOLD)
    _end_with_parent()


def _end_with_parent() -> None:
    """End this worker when the process that started it ends.

    A worker has both ends of the queue that it waits for, so it would wait forever.
    """
    parent = multiprocessing.parent_process()

    def end() -> None:
        if parent is not None:
            parent.join()
        os._exit(1)

    threading.Thread(target=end, daemon=True).start()


def _context() -> BaseContext:
    """Start workers from a clean process: forking one with threads can deadlock."""
    methods = multiprocessing.get_all_start_methods()
    return multiprocessing.get_context("forkserver" if "forkserver" in methods else "spawn")


def _attempt_all(
    work: Callable[[Item], Result], files: tuple[Item, ...]
) -> list[Result | PageError]:
    return list(attempt_all(work, files))
