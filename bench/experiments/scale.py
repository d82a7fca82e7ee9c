"""Made-up wikis of growing size: build rate and query time."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median

from bench.corpora import Corpus, made_up_corpus
from bench.figures import Row, latencies
from bench.processes import MEGABYTE, Cost, Server, emptied, run, size_of
from bench.queries import QuerySampler
from bench.settings import Settings
from bench.systems.registry import SYSTEMS

_BUILDS = 2
_ROUNDS = 3


def scale(scratch: Path, settings: Settings) -> Iterator[Row]:
    """Build all sizes in turn, then search each with all classes in equal parts."""
    corpora = [made_up_corpus(scratch, size) for size in settings.sizes]
    costs: dict[int, list[Cost]] = {size: [] for size in settings.sizes}
    for _ in range(min(_BUILDS, settings.builds)):
        for size, corpus in zip(settings.sizes, corpora, strict=True):
            index = emptied(corpus.index("wikisearch"))
            command = SYSTEMS["wikisearch"].build_command(corpus.pages, corpus.sections_file, index)
            costs[size].append(run(command))
    for size, corpus in zip(settings.sizes, corpora, strict=True):
        seconds = min(cost.seconds for cost in costs[size])
        figures = {
            "seconds": seconds,
            "rate": size / seconds,
            "peak_mb": max(cost.peak for cost in costs[size]) / MEGABYTE,
            "index_mb": size_of(corpus.index("wikisearch")) / MEGABYTE,
            **_query_figures(corpus, settings),
        }
        yield Row("scale", "made-up", "wikisearch", str(size), figures)


def _query_figures(corpus: Corpus, settings: Settings) -> dict[str, float]:
    sampler = QuerySampler(corpus.sections(), settings.seed)
    count = max(1, settings.queries // 2)
    queries = [query for name in settings.classes for query in sampler.sample(name, count)]
    server = Server(SYSTEMS["wikisearch"].search_command(corpus.index("wikisearch")))
    server.search(queries)
    rounds = [server.search(queries).seconds for _ in range(min(_ROUNDS, settings.rounds))]
    server.close()
    return latencies([median(each) * 1000 for each in zip(*rounds, strict=True)])
