"""Files -> results of some work on each, in the same order, spread over processes."""

import gc
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

from wikisearch.errors import PageError
from wikisearch.ingest.sources.attempts import MANY, Item, Result, attempt

_CHUNK = 16
"""Pages a worker takes at a time: one alone costs more to send than to parse."""


@contextmanager
def rarely_collecting() -> Iterator[None]:
    """Have this process look for garbage as rarely as those of the pool do."""
    before = gc.get_threshold()
    gc.set_threshold(MANY)
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
        # Few pages are read here, and need not wait for what starts processes.
        from wikisearch.ingest.sources.worker_pool import ResilientPool  # noqa: PLC0415

        crew = ResilientPool(work, min(workers, len(chunks)))
        try:
            if crew.is_ready():
                yield from crew.run(chunks)
                return
        finally:
            crew.close()
    for file in files:
        yield attempt(work, file)
