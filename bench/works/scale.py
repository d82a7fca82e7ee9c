"""Made-up wikis of growing size: how the rate of a build and the time of a query grow with them."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.corpora import Corpus, made_up_corpus
from bench.figures import Row, latencies
from bench.peers.registry import PEERS
from bench.processes import MEGABYTE, Cost, Server, emptied, run, size_of
from bench.queries import Deck
from bench.settings import Settings

_BUILDS = 2
_ROUNDS = 3


def scale(scratch: Path, settings: Settings) -> Iterator[Row]:
    """Build all sizes by turns, then ask each the same mixture: all classes in equal parts."""
    corpora = [made_up_corpus(scratch, size) for size in settings.sizes]
    costs: dict[int, list[Cost]] = {size: [] for size in settings.sizes}
    for _ in range(min(_BUILDS, settings.builds)):
        for size, corpus in zip(settings.sizes, corpora, strict=True):
            index = emptied(corpus.index("wikisearch"))
            command = PEERS["wikisearch"].build_command(corpus.pages, corpus.sections_file, index)
            costs[size].append(run(command))
    for size, corpus in zip(settings.sizes, corpora, strict=True):
        seconds = min(cost.seconds for cost in costs[size])
        figures = {
            "seconds": seconds,
            "rate": size / seconds,
            "peak_mb": max(cost.peak for cost in costs[size]) / MEGABYTE,
            "index_mb": size_of(corpus.index("wikisearch")) / MEGABYTE,
            **_asked(corpus, settings),
        }
        yield Row("scale", "made-up", "wikisearch", str(size), figures)


def _asked(corpus: Corpus, settings: Settings) -> dict[str, float]:
    deck = Deck(corpus.sections(), settings.seed)
    count = max(1, settings.queries // 2)
    queries = [query for name in settings.classes for query in deck.draw(name, count)]
    server = Server(PEERS["wikisearch"].search_command(corpus.index("wikisearch")))
    server.ask(queries)
    rounds = [server.ask(queries).seconds for _ in range(min(_ROUNDS, settings.rounds))]
    server.close()
    return latencies([median(each) * 1000 for each in zip(*rounds, strict=True)])
