"""Time of an update, beside a full build."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from random import Random
from statistics import median

from bench.corpora import Corpus
from bench.figures import Row, ratio
from bench.processes import emptied, run
from bench.settings import Settings
from bench.systems.registry import SYSTEMS

SHARES = (0.0, 0.01, 0.1)
"""Shares of the pages that change."""

_SETTLED = 2.5
"""Seconds; the next update reads a file again if it was just written."""

_PAGES = (".html", ".htm")


def update(corpus: Corpus, settings: Settings) -> Iterator[Row]:
    """Per round: a full build, then an update for each share of changed pages."""
    pages = emptied(corpus.work / "changing")
    shutil.copytree(corpus.pages, pages, dirs_exist_ok=True)
    files = sorted(file for file in pages.rglob("*") if file.suffix in _PAGES)
    random = Random(settings.seed)
    seconds: dict[str, list[float]] = {name: [] for name in ("full", *map(_name, SHARES))}
    for _ in range(settings.builds):
        seconds["full"].append(_indexed(corpus, pages, "--full"))
        for share in SHARES:
            _change(random.sample(files, round(share * len(files))))
            seconds[_name(share)].append(_indexed(corpus, pages))
    for part, taken in seconds.items():
        figures = {"seconds": median(taken), **ratio(taken, seconds["full"]).figures()}
        yield Row("update", corpus.name, "wikisearch", part, figures)
    shutil.rmtree(pages)


def _name(share: float) -> str:
    return f"{share:.0%} changed"


def _change(files: list[Path]) -> None:
    for file in files:
        text = file.read_bytes()
        mark = b"</h1>" if b"</h1>" in text else b"</body>"
        added = f"<p>An added paragraph, {len(text)}</p>".encode()
        file.write_bytes(text.replace(mark, mark + added, 1))


def _indexed(corpus: Corpus, pages: Path, *options: str) -> float:
    time.sleep(_SETTLED)
    index = corpus.work / "changing-index"
    command = SYSTEMS["wikisearch"].build_command(pages, corpus.sections_file, index)
    return run([*command, *options]).seconds
