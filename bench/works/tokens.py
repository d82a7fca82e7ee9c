"""Large made-up wikis on the engine for large wikis, from tokens on: what they take, and ask."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.figures import Row, latencies, percentile
from bench.peers.registry import PEERS
from bench.processes import MEGABYTE, Server, size_of
from bench.queries import Deck
from bench.settings import Settings
from bench.tokens import index_tokens, some_sections, write_tokens

_READ = 20_000
"""Sections whose words queries are made of."""

_ALL = "all"


def tokens(scratch: Path, settings: Settings) -> Iterator[Row]:
    """Index each wiki and ask it whole queries: all classes, and the first time of each query."""
    for size in settings.tokens:
        work = scratch / f"tokens-{size}"
        folder, index = work / "tokens", work / "index"
        if not folder.exists():
            write_tokens(folder, size, settings.seed)
        cost, taken = index_tokens(folder, index)
        server = Server(PEERS["wikisearch"].search_command(index))
        yield from _asked(server, size, settings)
        figures = {
            "seconds": taken.seconds,
            "processor": taken.processor,
            "rate": size / taken.seconds,
            "peak_mb": cost.peak / MEGABYTE,
            "index_mb": size_of(index) / MEGABYTE,
            "held_mb": server.held() / MEGABYTE,
        }
        server.close()
        yield Row("tokens", "made-up", "wikisearch", str(size), figures)


def _asked(server: Server, size: int, settings: Settings) -> Iterator[Row]:
    deck = Deck(some_sections(size, _READ, settings.seed), settings.seed)
    every: list[float] = []
    firsts: list[float] = []
    for name in settings.classes:
        queries = deck.draw(name, settings.queries)
        first = server.ask(queries).seconds
        rounds = [server.ask(queries).seconds for _ in range(settings.rounds)]
        times = [median(each) * 1000 for each in zip(*rounds, strict=True)]
        yield _row(size, name, times, first)
        every += times
        firsts += first
    yield _row(size, _ALL, every, firsts)


def _row(size: int, part: str, times: list[float], first: list[float]) -> Row:
    figures = {**latencies(times), "first_p95": percentile(first, 0.95) * 1000}
    return Row("asked", f"{size:,} sections", "wikisearch", part, figures)
