"""The workers of a dask cluster."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError

from distributed import Client, Future, KilledWorker
from distributed.comm import CommClosedError

from wikisearch.errors import ClusterUnavailableError, PageError, WorkerDiedError
from wikisearch.ingest import Item, Result, attempt

_AHEAD = 2
"""Items sent per thread of the cluster: the current one and the next one."""

_TIMEOUT = 30
"""Seconds to wait for the scheduler, and for a first worker."""


class DaskExecutor:
    """The workers of a scheduler; they may come and go.

    Another worker takes over the item of a worker that died. After
    `distributed.scheduler.allowed-failures` deaths, the scheduler gives the item up.
    """

    def __init__(self, scheduler: str) -> None:
        self._scheduler = scheduler
        try:
            self._client = Client(scheduler, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterUnavailableError(
                scheduler,
                f"no dask cluster answers ({error})",
                "start one with: dask scheduler",
                transient=True,
            ) from error

    def map(
        self, items: Sequence[Item], work: Callable[[Item], Result]
    ) -> Iterator[Result | PageError]:
        """Send each thread of the workers one item at a time.

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
                self._scheduler,
                "the dask cluster was lost",
                "build again: complete shards are not read twice",
                transient=True,
            ) from error

    def close(self) -> None:
        """Disconnect, and cancel the work that is left."""
        self._client.close()

    def _result(self, item: Item, future: Future) -> Result | PageError:
        while True:
            try:
                result: Result | PageError = future.result(timeout=_TIMEOUT)
            except KilledWorker:
                return WorkerDiedError(item.path)
            except TimeoutError as error:
                if not self._client.nthreads():
                    raise ClusterUnavailableError(
                        self._scheduler,
                        "the dask cluster has no workers",
                        f"start some with: dask worker {self._scheduler}",
                        transient=True,
                    ) from error
            else:
                return result
