"""Queries -> answers, with everything warm: how long each class of queries takes each peer."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, latencies, percentile, ratio
from bench.peers.registry import PEERS
from bench.processes import MEGABYTE, Answers, Server
from bench.queries import Deck, Query
from bench.settings import Settings

ALL = "all"
"""All classes together."""

COLD = "or5 cold"
"""Five common words asked of an index that was opened just before."""

_COLD_PEERS = ("wikisearch", "one-section", "engine", "whoosh", "tantivy", "tantivy-alone")
_COLD_ROUNDS = 2


@dataclass(slots=True)
class _Taken:
    """Seconds of one peer for one class: a list of all queries in each round."""

    slow: bool = False
    rounds: list[list[float]] = field(default_factory=list)
    found: float = 0.0

    def add(self, answers: Answers) -> None:
        self.rounds.append(answers.seconds)
        self.found = sum(map(bool, answers.found)) / len(answers.found)

    def middle(self, queries: int) -> list[float]:
        """Of each round the median of the first so many queries."""
        return [percentile(each[:queries], 0.5) for each in self.rounds]

    def times(self) -> list[float]:
        """Milliseconds of each query: its median, for what stops a machine is no work."""
        return [median(each) * 1000 for each in zip(*self.rounds, strict=True)]

    def figures(self) -> dict[str, float]:
        times = self.times()
        return {**latencies(times), "found": self.found, "queries": len(times)}


_Takens = dict[str, _Taken]


def latency(corpus: Corpus, peers: Sequence[str], settings: Settings) -> Iterator[Row]:
    """Ask all peers the same queries by turns, class by class, round by round."""
    for name in peers:
        corpus.need_index(name)
    deck = Deck(corpus.sections(), settings.seed)
    asked = {name: deck.draw(name, settings.queries) for name in settings.classes}
    asked = {name: queries for name, queries in asked.items() if queries}
    with ExitStack() as stack:
        servers = {name: Server(PEERS[name].search_command(corpus.index(name))) for name in peers}
        for server in servers.values():
            stack.callback(server.close)
        taken = _ask(servers, asked, settings)
        for part, of_peers in taken.items():
            yield from _rows(corpus, part, of_peers)
        yield from _overall(corpus, taken)
        for name, server in servers.items():
            figures = {"held_mb": server.held() / MEGABYTE}
            yield Row("memory", corpus.name, name, figures=figures)
        if "or5" in asked:
            yield from _rows(corpus, COLD, _ask_cold(servers, asked["or5"], settings))


def _ask(
    servers: Mapping[str, Server], asked: Mapping[str, list[Query]], settings: Settings
) -> dict[str, _Takens]:
    taken = {
        part: {
            name: _warmed(server, queries, settings)
            for name, server in servers.items()
            if part in PEERS[name].classes
        }
        for part, queries in asked.items()
    }
    for each in range(settings.rounds):
        for part, queries in asked.items():
            for name, kept in taken[part].items():
                if not kept.slow or each < settings.slow_rounds:
                    some = queries[: settings.slow_queries] if kept.slow else queries
                    kept.add(servers[name].ask(some))
    return taken


def _warmed(server: Server, queries: list[Query], settings: Settings) -> _Taken:
    """Ask some once, which does not count, and all unless that would take too long."""
    some = queries[: settings.slow_queries]
    seconds = sum(server.ask(some).seconds) / len(some)
    slow = seconds * len(queries) * settings.rounds > settings.patience
    if not slow:
        server.ask(queries)
    return _Taken(slow=slow)


def _ask_cold(servers: Mapping[str, Server], queries: list[Query], settings: Settings) -> _Takens:
    taken = {name: _Taken() for name in servers if name in _COLD_PEERS}
    for _ in range(_COLD_ROUNDS):
        for name, kept in taken.items():
            kept.add(servers[name].ask(queries[: settings.cold_queries], cold=True))
    return taken


def _overall(corpus: Corpus, taken: Mapping[str, _Takens]) -> Iterator[Row]:
    """All classes in equal parts, for peers that have an answer to each of them."""
    for name in dict.fromkeys(name for of_peers in taken.values() for name in of_peers):
        if PEERS[name].whole and all(name in of_peers for of_peers in taken.values()):
            classes = [of_peers[name] for of_peers in taken.values()]
            fewest = min(len(each.times()) for each in classes)
            times = [time for each in classes for time in each.times()[:fewest]]
            found = sum(each.found for each in classes) / len(classes)
            figures = {**latencies(times), "found": found, "queries": len(times)}
            yield Row("latency", corpus.name, name, ALL, figures)


def _rows(corpus: Corpus, part: str, of_peers: Mapping[str, _Taken]) -> Iterator[Row]:
    """Ratios are to wikisearch; those of an engine alone, to wikisearch's engine alone."""
    for name, kept in of_peers.items():
        figures = kept.figures()
        base = of_peers.get("wikisearch" if PEERS[name].whole else "engine")
        if base is not None:
            queries = round(min(figures["queries"], base.figures()["queries"]))
            theirs, ours = kept.middle(queries), base.middle(queries)
            rounds = min(len(theirs), len(ours))
            figures |= ratio(theirs[:rounds], ours[:rounds]).figures()
        yield Row("latency", corpus.name, name, part, figures)
