"""A task and a search -> the ranking of each query; a TREC run -> the same, and back."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from os import PathLike
from urllib.parse import quote

from wikisearch.errors import OptionError
from wikisearch.evaluation.files import check_known, lines
from wikisearch.evaluation.task import Level, Task, check_level
from wikisearch.model.results import Results

DEPTH = 100
"""Units of a ranking that are looked at."""

_UNFIT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|^\s|\s$")
"""What would end a unit in a line, or its line: anchors are as pages write them."""

Search = Callable[[str, int], Results]
"""Anything that answers a query with so many pages."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit in the ranking of one query."""

    query: str
    unit: str
    rank: int


def run(task: Task, search: Search) -> list[Ranked]:
    """Rank the units for each query."""
    ranked = []
    for query, text in task.queries.items():
        results = search(text, DEPTH)
        if task.level is Level.PAGE:
            units = [hit.id for hit in results]
        else:
            units = [section.id for _, section in results.flat()]
        ranked += [Ranked(query, unit, rank) for rank, unit in enumerate(units[:DEPTH], 1)]
    return ranked


def trec_run(ranked: Iterable[Ranked], tag: str = "wikisearch") -> str:
    """Write a ranking as a TREC run, a line for each; what would break one is percent-encoded."""
    rows = (
        f"{each.query} Q0 {_UNFIT.sub(lambda unfit: quote(unfit[0]), each.unit)} {each.rank} "
        f"{1.0 / each.rank:.6f} {tag}\n"
        for each in ranked
    )
    return "".join(rows)


def read_run(path: str | PathLike[str], task: Task) -> list[Ranked]:
    """Read a TREC run of these queries, by any system; those it does not answer have no answer.

    Raises OptionError, which names the file and the line, for anything that is not as it should be.
    """
    found: dict[str, dict[str, float]] = {}
    for place, line in lines(path, "answer"):
        query, unit, score = _row(place, line)
        scores = found.setdefault(query, {})
        if unit in scores:
            raise OptionError(f"{place}: {unit} has a line for {query} before")
        scores[unit] = score
    check_known(found, task.queries, path)
    check_level((unit for scores in found.values() for unit in scores), task.level, path)
    return [
        Ranked(query, unit, rank)
        for query, scores in found.items()
        for rank, unit in enumerate(_by_score(scores), 1)
    ]


def _row(place: str, line: str) -> tuple[str, str, float]:
    # From both ends: the path of a page may have spaces in it.
    query, *between = line.split(maxsplit=2)
    unit, *last = between[-1].rsplit(maxsplit=3) if len(between) > 1 else [""]
    if len(last) != len(("rank", "score", "tag")):
        raise OptionError(f"{place}: not `query Q0 unit rank score tag`: {line.strip()!r}")
    try:
        score = float(last[1])
    except ValueError:
        score = float("nan")
    if not isfinite(score):
        raise OptionError(f"{place}: the score {last[1]!r} is no number")
    return query, unit, score


def _by_score(scores: dict[str, float]) -> list[str]:
    """Put units in the order in which trec_eval reads them: it ignores the rank that is written."""
    return sorted(scores, key=lambda unit: (scores[unit], unit), reverse=True)
