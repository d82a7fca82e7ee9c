"""A task and a ranking -> the measures of the field, which `ir_measures` computes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wikisearch.errors import OptionError
from wikisearch.evaluation.runs import Ranked
from wikisearch.evaluation.task import Task

MEASURES = ("nDCG@10", "RR@10", "Success@1", "R@100")
"""What is measured unless other measures are named, in the words of `ir_measures`."""

MOST_CUTOFF = 10_000
"""What may stand after `@` at most: of 0 and of large numbers, libraries in C end the process."""

Values = Mapping[str, float]
"""Value of each measure."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures over all judged queries, by class of query, and for each query."""

    measures: Values
    by_class: Mapping[str, Values]
    by_query: Mapping[str, Values]


def evaluate(
    task: Task, ranked: Iterable[Ranked], measures: Sequence[str] = MEASURES
) -> Evaluation:
    """Measure a ranking; a judged query without any answer counts as 0.

    A measure has the name `ir_measures` gives it: `MRR@10` is `RR@10`. Raises OptionError for one
    that is not known or cannot be computed, and for a cutoff out of range.
    """
    library = _library()
    wanted = [_parsed(library, measure) for measure in dict.fromkeys(measures)]
    judged = [
        library.Qrel(query, unit, grade)
        for query, grades in task.judged.items()
        for unit, grade in grades.items()
    ]
    scored = [library.ScoredDoc(each.query, each.unit, 1.0 / each.rank) for each in ranked]
    names = [str(measure) for measure in wanted]
    by_query = {query: dict.fromkeys(names, 0.0) for query in sorted(task.judged)}
    try:
        for found in library.iter_calc(wanted, judged, scored):
            by_query[found.query_id][str(found.measure)] = found.value
    except Exception as error:  # what a library raises for a measure it has no way to compute
        reason = f"{type(error).__name__}: {error}".partition("\n")[0]
        raise OptionError(f"{', '.join(names)}: cannot be measured ({reason})") from error
    groups: dict[str, list[Values]] = {}
    for query, values in by_query.items():
        groups.setdefault(task.classes.get(query, ""), []).append(values)
    return Evaluation(
        measures=_means(list(by_query.values()), names),
        by_class={group: _means(rows, names) for group, rows in sorted(groups.items()) if group},
        by_query=by_query,
    )


def _means(rows: Sequence[Values], names: Sequence[str]) -> dict[str, float]:
    return {name: sum(row[name] for row in rows) / len(rows) for name in names}


def _parsed(library: Any, measure: str) -> Any:
    known = f"there are {', '.join(MEASURES)}, AP, P@5 and more"
    try:
        parsed = library.parse_measure(measure)
    except (NameError, ValueError, SyntaxError, TypeError, AssertionError) as error:
        raise OptionError(f"{measure}: no measure; {known}") from error
    if not parsed.params.keys() <= parsed.SUPPORTED_PARAMS.keys():
        raise OptionError(f"{measure}: no measure; {known}")
    cutoff = parsed.params.get("cutoff", 1)
    if not isinstance(cutoff, int) or not 1 <= cutoff <= MOST_CUTOFF:
        raise OptionError(f"{measure}: the cutoff must be a number from 1 to {MOST_CUTOFF:,}")
    return parsed


def _library() -> Any:
    try:
        import ir_measures  # noqa: PLC0415 - an extra, needed here only
    except ImportError as error:
        raise OptionError(
            'evaluating needs ir_measures; run: pip install "wikisearch[eval]"'
        ) from error
    return ir_measures
