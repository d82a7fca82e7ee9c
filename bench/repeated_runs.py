"""How much of an index stands on many pages: python -m bench.repeated_runs FOLDER...

A run is 8 words in a row, of the headings and the text of a page. It is repeated if at least 5 % of
the pages have it, and at least three. The measure is the share of the words of all pages that are
in a repeated run. The runs that most pages have are printed: they show whether it is content.
"""

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import wikisearch

_RUN = 8
_SHARE = 0.05
_MIN = 3
_SHOWN = 5


def runs(words: Sequence[str]) -> Iterator[str]:
    """Yield every run of a page, in order."""
    for start in range(len(words) - _RUN + 1):
        yield " ".join(words[start : start + _RUN])


def repeated_words(words: Sequence[str], repeated: set[str]) -> int:
    """Count the words of a page that are in a repeated run."""
    inside, end = 0, 0
    for start, run in enumerate(runs(words)):
        if run in repeated:
            inside += start + _RUN - max(start, end)
            end = start + _RUN
    return inside


def page_words(folder: Path, index: wikisearch.Index) -> Iterator[list[str]]:
    """Yield the words of every page of the index."""
    for file in sorted(folder.rglob("*.html")):
        try:
            page = index.page(file.relative_to(folder).with_suffix("").as_posix())
        except wikisearch.WikisearchError:
            continue  # a redirect, a copy
        text = "\n".join(f"{section.title}\n{section.text}" for section in page.sections)
        yield text.split()


def measure(folder: Path) -> None:
    """Build an index of a folder, and print the share of repeated words."""
    with (
        tempfile.TemporaryDirectory() as scratch,
        wikisearch.build(folder, Path(scratch) / "index") as index,
    ):
        pages = list(page_words(folder, index))
    counts = Counter(run for words in pages for run in set(runs(words)))
    needed = max(_MIN, int(_SHARE * len(pages)))
    repeated = {run for run, count in counts.items() if count >= needed}
    total = sum(map(len, pages))
    inside = sum(repeated_words(words, repeated) for words in pages)
    print(f"{folder}: {len(pages):,} pages, {total:,} words, {inside / max(total, 1):.2%} repeated")
    for run, count in counts.most_common(_SHOWN):
        print(f"  {count:,}  {run}")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        measure(Path(name))
