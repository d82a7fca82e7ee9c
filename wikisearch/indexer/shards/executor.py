"""Runs work on many items: in processes of this machine, or by the workers of a cluster."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from wikisearch.errors import PageError
from wikisearch.ingest import Item, PagePool, Result


class Executor(Protocol):
    """Workers."""

    def map(
        self, items: Sequence[Item], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Yield `work(item)` for each item, in order, or the PageError of work that failed.

        An item whose worker died gives a WorkerDiedError.
        """

    def close(self) -> None:
        """Release the workers."""


class ProcessExecutor:
    """Processes of this machine."""

    def __init__(self, pool: PagePool) -> None:
        self._pool = pool

    def map(
        self, items: Sequence[Item], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Send each process one item at a time."""
        return self._pool.map(items, work, fewest=0, chunk_size=1)

    def close(self) -> None:
        """Do nothing: the build stops the processes."""
