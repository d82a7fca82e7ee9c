"""How long the steps of one search take."""

import time

from wikisearch.model.results import Timings


class Stopwatch:
    """Runs from the start, and gives each stretch of time to one step."""

    def __init__(self) -> None:
        self._began = self._lap = time.perf_counter()
        self._spent = dict.fromkeys(("parse", "match", "rank", "excerpts"), 0.0)

    def lap(self, step: str) -> None:
        """Give the time since the last call, or the start, to one of the steps of `Timings`."""
        now = time.perf_counter()
        self._spent[step] += (now - self._lap) * 1000
        self._lap = now

    @property
    def timings(self) -> Timings:
        """What every step took so far."""
        return Timings(**self._spent)

    @property
    def milliseconds(self) -> float:
        """Time since the start."""
        return (time.perf_counter() - self._began) * 1000
