"""`python -m bench.parity FIRST OTHER ...`: whether indexes of one wiki give the same answers.

Each is a folder with an index of its own engine; `wikisearch migrate` makes one of another. The
first draws the queries and is the yardstick. Exit code 1 means that some answer differs.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import wikisearch
from bench.insides import sections_of
from bench.peers.base import TOP
from bench.peers.ours import written
from bench.queries import Deck

CLASSES = ("term", "and2", "or2", "phrase", "prefix", "fuzzy")

_CLOSE = 1e-4
"""Scores that differ by no more, as a share of the greater or of one, are the same."""


class Answer(NamedTuple):
    """What is compared of the results of a query."""

    ids: tuple[str, ...]
    """Sections of the first pages, in order."""

    pages: int
    facets: tuple[wikisearch.FacetValue, ...]
    scores: tuple[float, ...]


def answer(index: wikisearch.Index, text: str) -> Answer:
    """Ask one index."""
    results = index.answer(wikisearch.SearchRequest(text, TOP, facets=("category",)))
    sections = [section for hit in results for section in hit.sections]
    return Answer(
        tuple(section.id for section in sections),
        results.total,
        results.facets["category"],
        tuple(section.score for section in sections),
    )


def same(one: Answer, other: Answer) -> dict[str, bool]:
    """Tell for each part of two answers whether it is the same."""
    pairs = zip(one.scores, other.scores, strict=False)
    return {
        "top 10": one.ids == other.ids,
        "pages": one.pages == other.pages,
        "facets": one.facets == other.facets,
        "scores": all(abs(a - b) <= _CLOSE * max(1.0, abs(a), abs(b)) for a, b in pairs),
    }


def main() -> int:
    """Compare, print a row for each class and index."""
    parser = argparse.ArgumentParser("python -m bench.parity", description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("others", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=200, help="of each class")
    options = parser.parse_args()
    deck = Deck(list(sections_of(options.first)))
    with wikisearch.open(options.first) as first:
        texts = {name: [*map(written, deck.draw(name, options.queries))] for name in CLASSES}
        known = {text: answer(first, text) for each in texts.values() for text in each}
    differing = 0
    for other in options.others:
        with wikisearch.open(other) as index:
            for name, drawn in texts.items():
                alike: Counter[str] = Counter()
                for text in drawn:
                    parts = same(known[text], answer(index, text))
                    alike.update(part for part, is_same in parts.items() if is_same)
                    if not all(parts.values()):
                        differing += 1
                        print(f"{other}: differs: {text}", file=sys.stderr)
                shares = ", ".join(
                    f"{part} {alike[part] / len(drawn):.1%}"
                    for part in ("top 10", "pages", "facets", "scores")
                )
                print(f"{other} {name:7} {len(drawn)} queries, the same: {shares}", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
