"""Files -> the results of work on each, in the same order, computed by several processes."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from wikisearch.errors import PageError
from wikisearch.ingest.sources.attempts import GC_THRESHOLD, Item, Result, attempt

FEWEST_FOR_POOL = 64
"""Starting processes takes longer than extracting fewer pages than this."""
_CHUNK = 16
"""Pages sent to a worker at a time: sending a single one costs more than parsing it."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Collect garbage in this process as rarely as in those of the pool."""
    before = gc.get_threshold()
    gc.set_threshold(GC_THRESHOLD)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def map_pages(
    files: Sequence[Item], work: Callable[[Item], Result], workers: int, chunk_size: int = _CHUNK
) -> Iterator[Result | PageError]:
    """Yield `work(file)` for every file, in order, or the error that it raises as a PageError.

    `chunk_size` files are sent to a worker at once. More than one worker means processes: `work`
    and its results must be picklable. If none can start, as in a script without
    `if __name__ == "__main__"`, this process does the work.
    """
    chunks = [tuple(files[at : at + chunk_size]) for at in range(0, len(files), chunk_size)]
    if min(workers, len(chunks)) > 1:
        # A small wiki is read in this process, and needs no import of multiprocessing.
        from wikisearch.ingest.sources.worker_pool import ResilientPool  # noqa: PLC0415

        pool = ResilientPool(work, min(workers, len(chunks)))
        try:
            if pool.is_ready():
                yield from pool.run(chunks)
                return
        finally:
            pool.close()
    for file in files:
        yield attempt(work, file)
