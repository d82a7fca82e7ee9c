"""Large made-up wikis on tantivy, indexed from tokens: cost and query times."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import Row, latencies, percentile
from bench.processes import MEGABYTE, Server, size_of
from bench.queries import QuerySampler
from bench.settings import Settings
from bench.systems.registry import SYSTEMS
from bench.tokens import index_tokens, some_sections, write_tokens

_READ = 20_000
"""Sections that queries are sampled from."""

_ALL = "all"


def tokens(scratch: Path, settings: Settings) -> Iterator[Row]:
    """Index each wiki and time full calls: all classes, and the first pass."""
    for size in settings.tokens:
        work = scratch / f"tokens-{size}"
        folder, index = work / "tokens", work / "index"
        if not folder.exists():
            write_tokens(folder, size, settings.seed)
        cost, taken = index_tokens(folder, index)
        server = Server(SYSTEMS["wikisearch"].search_command(index))
        yield from _query_rows(server, size, settings)
        figures = {
            "seconds": taken.seconds,
            "processor": taken.processor,
            "rate": size / taken.seconds,
            "peak_mb": cost.peak / MEGABYTE,
            "index_mb": size_of(index) / MEGABYTE,
            "resident_mb": server.resident() / MEGABYTE,
        }
        server.close()
        yield Row("tokens", "made-up", "wikisearch", str(size), figures)


def _query_rows(server: Server, size: int, settings: Settings) -> Iterator[Row]:
    sampler = QuerySampler(some_sections(size, _READ, settings.seed), settings.seed)
    all_times: list[float] = []
    firsts: list[float] = []
    for name in settings.classes:
        queries = sampler.sample(name, settings.queries)
        if not queries:
            continue
        first = server.search(queries).seconds
        rounds = [server.search(queries).seconds for _ in range(settings.rounds)]
        times = [median(each) * 1000 for each in zip(*rounds, strict=True)]
        yield _row(size, name, times, first)
        all_times += times
        firsts += first
    yield _row(size, _ALL, all_times, firsts)


def _row(size: int, part: str, times: list[float], first: list[float]) -> Row:
    figures = {**latencies(times), "first_p95": percentile(first, 0.95) * 1000}
    return Row("token queries", f"{size:,} sections", "wikisearch", part, figures)
