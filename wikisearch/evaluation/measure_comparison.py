"""Two evaluations of the same task -> the difference of each measure, and its significance."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wikisearch._lazy import lazy_module
from wikisearch.errors import OptionError
from wikisearch.evaluation.libraries import require_libraries
from wikisearch.evaluation.measures import Evaluation

if TYPE_CHECKING:
    from scipy import stats
else:
    stats = lazy_module("scipy.stats")

RESAMPLES = 9_999
"""Random permutations of the test; with few queries, all permutations are counted."""

_SEED = 1
"""A fixed seed gives the same p value for the same two runs."""

_BATCH = 500
"""Permutations in memory at a time."""

_TIE = 1e-9
"""Values of a query that differ by at most this are a tie."""


@dataclass(frozen=True, slots=True)
class MeasureComparison:
    """One measure of two rankings of the same queries."""

    mean: float
    baseline: float
    """Mean of the ranking that it is compared with."""

    difference: float
    """`mean` minus `baseline`."""

    wins: int
    """Queries with a better value than the baseline."""

    losses: int
    ties: int
    p: float
    """Probability of a difference at least this large if both rankings were equally good."""


def compare(evaluation: Evaluation, baseline: Evaluation) -> dict[str, MeasureComparison]:
    """Compare two evaluations measure by measure, query by query.

    The p value is from a two-sided paired randomization test, which swaps the two values of random
    queries. Raises OptionError if the evaluations have different queries or measures, and
    MissingLibraryError without scipy.
    """
    if (
        evaluation.by_query.keys() != baseline.by_query.keys()
        or evaluation.measures.keys() != baseline.measures.keys()
    ):
        raise OptionError(
            "baseline",
            "has other queries or measures",
            "evaluate both with the same task and measures",
        )
    return {
        measure: _compare(measure, evaluation.by_query, baseline.by_query)
        for measure in baseline.measures
    }


_ByQuery = Mapping[str, Mapping[str, float]]


def _compare(measure: str, ours: _ByQuery, theirs: _ByQuery) -> MeasureComparison:
    pairs = [(values[measure], theirs[query][measure]) for query, values in ours.items()]
    differences = [one - other for one, other in pairs]
    wins = sum(difference > _TIE for difference in differences)
    losses = sum(difference < -_TIE for difference in differences)
    count = len(pairs)
    return MeasureComparison(
        mean=sum(one for one, _ in pairs) / count,
        baseline=sum(other for _, other in pairs) / count,
        difference=sum(differences) / count,
        wins=wins,
        losses=losses,
        ties=count - wins - losses,
        p=_p_value(differences) if wins or losses else 1.0,
    )


def _p_value(differences: Sequence[float]) -> float:
    if len(differences) == 1:
        return 1.0  # both permutations have the same absolute mean
    require_libraries(comparing=True)
    found = stats.permutation_test(
        (differences,),
        _mean,
        permutation_type="samples",  # one sample: each value keeps or changes its sign
        vectorized=True,
        n_resamples=RESAMPLES,
        batch=_BATCH,
        rng=_SEED,
    )
    return float(found.pvalue)


def _mean(values: Any, axis: int) -> Any:
    return values.mean(axis=axis)
