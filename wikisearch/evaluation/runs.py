"""A task and a search function -> a ranking for each query; reads and writes TREC runs."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isfinite
from os import PathLike
from urllib.parse import quote

from wikisearch.errors import OptionError
from wikisearch.evaluation.judged_files import check_known, lines
from wikisearch.evaluation.task import Level, Task, check_level
from wikisearch.model.results import Results

DEPTH = 100
"""Maximum number of units in a ranking."""

_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]|^\s|\s$")
"""Characters that would end a unit or a line; anchors may contain them."""

Search = Callable[[str, int], Results]
"""Takes a query and a limit of pages, and returns results, which need no snippets."""


@dataclass(frozen=True, slots=True)
class RankedUnit:
    """A page or section in the ranking of a query."""

    query: str
    unit: str
    rank: int


def run(task: Task, search: Search) -> list[RankedUnit]:
    """Search for each query and rank its pages or sections."""
    ranked = []
    for query, text in task.queries.items():
        results = search(text, DEPTH)
        if task.level is Level.PAGE:
            units = [hit.id for hit in results]
        else:
            units = [section.id for _, section in results.flat()]
        ranked += [RankedUnit(query, unit, rank) for rank, unit in enumerate(units[:DEPTH], 1)]
    return ranked


def trec_run(ranked: Iterable[RankedUnit], tag: str = "wikisearch") -> str:
    """Format a ranking as a TREC run; unsafe characters are percent-encoded."""
    rows = (
        f"{each.query} Q0 {_UNSAFE.sub(lambda unsafe: quote(unsafe[0]), each.unit)} {each.rank} "
        f"{1.0 / each.rank:.6f} {tag}\n"
        for each in ranked
    )
    return "".join(rows)


def read_run(path: str | PathLike[str], task: Task) -> list[RankedUnit]:
    """Read a TREC run of the queries of a task, written by any system.

    Raises OptionError, which names the file and the line, for a malformed line or an unknown query.
    """
    found: dict[str, dict[str, float]] = {}
    for location, line in lines(path, "result"):
        query, unit, score = _row(location, line)
        scores = found.setdefault(query, {})
        if unit in scores:
            raise OptionError(location, f"duplicate line for {query} and {unit}")
        scores[unit] = score
    check_known(found, task.queries, path)
    check_level((unit for scores in found.values() for unit in scores), task.level, path)
    return [
        RankedUnit(query, unit, rank)
        for query, scores in found.items()
        for rank, unit in enumerate(_by_score(scores), 1)
    ]


def _row(location: str, line: str) -> tuple[str, str, float]:
    # Split from both ends: a page path may contain spaces.
    query, *between = line.split(maxsplit=2)
    unit, *last = between[-1].rsplit(maxsplit=3) if len(between) > 1 else [""]
    if len(last) != len(("rank", "score", "tag")):
        raise OptionError(
            location, f"expected `query Q0 unit rank score tag`, not {line.strip()!r}"
        )
    try:
        score = float(last[1])
    except ValueError:
        score = float("nan")
    if not isfinite(score):
        raise OptionError(location, f"the score {last[1]!r} is not a number")
    return query, unit, score


def _by_score(scores: dict[str, float]) -> list[str]:
    """Sort units as trec_eval does, by score and then id; it ignores the written rank."""
    return sorted(scores, key=lambda unit: (scores[unit], unit), reverse=True)
