"""Cold starts: `wikisearch query` beside `python -c "import click"`."""

import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, percentile
from bench.processes import ROOT
from bench.settings import Settings

_CLICK = (sys.executable, "-c", "import click")
_QUERY = (sys.executable, "-m", "wikisearch", "query", "cost barrier", "--index")


def start(scratch: Path, settings: Settings) -> Iterator[Row]:
    """Run both in turn, on the bundled wiki."""
    corpus = Corpus("corpus", ROOT / "corpus", scratch / "corpus")
    corpus.ensure_index("wikisearch")
    query = (*_QUERY, str(corpus.index("wikisearch")))
    _seconds(query)
    click, ours = [], []
    for _ in range(settings.starts):
        click.append(_seconds(_CLICK))
        ours.append(_seconds(query))
    pairs = [one / other for one, other in zip(ours, click, strict=True)]
    yield Row("start", "corpus", "click", figures={"median": median(click), "least": min(click)})
    figures = {
        "median": median(ours),
        "least": min(ours),
        "ratio": median(ours) / median(click),
        "ratio_low": percentile(pairs, 0.25),
        "ratio_high": percentile(pairs, 0.75),
        "ratio_of_least": min(ours) / min(click),
    }
    yield Row("start", "corpus", "wikisearch", figures=figures)


def _seconds(command: Sequence[str]) -> float:
    began = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - began
