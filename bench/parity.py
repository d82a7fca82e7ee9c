"""`python -m bench.parity FIRST OTHER ...`: check that indexes of one wiki answer alike.

Each folder has an index of another engine; `wikisearch migrate` makes one from another. Queries
are sampled from the first, which is the reference. Exit code 1: some answers differ.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import wikisearch
from bench.internals import sections_of
from bench.queries import QuerySampler
from bench.systems.base import TOP
from bench.systems.wikisearch_index import query_text

CLASSES = ("term", "and2", "or2", "phrase", "prefix", "fuzzy")

_CLOSE = 1e-4
"""Relative difference up to which two scores are the same."""


class Answer(NamedTuple):
    """The compared parts of the results of a query."""

    ids: tuple[str, ...]
    """Sections of the first pages, in order."""

    pages: int
    facets: tuple[wikisearch.FacetValue, ...]
    scores: tuple[float, ...]


def answer(index: wikisearch.Index, text: str) -> Answer:
    """Search one index."""
    results = index.answer(wikisearch.SearchRequest(text, TOP, facets=("category",)))
    sections = [section for hit in results for section in hit.sections]
    return Answer(
        tuple(section.id for section in sections),
        results.total,
        results.facets["category"],
        tuple(section.score for section in sections),
    )


def same(one: Answer, other: Answer) -> dict[str, bool]:
    """Whether each part of two answers is the same."""
    pairs = zip(one.scores, other.scores, strict=False)
    return {
        "top 10": one.ids == other.ids,
        "pages": one.pages == other.pages,
        "facets": one.facets == other.facets,
        "scores": all(abs(a - b) <= _CLOSE * max(1.0, abs(a), abs(b)) for a, b in pairs),
    }


def main() -> int:
    """Compare, and print a row per class and index."""
    parser = argparse.ArgumentParser("python -m bench.parity", description=__doc__)
    parser.add_argument("first", type=Path)
    parser.add_argument("others", type=Path, nargs="+")
    parser.add_argument("--queries", type=int, default=200, help="of each class")
    options = parser.parse_args()
    sampler = QuerySampler(list(sections_of(options.first)))
    with wikisearch.open(options.first) as first:
        texts = {
            name: [*map(query_text, sampler.sample(name, options.queries))] for name in CLASSES
        }
        known = {text: answer(first, text) for each in texts.values() for text in each}
    differing = 0
    for other in options.others:
        with wikisearch.open(other) as index:
            for name, sampled in texts.items():
                alike: Counter[str] = Counter()
                for text in sampled:
                    parts = same(known[text], answer(index, text))
                    alike.update(part for part, is_same in parts.items() if is_same)
                    if not all(parts.values()):
                        differing += 1
                        print(f"{other}: differs: {text}", file=sys.stderr)
                shares = ", ".join(
                    f"{part} {alike[part] / len(sampled):.1%}"
                    for part in ("top 10", "pages", "facets", "scores")
                )
                print(f"{other} {name:7} {len(sampled)} queries, the same: {shares}", flush=True)
    return 1 if differing else 0


if __name__ == "__main__":
    sys.exit(main())
