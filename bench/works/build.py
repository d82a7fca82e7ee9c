"""Pages -> searchable: how long a full build takes, how much memory and how much disk."""

from collections.abc import Iterator, Sequence
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, ratio
from bench.peers.registry import PEERS, Entry
from bench.processes import MEGABYTE, Cost, emptied, run, size_of
from bench.settings import Settings


def build(corpus: Corpus, peers: Sequence[str], settings: Settings) -> Iterator[Row]:
    """Build every index anew in each round, one peer after the other."""
    builders = [PEERS[name] for name in peers if not PEERS[name].index_of]
    corpus.sections()
    costs: dict[str, list[Cost]] = {entry.name: [] for entry in builders}
    for _ in range(settings.builds):
        for entry in builders:
            costs[entry.name].append(_built(corpus, entry))
    for entry in builders:
        yield _row(corpus, entry, costs)


def _built(corpus: Corpus, entry: Entry) -> Cost:
    index = emptied(corpus.index(entry.name))
    return run(entry.build_command(corpus.pages, corpus.sections_file, index))


def _row(corpus: Corpus, entry: Entry, costs: dict[str, list[Cost]]) -> Row:
    seconds = [cost.seconds for cost in costs[entry.name]]
    figures = {
        "seconds": median(seconds),
        "peak_mb": max(cost.peak for cost in costs[entry.name]) / MEGABYTE,
        "index_mb": size_of(corpus.index(entry.name)) / MEGABYTE,
    }
    if ours := [cost.seconds for cost in costs.get("wikisearch", [])]:
        figures |= ratio(seconds, ours).figures()
    return Row("build", corpus.name, entry.name, figures=figures)
