"""The workers of a dask cluster."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError

from distributed import Client, Future, KilledWorker
from distributed.comm import CommClosedError

from wikisearch.errors import ClusterUnavailableError, PageError, WorkerDiedError
from wikisearch.ingest import Item, Result, attempt

_AHEAD = 2
"""Items for each thread of the cluster that are sent to it: one to do, and one to do next."""

_PATIENCE = 30
"""Seconds to wait for the scheduler, and for a worker when there is none."""


class DaskExecutor:
    """The workers that a scheduler has, however many come and go.

    An item whose worker dies is done by another. The scheduler gives an item up whose workers
    died more often than `distributed.scheduler.allowed-failures` says.
    """

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler
        try:
            self._client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterUnavailableError(
                f"{scheduler}: no dask cluster answers ({error}); start one with: dask scheduler"
            ) from error

    def map(
        self, items: Sequence[Item], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Have each thread of the workers take an item at a time.

        Raises ClusterUnavailableError when there is no worker, or the scheduler is lost.
        """
        waiting, started = deque(items), deque[tuple[Item, Future]]()
        try:
            while waiting or started:
                threads = sum(self._client.nthreads().values())
                while waiting and len(started) < _AHEAD * max(1, threads):
                    item = waiting.popleft()
                    future = self._client.submit(attempt, work, item, pure=False)
                    started.append((item, future))
                item, future = started.popleft()
                yield self._result(item, future)
        except (CancelledError, CommClosedError) as error:
            raise ClusterUnavailableError(
                f"{self._scheduler}: the dask cluster was lost; what was read is kept, try again"
            ) from error

    def close(self) -> None:
        """Let go of the cluster, and of work nobody will read."""
        self._client.close()

    def _result(self, item: Item, future: Future) -> Result | PageError:
        while True:
            try:
                result: Result | PageError = future.result(timeout=_PATIENCE)
            except KilledWorker:
                return WorkerDiedError(item.path)
            except TimeoutError as error:
                if not self._client.nthreads():
                    raise ClusterUnavailableError(
                        f"{self._scheduler}: the dask cluster has no workers; "
                        f"start some with: dask worker {self._scheduler}"
                    ) from error
            else:
                return result
