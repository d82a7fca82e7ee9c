"""Query latency with warm caches: each class of queries, each system."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, latencies, percentile, ratio
from bench.processes import MEGABYTE, Answers, Server
from bench.queries import Query, QuerySampler
from bench.settings import Settings
from bench.systems.registry import SYSTEMS

ALL = "all"
"""All classes together."""

COLD = "or5 cold"
"""Five common words on an index that was just opened."""

_COLD_SYSTEMS = ("wikisearch", "one-section", "engine", "whoosh", "tantivy", "tantivy-alone")
_COLD_ROUNDS = 2


@dataclass(slots=True)
class _Times:
    """Seconds of one system for one class: one list per round."""

    slow: bool = False
    rounds: list[list[float]] = field(default_factory=list)
    found: float = 0.0

    def add(self, answers: Answers) -> None:
        self.rounds.append(answers.seconds)
        self.found = sum(map(bool, answers.found)) / len(answers.found)

    def middle(self, queries: int) -> list[float]:
        """Median of the first `queries` of each round."""
        return [percentile(each[:queries], 0.5) for each in self.rounds]

    def times(self) -> list[float]:
        """Milliseconds of each query: the median ignores pauses of the machine."""
        return [median(each) * 1000 for each in zip(*self.rounds, strict=True)]

    def figures(self) -> dict[str, float]:
        times = self.times()
        return {**latencies(times), "found": self.found, "queries": len(times)}


_BySystem = dict[str, _Times]


def latency(corpus: Corpus, systems: Sequence[str], settings: Settings) -> Iterator[Row]:
    """Send the same queries to all systems in turn, class by class, round by round."""
    for name in systems:
        corpus.ensure_index(name)
    sampler = QuerySampler(corpus.sections(), settings.seed, corpus.questions())
    queries_by_class = {name: sampler.sample(name, settings.queries) for name in settings.classes}
    queries_by_class = {name: queries for name, queries in queries_by_class.items() if queries}
    with ExitStack() as stack:
        servers = {
            name: Server(SYSTEMS[name].search_command(corpus.index(name))) for name in systems
        }
        for server in servers.values():
            stack.callback(server.close)
        times = _search(servers, queries_by_class, settings)
        for part, by_system in times.items():
            yield from _rows(corpus, part, by_system)
        yield from _overall(corpus, times)
        for name, server in servers.items():
            figures = {"resident_mb": server.resident() / MEGABYTE}
            yield Row("memory", corpus.name, name, figures=figures)
        if "or5" in queries_by_class:
            yield from _rows(corpus, COLD, _search_cold(servers, queries_by_class["or5"], settings))


def _search(
    servers: Mapping[str, Server], queries_by_class: Mapping[str, list[Query]], settings: Settings
) -> dict[str, _BySystem]:
    times = {
        part: {
            name: _warmed(server, queries, settings)
            for name, server in servers.items()
            if part in SYSTEMS[name].classes
        }
        for part, queries in queries_by_class.items()
    }
    for each in range(settings.rounds):
        for part, queries in queries_by_class.items():
            for name, measured in times[part].items():
                if not measured.slow or each < settings.slow_rounds:
                    some = queries[: settings.slow_queries] if measured.slow else queries
                    measured.add(servers[name].search(some))
    return times


def _warmed(server: Server, queries: list[Query], settings: Settings) -> _Times:
    """Warm up with some queries, and with all unless that takes too long."""
    some = queries[: settings.slow_queries]
    seconds = sum(server.search(some).seconds) / len(some)
    slow = seconds * len(queries) * settings.rounds > settings.patience
    if not slow:
        server.search(queries)
    return _Times(slow=slow)


def _search_cold(
    servers: Mapping[str, Server], queries: list[Query], settings: Settings
) -> _BySystem:
    times = {name: _Times() for name in servers if name in _COLD_SYSTEMS}
    for _ in range(_COLD_ROUNDS):
        for name, measured in times.items():
            measured.add(servers[name].search(queries[: settings.cold_queries], cold=True))
    return times


def _overall(corpus: Corpus, times: Mapping[str, _BySystem]) -> Iterator[Row]:
    """All classes in equal parts, for systems that support all of them."""
    for name in dict.fromkeys(name for by_system in times.values() for name in by_system):
        if SYSTEMS[name].whole and all(name in by_system for by_system in times.values()):
            classes = [by_system[name] for by_system in times.values()]
            fewest = min(len(each.times()) for each in classes)
            milliseconds = [time for each in classes for time in each.times()[:fewest]]
            found = sum(each.found for each in classes) / len(classes)
            figures = {
                **latencies(milliseconds),
                "found": found,
                "queries": len(milliseconds),
            }
            yield Row("latency", corpus.name, name, ALL, figures)


def _rows(corpus: Corpus, part: str, by_system: Mapping[str, _Times]) -> Iterator[Row]:
    """Ratios to wikisearch; for engines alone, to wikisearch's engine."""
    for name, measured in by_system.items():
        figures = measured.figures()
        base = by_system.get("wikisearch" if SYSTEMS[name].whole else "engine")
        if base is not None:
            queries = round(min(figures["queries"], base.figures()["queries"]))
            theirs, ours = measured.middle(queries), base.middle(queries)
            rounds = min(len(theirs), len(ours))
            figures |= ratio(theirs[:rounds], ours[:rounds]).figures()
        yield Row("latency", corpus.name, name, part, figures)
