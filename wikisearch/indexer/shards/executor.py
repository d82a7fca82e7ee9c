"""Who does work on many items: processes of this machine, or the workers of a cluster."""

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol

from wikisearch.errors import PageError
from wikisearch.ingest import Item, Result, map_pages


class Executor(Protocol):
    """Workers."""

    def map(
        self, items: Sequence[Item], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Yield `work(item)` for every item, in order; what goes wrong with one is its PageError.

        An item whose worker died gives a WorkerDiedError.
        """

    def close(self) -> None:
        """Let go of the workers."""


class ProcessExecutor:
    """Processes of this machine, or this one alone."""

    def __init__(self, workers: int) -> None:
        self._workers = workers

    def map(
        self, items: Sequence[Item], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Have each process take an item at a time."""
        return map_pages(items, work, self._workers, at_a_time=1)

    def close(self) -> None:
        """End no process: each `map` starts and ends its own."""
