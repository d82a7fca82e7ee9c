"""`python -m bench.cluster TOKENS`: a made-up wiki on three nodes of this machine.

TOKENS is a folder that `bench.tokens` wrote, or will be made. The nodes are those of the tests, and
their data is in memory where there is room. Prints a line of JSON for each thing that is measured:
seconds, processor seconds of the nodes and of this process, and milliseconds of a query.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from opensearchpy import OpenSearch

import wikisearch
from bench.figures import latencies
from bench.insides import fill, open_engine, planned, update_one
from bench.peers.base import TOP
from bench.peers.ours import written
from bench.processes import MEGABYTE, ROOT, Watch
from bench.queries import Deck
from bench.tokens import read_tokens, some_sections, write_tokens

CLASSES = ("term", "and2", "or3", "phrase", "prefix", "fuzzy", "question")
HEAP = "512m"
"""Of each node: 320 MB are full at the end of a build of 200,000 sections, and it has to wait."""

SAMPLE = 5_000
"""Sections of whose words queries are made."""

FIRST = 20
"""Queries of a class that do not count: a server is slow at first."""

_NAME = "scale"
_EVERY = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


class Nodes(Watch):
    """Looks at the processes of a cluster: their processor time, and their own memory."""

    def __init__(self, client: Any) -> None:
        nodes = client.nodes.info(metric="process")["nodes"].values()
        self._folders = [Path("/proc", str(node["process"]["id"])) for node in nodes]
        super().__init__(self._largest, _EVERY)

    def seconds(self) -> float:
        """Processor time that the nodes took so far."""
        texts = ((folder / "stat").read_text() for folder in self._folders)
        fields = (text.rpartition(")")[2].split() for text in texts)
        return sum(int(each[11]) + int(each[12]) for each in fields) / _TICKS

    def _largest(self) -> int:
        """Bytes of its own that the node with most of them holds; mapped files do not count."""
        return max(map(_own_memory, self._folders))


def _own_memory(folder: Path) -> int:
    lines = (folder / "status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("RssAnon"))


@contextmanager
def nodes() -> Iterator[str]:
    """Start three nodes, give their addresses, and stop them."""
    command = [sys.executable, str(ROOT / "tests" / "cluster" / "cluster.py")]
    wish = {**os.environ, "WIKISEARCH_CLUSTER_HEAP": HEAP}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=wish) as process:
        try:
            [urls] = islice(process.stdout or (), 1)
            yield urls.strip()
        finally:
            process.terminate()


@contextmanager
def told(part: str, watch: Nodes) -> Iterator[dict[str, float]]:
    """Print what a part took."""
    figures: dict[str, float] = {}
    began, ours, theirs = time.perf_counter(), time.process_time(), watch.seconds()
    yield figures
    figures["seconds"] = time.perf_counter() - began
    figures["client_cpu"] = time.process_time() - ours
    figures["nodes_cpu"] = watch.seconds() - theirs
    figures["node_memory_mb"] = watch.peak / MEGABYTE
    _print(part, figures)


def _print(part: str, figures: Mapping[str, float]) -> None:
    rounded = {name: round(value, 3) for name, value in figures.items()}
    print(json.dumps({"part": part, **rounded}), flush=True)


def _timed(ask: Callable[[str], object], texts: list[str]) -> dict[str, float]:
    taken = []
    for text in texts:
        began = time.perf_counter()
        ask(text)
        taken.append((time.perf_counter() - began) * 1000)
    return latencies(taken)


def _build(client: Any, watch: Nodes, tokens: Path, index: Path) -> None:
    with told("build", watch) as figures:
        figures["engine_seconds"] = fill(index, "opensearch", read_tokens(tokens)).seconds
    held = client.indices.stats(index=f"{_NAME}-*", metric="store,docs")["_all"]
    sizes = {
        "sections": held["primaries"]["docs"]["count"],
        "primaries_mb": held["primaries"]["store"]["size_in_bytes"] / MEGABYTE,
        "with_replicas_mb": held["total"]["store"]["size_in_bytes"] / MEGABYTE,
    }
    _print("size", sizes)


def _ask(watch: Nodes, index: Path, deck: Deck, count: int) -> None:
    """Ask whole queries and then the engine alone, each class after a few that do not count."""
    reader, analyzer = open_engine(index)
    with wikisearch.open(index) as opened, reader:

        def whole(text: str) -> object:
            return opened.search(text, limit=TOP)

        def engine(text: str) -> object:
            return reader.search(planned(text, analyzer), TOP)

        for name in CLASSES:
            texts = [*map(written, deck.draw(name, count + FIRST))]
            for what, ask in (("whole", whole), ("engine", engine)):
                _timed(ask, texts[:FIRST])
                with told(f"{what} {name}", watch) as figures:
                    figures.update(_timed(ask, texts[FIRST:]))


def main() -> None:
    """Build, ask, and update one page."""
    parser = argparse.ArgumentParser("python -m bench.cluster", description=__doc__)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("--sections", type=int, default=200_000)
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--queries", type=int, default=100, help="of each class")
    options = parser.parse_args()
    if not options.tokens.exists():
        write_tokens(options.tokens, options.sections)
    deck = Deck(some_sections(options.sections, SAMPLE))
    with nodes() as urls, TemporaryDirectory() as work:
        os.environ["WIKISEARCH_OPENSEARCH_URL"] = f"{urls}/{_NAME}?shards={options.shards}"
        client, index = OpenSearch(urls.split(",")), Path(work, "index")
        with Nodes(client) as watch:
            _build(client, watch, options.tokens, index)
            _ask(watch, index, deck, options.queries)
            for _ in range(3):
                with told("update of one page", watch) as figures:
                    figures["engine_seconds"] = update_one(index)


if __name__ == "__main__":
    main()
