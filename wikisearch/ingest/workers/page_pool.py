"""Files -> the results of work on each, in the same order, computed by several processes."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.errors import PageError
from wikisearch.ingest.workers.attempts import GC_THRESHOLD, Item, Result, attempt_all

if TYPE_CHECKING:
    from wikisearch.ingest.workers import worker_pool
else:  # a small wiki is read in this process, and needs no import of multiprocessing
    worker_pool = lazy_module("wikisearch.ingest.workers.worker_pool")

_MIN = 64
"""Starting processes takes longer than extracting fewer pages than this."""
_CHUNK = 16
"""Most pages sent to a worker at a time: sending a single one costs more than parsing it."""
_CHUNKS_LEFT = 8
"""Chunks per worker that the files left are enough for: the last chunks become small, so that all
workers end at the same time."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Collect garbage in this process as rarely as in those of the pool."""
    before = gc.get_threshold()
    gc.set_threshold(GC_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)


class PagePool:
    """The processes that read pages: they are started for the first work that needs them.

    More than one worker means processes: work and its results must be picklable. If none can
    start, as in a script without `if __name__ == "__main__"`, this process does the work.
    """

    def __init__(self, workers: int) -> None:
        self._workers = workers
        self._pool: worker_pool.ResilientPool | None = None

    def map(
        self,
        files: Sequence[Item],
        work: Callable[[Item], Result],
        *,
        fewest: int = _MIN,
        chunk_size: int = _CHUNK,
    ) -> Iterator[Result | PageError]:
        """Yield `work(file)` for every file, in order, or the error that it raises as a PageError.

        At most `chunk_size` files are sent to a worker at once; fewer than `fewest` are read here.
        """
        chunks = list(_chunks(files, chunk_size, self._workers))
        if len(files) >= fewest and min(self._workers, len(chunks)) > 1:
            if self._pool is None:
                self._pool = worker_pool.ResilientPool(self._workers)
            if self._pool.is_ready():
                yield from self._pool.run(chunks, work)
                return
        for chunk in chunks:
            yield from attempt_all(work, chunk)

    def close(self) -> None:
        """Stop the processes; what is not started is cancelled."""
        if self._pool is not None:
            self._pool.close()


def _chunks(files: Sequence[Item], most: int, workers: int) -> Iterator[tuple[Item, ...]]:
    at = 0
    while at < len(files):
        size = max(1, min(most, (len(files) - at) // (workers * _CHUNKS_LEFT)))
        yield tuple(files[at : at + size])
        at += size


THIS_PROCESS = PagePool(1)
"""Starts no processes."""
