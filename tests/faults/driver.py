"""Runs a build again and again; one call of the system fails each time.

Start it with the preload library, as

    python -m tests.faults.driver LIBRARY OPERATION ENGINE CALL ERRNO MODE SAMPLES

It prints one JSON object: the calls of the operation, the failures tried, and what went wrong.
"""

import ctypes
import errno
import gc
import json
import shutil
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

import wikisearch
from tests.indexer.folders import html, stub, write
from wikisearch.errors import IndexNotFoundError, WikisearchError

CALLS = ("open", "write", "fsync", "rename", "link")
QUERIES = ("ant", "bee", "page 2", "former", "a*")
FOREIGN = "notes.txt"
PAGES = 24
"""Enough for an update to share the files of most pages with the old index."""


class Preload:
    """The functions of the preload library."""

    def __init__(self, library: str) -> None:
        self._library = ctypes.CDLL(library)
        self._library.faults_calls.restype = ctypes.c_long

    def arm(self, folder: Path, call: str, number: int, error: str, *, onward: bool) -> None:
        """Let the call with this number fail below a folder; with 0, only count."""
        values = (CALLS.index(call), number, getattr(errno, error), onward)
        self._library.faults_arm(str(folder).encode(), *map(ctypes.c_long, values))

    def disarm(self) -> None:
        """Stop to fail and to count."""
        self._library.faults_disarm()

    def calls(self, call: str) -> int:
        """Calls since `arm`."""
        return int(self._library.faults_calls(CALLS.index(call)))


class Workplace:
    """A source, a prepared index folder, and the operation that changes it."""

    def __init__(self, root: Path, operation: str, engine: str) -> None:
        self.index = root / "index"
        self._before = root / "before"
        self._source = root / "source"
        self._operation, self._engine = operation, engine
        for number in range(PAGES):
            write(self._source, f"p{number}.html", html(f"Page {number}", f"ant {number}"))
        if operation != "build":
            self._build(self._before)
            (self._before / FOREIGN).write_text("not ours", encoding="utf-8")
            write(self._source, "p1.html", html("Page 1", "bee"))
            write(self._source, "old.html", stub("Former", "p2.html"))

    def reset(self) -> None:
        """Put the index back into the state before the operation."""
        shutil.rmtree(self.index, ignore_errors=True)
        if self._before.exists():
            shutil.copytree(self._before, self.index)

    def run(self) -> None:
        """Run the operation."""
        if self._operation == "migrate":
            wikisearch.migrate(self._engine, self.index).close()
        else:
            self._build(self.index)

    def _build(self, index: Path) -> None:
        engine = "whoosh" if self._operation == "migrate" else self._engine
        wikisearch.build(self._source, index, engine=engine, workers=1).close()

    def state(self) -> object:
        """What readers find: engine, pages and answers; None without an index."""
        try:
            index = wikisearch.open(self.index)
        except IndexNotFoundError:
            return None
        with index:
            answers = [[(hit.id, round(hit.score, 3)) for hit in index.search(q)] for q in QUERIES]
            return [index.manifest.engine, index.manifest.pages, answers]

    def leftovers(self) -> list[str]:
        """Unexpected entries of the index folder, and the foreign file if it is lost."""
        names = {path.name for path in self.index.iterdir()}
        live = (self.index / "CURRENT").read_text(encoding="utf-8").strip()
        expected = {"CURRENT", "lock", live} | ({FOREIGN} if self._before.exists() else set())
        return sorted(names ^ expected)


def faults(place: Workplace, preload: Preload, call: str, error: str, numbers: range) -> Iterator:
    """Yield what is wrong after the failure of each of these calls."""
    onward = MODE == "onward"
    for number in numbers:
        place.reset()
        preload.arm(place.index, call, number, error, onward=onward)
        problem = ""
        try:
            place.run()
        except WikisearchError:
            pass
        except BaseException as other:  # noqa: BLE001
            problem = f"{type(other).__name__}: {other}"
        finally:
            preload.disarm()
        gc.collect()
        yield from ([number, problem] for problem in filter(None, [problem, *after(place)]))


def after(place: Workplace) -> Iterator[str]:
    """What is wrong after a failure and after the next run."""
    try:
        if place.state() not in (OLD, NEW):
            yield "neither the old nor the new index"
        place.run()
        if place.state() != NEW:
            yield "the next run does not give the new index"
        if place.leftovers():
            yield f"the next run leaves {place.leftovers()}"
        if found := wikisearch.check(place.index).findings:
            yield f"check finds {found}"
    except Exception as error:  # noqa: BLE001
        yield f"afterwards {type(error).__name__}: {error}"


def observed(place: Workplace, run: Callable[[], None]) -> object:
    """State after a step that does not fail."""
    run()
    return place.state()


if __name__ == "__main__":
    library, operation, engine, call, error, MODE, samples = sys.argv[1:]
    warnings.simplefilter("ignore")
    preload = Preload(library)
    with tempfile.TemporaryDirectory() as folder:
        place = Workplace(Path(folder), operation, engine)
        OLD = observed(place, place.reset)
        preload.arm(place.index, call, 0, error, onward=False)
        NEW = observed(place, place.run)
        preload.disarm()
        calls = preload.calls(call)
        numbers = range(1, calls + 1, max(1, calls // int(samples)) if int(samples) else 1)
        found = list(faults(place, preload, call, error, numbers))
    print(json.dumps({"calls": calls, "tried": len(numbers), "found": found}))
