"""Rows of figures, and their arithmetic: percentiles, ratios and their spread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """Figures of one system in one part of one experiment."""

    experiment: str
    """Name of the experiment: `build`, `update`, `latency`, ..."""

    corpus: str
    system: str
    part: str = ""
    """Class of queries, share of changed pages, or number of sections."""

    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two costs that were measured side by side."""

    value: float
    """Median over the rounds."""

    low: float
    high: float
    """Minimum and maximum over the rounds."""

    def figures(self, name: str = "ratio") -> dict[str, float]:
        """The three figures with their names in a row."""
        return {name: self.value, f"{name}_low": self.low, f"{name}_high": self.high}


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """Divide round by round: a slow moment of the machine slows both sides."""
    rounds = [one / other for one, other in zip(above, below, strict=True)]
    return Ratio(median(rounds), min(rounds), max(rounds))


def percentile(values: Sequence[float], share: float) -> float:
    """Percentile with linear interpolation; `share` is 0 to 1."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def latencies(values: Sequence[float]) -> dict[str, float]:
    """The usual percentiles, and the maximum."""
    return {
        "p50": percentile(values, 0.5),
        "p95": percentile(values, 0.95),
        "p99": percentile(values, 0.99),
        "max": max(values),
    }
