"""`python -m bench.cluster TOKENS`: a made-up wiki on three nodes of this machine.

TOKENS is a folder that `bench.tokens` wrote, or is created. The nodes are those of the tests; their
data is in memory if there is room. Each measurement prints a line of JSON: seconds, processor
seconds of the nodes and of this process, and milliseconds of a query.
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
from bench.internals import index_pages, open_engine, planned, update_one
from bench.processes import MEGABYTE, ROOT, Watch
from bench.queries import QuerySampler
from bench.systems.base import TOP
from bench.systems.wikisearch_index import query_text
from bench.tokens import read_tokens, some_sections, write_tokens

CLASSES = ("term", "and2", "or3", "phrase", "prefix", "fuzzy", "question")
HEAP = "512m"
"""Of each node. With 320 MB a build of 200,000 sections has to wait for memory."""

SAMPLE = 5_000
"""Sections that queries are sampled from."""

FIRST = 20
"""Queries per class that warm up the server and do not count."""

_NAME = "scale"
_EVERY = 0.5
_TICKS = os.sysconf("SC_CLK_TCK")


class Nodes(Watch):
    """Watches the processes of a cluster: processor time and private memory."""

    def __init__(self, client: Any) -> None:
        nodes = client.nodes.info(metric="process")["nodes"].values()
        self._folders = [Path("/proc", str(node["process"]["id"])) for node in nodes]
        super().__init__(self._largest, _EVERY)

    def seconds(self) -> float:
        """Processor time of the nodes so far."""
        texts = ((folder / "stat").read_text() for folder in self._folders)
        fields = (text.rpartition(")")[2].split() for text in texts)
        return sum(int(each[11]) + int(each[12]) for each in fields) / _TICKS

    def _largest(self) -> int:
        """Largest private memory of a node in bytes, without mapped files."""
        return max(map(_own_memory, self._folders))


def _own_memory(folder: Path) -> int:
    lines = (folder / "status").read_text().splitlines()
    return next(int(line.split()[1]) << 10 for line in lines if line.startswith("RssAnon"))


@contextmanager
def nodes() -> Iterator[str]:
    """Run three nodes; gives their URLs."""
    command = [sys.executable, str(ROOT / "tests" / "cluster" / "cluster.py")]
    environment = {**os.environ, "WIKISEARCH_CLUSTER_HEAP": HEAP}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        try:
            [urls] = islice(process.stdout or (), 1)
            yield urls.strip()
        finally:
            process.terminate()


@contextmanager
def measured(part: str, watch: Nodes) -> Iterator[dict[str, float]]:
    """Print what a block took."""
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
    with measured("build", watch) as figures:
        figures["engine_seconds"] = index_pages(index, "opensearch", read_tokens(tokens)).seconds
    held = client.indices.stats(index=f"{_NAME}-*", metric="store,docs")["_all"]
    sizes = {
        "sections": held["primaries"]["docs"]["count"],
        "primaries_mb": held["primaries"]["store"]["size_in_bytes"] / MEGABYTE,
        "with_replicas_mb": held["total"]["store"]["size_in_bytes"] / MEGABYTE,
    }
    _print("size", sizes)


def _search(watch: Nodes, index: Path, sampler: QuerySampler, count: int) -> None:
    """Time full calls and the engine alone for each class, after a warm-up."""
    reader, analyzer = open_engine(index)
    with wikisearch.open(index) as opened, reader:

        def whole(text: str) -> object:
            return opened.search(text, limit=TOP)

        def engine(text: str) -> object:
            return reader.search(planned(text, analyzer), TOP)

        for name in CLASSES:
            texts = [*map(query_text, sampler.sample(name, count + FIRST))]
            for what, ask in (("whole", whole), ("engine", engine)):
                _timed(ask, texts[:FIRST])
                with measured(f"{what} {name}", watch) as figures:
                    figures.update(_timed(ask, texts[FIRST:]))


def main() -> None:
    """Build, search, and update one page."""
    parser = argparse.ArgumentParser("python -m bench.cluster", description=__doc__)
    parser.add_argument("tokens", type=Path)
    parser.add_argument("--sections", type=int, default=200_000)
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--queries", type=int, default=100, help="of each class")
    options = parser.parse_args()
    if not options.tokens.exists():
        write_tokens(options.tokens, options.sections)
    sampler = QuerySampler(some_sections(options.sections, SAMPLE))
    with nodes() as urls, TemporaryDirectory() as work:
        os.environ["WIKISEARCH_OPENSEARCH_URL"] = f"{urls}/{_NAME}?shards={options.shards}"
        client, index = OpenSearch(urls.split(",")), Path(work, "index")
        with Nodes(client) as watch:
            _build(client, watch, options.tokens, index)
            _search(watch, index, sampler, options.queries)
            for _ in range(3):
                with measured("update of one page", watch) as figures:
                    figures["engine_seconds"] = update_one(index)


if __name__ == "__main__":
    main()
