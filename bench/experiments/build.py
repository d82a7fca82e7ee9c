"""Full builds: time, memory and disk space."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, ratio
from bench.processes import MEGABYTE, Cost, emptied, run, size_of
from bench.settings import Settings
from bench.systems.registry import SYSTEMS, SystemInfo


def build(corpus: Corpus, systems: Sequence[str], settings: Settings) -> Iterator[Row]:
    """Build all indexes from scratch in each round, in turn."""
    builders = [SYSTEMS[name] for name in systems if not SYSTEMS[name].index_of]
    corpus.sections()
    costs: dict[str, list[Cost]] = {entry.name: [] for entry in builders}
    for _ in range(settings.builds):
        for entry in builders:
            costs[entry.name].append(_built(corpus, entry))
    for entry in builders:
        yield _row(corpus, entry, costs)


def _built(corpus: Corpus, entry: SystemInfo) -> Cost:
    index = emptied(corpus.index(entry.name))
    return run(entry.build_command(corpus.pages, corpus.sections_file, index))


def _row(corpus: Corpus, entry: SystemInfo, costs: dict[str, list[Cost]]) -> Row:
    seconds = [cost.seconds for cost in costs[entry.name]]
    figures = {
        "seconds": median(seconds),
        "peak_mb": max(cost.peak for cost in costs[entry.name]) / MEGABYTE,
        "index_mb": size_of(corpus.index(entry.name)) / MEGABYTE,
    }
    if ours := [cost.seconds for cost in costs.get("wikisearch", [])]:
        figures |= ratio(seconds, ours).figures()
    return Row("build", corpus.name, entry.name, figures=figures)
