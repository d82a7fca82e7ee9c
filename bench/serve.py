"""One system in its own process: `python -m bench.serve NAME build|search INDEX [SECTIONS]`.

`search` reads a line of JSON per batch of queries, and writes one: the ids that each query found,
and its seconds. They are measured here, so that the pipe does not count.
"""

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from bench.queries import Query
from bench.sections import read_sections
from bench.systems.base import System
from bench.systems.registry import load_system


def main() -> None:
    """Build an index, or answer queries until the input ends."""
    name, verb, index = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    system = load_system(name)
    if verb == "build":
        system.build(read_sections(Path(sys.argv[4])), index)
        return
    _open(system, index)
    for line in sys.stdin:
        print(json.dumps(_answer(system, index, json.loads(line))), flush=True)


def _open(system: System, index: Path) -> None:
    system.open(index)
    gc.collect()
    # The index stays in memory; scanning it for garbage is not part of a query.
    gc.freeze()


def _answer(system: System, index: Path, batch: dict[str, Any]) -> dict[str, Any]:
    seconds, found = [], []
    for query in batch["queries"]:
        if batch["cold"]:
            _open(system, index)
        prepared = system.prepare(Query(query["kind"], tuple(query["words"])))
        began = time.perf_counter()
        hits = system.search(prepared)
        seconds.append(time.perf_counter() - began)
        found.append([hit.id for hit in hits])
    return {"seconds": seconds, "found": found}


if __name__ == "__main__":
    main()
