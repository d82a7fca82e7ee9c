"""Judged queries and an index -> how good the ranking is.

Reads what the field reads (queries as `id TAB text`, judgements and runs as TREC has them) and lets
`ir_measures` do the sums, which comes with `pip install "wikisearch[eval]"`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from os import PathLike
from pathlib import Path
from typing import Any

from wikisearch.errors import OptionError
from wikisearch.model.results import Results

MEASURES = ("nDCG@10", "RR@10", "Success@1", "R@100")
"""What is measured unless other measures are named, in the words of `ir_measures`."""

DEPTH = 100
"""Units of a ranking that are looked at."""

Search = Callable[[str, int], Results]
"""Anything that answers a query with so many pages."""


class Level(StrEnum):
    """What is judged."""

    PAGE = "page"
    """Pages, named by their path without suffix."""

    SECTION = "section"
    """Sections, named by that and `#anchor`; the top of a page by the page alone."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """One unit in the ranking of one query."""

    query: str
    unit: str
    rank: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures over all judged queries, by class of query, and for each query."""

    measures: Mapping[str, float]
    by_class: Mapping[str, Mapping[str, float]]
    by_query: Mapping[str, Mapping[str, float]]


def read_table(path: str | PathLike[str]) -> dict[str, str]:
    """Read `id TAB text` lines; raises OptionError for a line that is none."""
    rows = {}
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").splitlines(), 1):
        if line.strip():
            name, tab, text = line.partition("\t")
            if not tab:
                raise OptionError(f"{path}, line {number}: there is no tab after the id")
            rows[name] = text
    return rows


def run(queries: Mapping[str, str], search: Search, level: Level) -> list[Ranked]:
    """Rank the units for each query."""
    ranked = []
    for query, text in queries.items():
        results = search(text, DEPTH)
        if level is Level.PAGE:
            units = [hit.id for hit in results]
        else:
            units = [section.id for _, section in results.flat()]
        ranked += [Ranked(query, unit, rank) for rank, unit in enumerate(units[:DEPTH], 1)]
    return ranked


def evaluate(
    ranked: Iterable[Ranked],
    qrels: str | PathLike[str],
    classes: Mapping[str, str] | None = None,
    measures: Sequence[str] = MEASURES,
) -> Evaluation:
    """Measure a ranking against a TREC qrels file; a query without any answer counts as 0."""
    library = _library()
    judged = list(library.read_trec_qrels(str(qrels)))
    scored = [library.ScoredDoc(each.query, each.unit, 1.0 / each.rank) for each in ranked]
    wanted = [library.parse_measure(measure) for measure in measures]
    names = {each.query_id for each in judged}
    by_query = {name: dict.fromkeys(measures, 0.0) for name in sorted(names)}
    for found in library.iter_calc(wanted, judged, scored):
        by_query[found.query_id][str(found.measure)] = found.value
    groups: dict[str, list[Mapping[str, float]]] = {}
    for name, values in by_query.items():
        groups.setdefault((classes or {}).get(name, ""), []).append(values)
    return Evaluation(
        measures=_means(list(by_query.values()), measures),
        by_class={group: _means(rows, measures) for group, rows in sorted(groups.items()) if group},
        by_query=by_query,
    )


def trec_run(ranked: Iterable[Ranked], tag: str = "wikisearch") -> str:
    """Write a ranking as a TREC run."""
    lines = (
        f"{each.query} Q0 {each.unit} {each.rank} {1.0 / each.rank:.6f} {tag}\n" for each in ranked
    )
    return "".join(lines)


def _means(rows: Sequence[Mapping[str, float]], measures: Sequence[str]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / max(len(rows), 1) for name in measures}


def _library() -> Any:
    try:
        import ir_measures  # noqa: PLC0415 - an extra, needed here only
    except ImportError as error:
        raise OptionError(
            'evaluating needs ir_measures; run: pip install "wikisearch[eval]"'
        ) from error
    return ir_measures
