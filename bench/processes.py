"""Commands and servers: the seconds they take, and the memory all their processes hold."""

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
"""Seconds between two looks at the memory of a run."""

_PROCESSES = Path("/proc")


@dataclass(frozen=True, slots=True)
class Cost:
    """What one run of a command took."""

    seconds: float
    peak: int
    """Most bytes that all its processes held together; 0 where the system does not say."""


def byte_compile() -> None:
    """Byte-compile the package, as installing does: a checkout may be where Python may not."""
    compileall.compile_dir(ROOT / "wikisearch", quiet=1)


def run(command: Sequence[str]) -> Cost:
    """Run a command to its end; raises CalledProcessError with what it said when it fails."""
    began = time.perf_counter()
    with (
        subprocess.Popen(
            command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
        ) as process,
        Watch(partial(held_by, process.pid)) as watch,
    ):
        _, said = process.communicate()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command, stderr=said)
    return Cost(seconds, watch.peak)


class Watch:
    """Looks again and again at how much is held, until it is told not to."""

    def __init__(self, held: Callable[[], int], every: float = _EVERY) -> None:
        self._held = held
        self._every = every
        self._ended = Event()
        self._thread = Thread(target=self._look, daemon=True)
        self.peak = 0
        """Most bytes that were held."""

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
            self.peak = max(self.peak, self._held())


def held_by(process: int) -> int:
    """Resident bytes of a process and of all below it; pages that they share count for each."""
    folder = _PROCESSES / str(process)
    try:
        pages = int((folder / "statm").read_text().split()[1])
        children = [
            int(child)
            for task in (folder / "task").iterdir()
            for child in (task / "children").read_text().split()
        ]
    except (FileNotFoundError, ProcessLookupError):
        return 0  # it has ended, or this is no Linux
    return pages * os.sysconf("SC_PAGE_SIZE") + sum(map(held_by, children))


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())


def emptied(folder: Path) -> Path:
    """The same folder with nothing in it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


@dataclass(frozen=True, slots=True)
class Answers:
    """What a peer said to a batch of queries."""

    seconds: list[float]
    found: list[list[str]]
    """Ids, best first, for each query."""


class Server:
    """A peer that has its index open and waits for queries."""

    def __init__(self, command: Sequence[str]) -> None:
        self._command = command
        self._process = subprocess.Popen(
            command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        self._asked = cast("IO[str]", self._process.stdin)
        self._said = cast("IO[str]", self._process.stdout)

    def ask(self, queries: Sequence[Query], *, cold: bool = False) -> Answers:
        """Answer a batch; `cold` opens the index anew before each query, which is not timed."""
        batch = {"queries": [asdict(query) for query in queries], "cold": cold}
        self._asked.write(json.dumps(batch) + "\n")
        self._asked.flush()
        line = self._said.readline()
        if not line:
            raise subprocess.CalledProcessError(self._process.wait(), self._command)
        said: dict[str, Any] = json.loads(line)
        return Answers(said["seconds"], said["found"])

    def held(self) -> int:
        """Bytes that it holds now."""
        return held_by(self._process.pid)

    def close(self) -> None:
        """End it."""
        self._process.communicate()
