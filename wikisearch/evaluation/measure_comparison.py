"""Two evaluations of the same task -> by how much one is better, and whether that may be chance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from wikisearch.errors import OptionError
from wikisearch.evaluation.measures import Evaluation

RESAMPLES = 9_999
"""Ways to swap the two systems that are tried at random; of few queries, all there are."""

_SEED = 1
"""The same two runs always have the same p value."""

_BATCH = 500
"""Resamples in memory at a time."""

_SAME = 1e-9
"""Values of a query that differ by less are a tie."""


@dataclass(frozen=True, slots=True)
class MeasureComparison:
    """One measure of two rankings of the same queries."""

    mean: float
    baseline: float
    """Mean of the ranking that it is compared with."""

    difference: float
    """By how much the mean is above that of the baseline."""

    wins: int
    """Queries that are answered better than by the baseline."""

    losses: int
    ties: int
    p: float
    """How probable such a difference is, or a greater one either way, if both were equally good."""


def compare(evaluation: Evaluation, baseline: Evaluation) -> dict[str, MeasureComparison]:
    """Compare measure by measure, query by query.

    The p value is that of a two-sided paired randomisation test: for each query it is a coin's toss
    which of the two systems gave which of the two answers. Raises OptionError when the two are not
    of the same queries and measures.
    """
    if (
        evaluation.by_query.keys() != baseline.by_query.keys()
        or evaluation.measures.keys() != baseline.measures.keys()
    ):
        raise OptionError("only evaluations of the same queries and measures can be compared")
    return {
        measure: _compared(measure, evaluation, baseline.by_query) for measure in baseline.measures
    }


def _compared(
    measure: str, evaluation: Evaluation, baseline: Mapping[str, Mapping[str, float]]
) -> MeasureComparison:
    ours = [values[measure] for values in evaluation.by_query.values()]
    theirs = [baseline[query][measure] for query in evaluation.by_query]
    differences = [one - other for one, other in zip(ours, theirs, strict=True)]
    wins = sum(each > _SAME for each in differences)
    losses = sum(each < -_SAME for each in differences)
    count = len(differences)
    return MeasureComparison(
        mean=sum(ours) / count,
        baseline=sum(theirs) / count,
        difference=sum(differences) / count,
        wins=wins,
        losses=losses,
        ties=count - wins - losses,
        p=_chance(differences) if wins or losses else 1.0,
    )


def _chance(differences: Sequence[float]) -> float:
    if len(differences) == 1:
        return 1.0  # either way round it is as great
    found = _library().permutation_test(
        (differences,),
        _mean,
        permutation_type="samples",  # of one sample: each value keeps its sign or changes it
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=_BATCH,
        rng=_SEED,
    )
    return float(found.pvalue)


def _mean(values: Any, axis: int) -> Any:
    return values.mean(axis=axis)


def _library() -> Any:
    try:
        from scipy import stats  # noqa: PLC0415 - an extra, needed here only
    except ImportError as error:
        raise OptionError('comparing needs scipy; run: pip install "wikisearch[eval]"') from error
    return stats
