"""One peer in a process of its own: `python -m bench.serve NAME build|search INDEX [SECTIONS]`.

`search` reads a line of JSON for each batch of queries and answers it with a line: the seconds that
each query took, measured here, so that no pipe counts, and what was found.
"""

import gc
import json
import sys
import time
from pathlib import Path
from typing import Any

from bench.peers.base import Peer
from bench.peers.registry import python_peer
from bench.queries import Query
from bench.sections import read_sections


def main() -> None:
    """Build an index, or answer until the input ends."""
    name, verb, index = sys.argv[1], sys.argv[2], Path(sys.argv[3])
    peer = python_peer(name)
    if verb == "build":
        peer.build(read_sections(Path(sys.argv[4])), index)
        return
    _open(peer, index)
    for line in sys.stdin:
        print(json.dumps(_answer(peer, index, json.loads(line))), flush=True)


def _open(peer: Peer, index: Path) -> None:
    peer.open(index)
    gc.collect()
    # What is there now stays: collecting it again and again is no work of the query.
    gc.freeze()


def _answer(peer: Peer, index: Path, batch: dict[str, Any]) -> dict[str, Any]:
    seconds, found = [], []
    for asked in batch["queries"]:
        if batch["cold"]:
            _open(peer, index)
        prepared = peer.prepare(Query(asked["kind"], tuple(asked["words"])))
        began = time.perf_counter()
        hits = peer.search(prepared)
        seconds.append(time.perf_counter() - began)
        found.append([hit.id for hit in hits])
    return {"seconds": seconds, "found": found}


if __name__ == "__main__":
    main()
