"""A task and a ranking -> measures of search quality, computed by `ir_measures`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wikisearch._lazy import lazy_module
from wikisearch.errors import OptionError
from wikisearch.evaluation.libraries import require_libraries
from wikisearch.evaluation.runs import RankedUnit
from wikisearch.evaluation.task import Task

if TYPE_CHECKING:
    import ir_measures
else:
    ir_measures = lazy_module("ir_measures")

MEASURES = ("nDCG@10", "RR@10", "Success@1", "R@100")
"""Default measures, by their names in `ir_measures`."""

MAX_CUTOFF = 10_000
"""Largest cutoff, the number after `@`. With 0 or a huge cutoff, libraries in C crash."""

_EXAMPLES = f"for example {', '.join(MEASURES)}, AP, P@5"

Values = Mapping[str, float]
"""Value of each measure."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures over all judged queries, per class of queries, and per query."""

    measures: Values
    by_class: Mapping[str, Values]
    by_query: Mapping[str, Values]


def evaluate(
    task: Task, ranked: Iterable[RankedUnit], measures: Sequence[str] = MEASURES
) -> Evaluation:
    """Measure a ranking; a judged query without results counts as 0.

    Results are named as `ir_measures` does: `MRR@10` becomes `RR@10`. Raises OptionError for an
    unknown measure, one that cannot be computed, or a cutoff out of range; and MissingLibraryError
    without ir_measures.
    """
    require_libraries()
    parsed = [_parse(measure) for measure in dict.fromkeys(measures)]
    by_query = _values(task, ranked, parsed)
    names = list(map(str, parsed))
    groups: dict[str, list[Values]] = {}
    for query, values in by_query.items():
        groups.setdefault(task.classes.get(query, ""), []).append(values)
    return Evaluation(
        measures=_means(list(by_query.values()), names),
        by_class={group: _means(rows, names) for group, rows in sorted(groups.items()) if group},
        by_query=by_query,
    )


def _values(
    task: Task, ranked: Iterable[RankedUnit], measures: Sequence[Any]
) -> dict[str, dict[str, float]]:
    """Value of each measure for each judged query."""
    judged = [
        ir_measures.Qrel(query, unit, grade)
        for query, grades in task.judged.items()
        for unit, grade in grades.items()
    ]
    scored = [ir_measures.ScoredDoc(each.query, each.unit, 1.0 / each.rank) for each in ranked]
    names = list(map(str, measures))
    by_query = {query: dict.fromkeys(names, 0.0) for query in sorted(task.judged)}
    try:
        for found in ir_measures.iter_calc(measures, judged, scored):
            by_query[found.query_id][str(found.measure)] = found.value
    except Exception as error:  # ir_measures raises many kinds for what it cannot compute
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise OptionError(", ".join(names), f"cannot be measured ({reason})") from error
    return by_query


def _means(rows: Sequence[Values], names: Sequence[str]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / len(rows) for name in names}


def _parse(measure: str) -> Any:
    try:
        parsed = ir_measures.parse_measure(measure)
    except (NameError, ValueError, SyntaxError, TypeError, AssertionError) as error:
        raise OptionError(measure, "unknown measure", _EXAMPLES) from error
    if not parsed.params.keys() <= parsed.SUPPORTED_PARAMS.keys():
        raise OptionError(measure, "unknown measure", _EXAMPLES)
    cutoff = parsed.params.get("cutoff", 1)
    if not isinstance(cutoff, int) or not 1 <= cutoff <= MAX_CUTOFF:
        raise OptionError(measure, f"the cutoff must be a number from 1 to {MAX_CUTOFF:,}")
    return parsed
