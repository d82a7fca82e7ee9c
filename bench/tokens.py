"""A made-up wiki as tokens, with no HTML between: `python -m bench.tokens TOKENS INDEX`.

The command indexes tokens that `write_tokens` wrote, and stores what its engine took.
"""

import gc
import json
import pickle
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

from bench.internals import AnalyzedPage, IndexingTime, analyze_page, index_pages
from bench.processes import Cost, run
from bench.sections import Section
from bench.wiki import entry, in_order, shapes

ENGINE = "tantivy"

NAMES = 3
"""Words of each page that no other page has."""

_PAGES = 500
_WORKERS = 2
_TAKEN = "taken.json"


def write_tokens(folder: Path, sections: int, seed: int = 1) -> None:
    """Write the analyzed documents of a made-up wiki into an empty folder."""
    folder.mkdir(parents=True)
    with ProcessPoolExecutor(_WORKERS) as pool:
        pages = in_order(sections, seed)
        batches = [(at, pages[at : at + _PAGES]) for at in range(0, len(pages), _PAGES)]
        for _ in pool.map(partial(_write, folder, seed), batches):
            pass


def index_tokens(folder: Path, index: Path) -> tuple[Cost, IndexingTime]:
    """Index them with a command; gives its cost and the time of its engine."""
    cost = run([sys.executable, "-m", "bench.tokens", str(folder), str(index)])
    return cost, IndexingTime(*json.loads((folder.parent / _TAKEN).read_text()))


def some_sections(sections: int, wanted: int, seed: int = 1) -> list[Section]:
    """A sample of about `wanted` sections from pages in the whole wiki."""
    every = max(1, sections // wanted)
    return [
        Section(f"{page.id}#{part.anchor}", page.title, part.title if place else "", part.text)
        for number, shape in enumerate(shapes(sections, seed))
        if number % every == 0
        for page in [entry(number, shape, seed, NAMES)]
        for place, part in enumerate(page.sections)
    ]


def _write(folder: Path, seed: int, batch: tuple[int, list[tuple[int, int]]]) -> None:
    first, pages = batch
    found = [analyze_page(entry(number, wanted, seed, NAMES)) for number, wanted in pages]
    (folder / f"{first:09}").write_bytes(pickle.dumps(found, pickle.HIGHEST_PROTOCOL))


def read_tokens(folder: Path) -> Iterator[AnalyzedPage]:
    """Yield the documents that `write_tokens` wrote."""
    for file in sorted(folder.iterdir()):
        yield from pickle.loads(file.read_bytes())  # noqa: S301 - written above


def main() -> None:
    """Run the command."""
    folder, index = Path(sys.argv[1]), Path(sys.argv[2])
    gc.disable()  # reading millions of tokens back is not the engine's work
    taken = index_pages(index, ENGINE, read_tokens(folder))
    (folder.parent / _TAKEN).write_text(json.dumps(taken))


if __name__ == "__main__":
    main()
