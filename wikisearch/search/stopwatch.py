"""Timings of the steps of a search."""

import time

from wikisearch.model.results import Timings


class Stopwatch:
    """Measures wall time and assigns it to steps."""

    def __init__(self) -> None:
        self._began = self._lap = time.perf_counter()
        self._spent = dict.fromkeys(("parse", "match", "rank", "excerpts"), 0.0)

    def lap(self, step: str) -> None:
        """Add the time since the last call, or the start, to a step of `Timings`."""
        now = time.perf_counter()
        self._spent[step] += (now - self._lap) * 1000
        self._lap = now

    @property
    def timings(self) -> Timings:
        """Milliseconds of every step so far."""
        return Timings(**self._spent)

    @property
    def milliseconds(self) -> float:
        """Milliseconds since the start."""
        return (time.perf_counter() - self._began) * 1000
