"""Commands and servers: their time, and the memory of all their processes."""

import compileall
import json
import os
import shutil
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import IO, Any, Self, cast

from bench.queries import Query

ROOT = Path(__file__).parents[1]
MEGABYTE = 1 << 20

_EVERY = 0.03
"""Seconds between two samples of memory."""

_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Cost:
    """Cost of one run of a command."""

    seconds: float
    peak: int
    """Peak resident bytes of all its processes; 0 if the system does not report it."""


def byte_compile() -> None:
    """Byte-compile the package, as an installation does."""
    compileall.compile_dir(ROOT / "wikisearch", quiet=1)


def run(command: Sequence[str]) -> Cost:
    """Run a command; raises CalledProcessError with its standard error if it fails."""
    began = time.perf_counter()
    with (
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process,
        Watch(partial(resident_bytes, process.pid)) as watch,
    ):
        _, errors = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=errors)
    return Cost(seconds, watch.peak)


class Watch:
    """Samples a number in a thread, and remembers the maximum."""

    def __init__(self, sample: Callable[[], int], every: float = _EVERY) -> None:
        self._sample = sample
        self._every = every
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self.peak = 0
        """Largest sample."""

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(self._every):
            self.peak = max(self.peak, self._sample())


def resident_bytes(process: int) -> int:
    """Resident bytes of a process and its descendants; shared pages count for each."""
    folder = _PROCESSES / str(process)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [
            int(child)
            for task in (folder / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has ended, or this is not Linux
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(resident_bytes, children))


def size_of(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def emptied(folder: Path) -> Path:
    """Empty a folder, or create it; returns it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@dataclass(frozen=True, slots=True)
class Answers:
    """Answers of a system to a batch of queries."""

    seconds: list[float]
    found: list[list[str]]
    """Ids for each query, best first."""


class Server:
    """A process with an open index that waits for queries."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._input = cast("IO[str]", self._process.stdin)
        self._output = cast("IO[str]", self._process.stdout)

    def search(self, queries: Sequence[Query], *, cold: bool = False) -> Answers:
        """Answer a batch. `cold` opens the index again before each query, not timed."""
        batch = {"queries": [asdict(query) for query in queries], "cold": cold}
        self._input.write(json.dumps(batch) + "\n")
        self._input.flush()
        line = self._output.readline()
        if not line:
            raise subprocess.CalledProcessError(self._process.wait(), self._command)
        answer: dict[str, Any] = json.loads(line)
        return Answers(answer["seconds"], answer["found"])

    def resident(self) -> int:
        """Resident bytes now."""
        return resident_bytes(self._process.pid)

    def close(self) -> None:
        """End the process."""
        self._process.communicate()
