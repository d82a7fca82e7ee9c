"""Arithmetic of the bench: percentiles, ratios and their spread; and the row all is told in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median


@dataclass(frozen=True, slots=True)
class Row:
    """What one peer did in one part of one work."""

    work: str
    """Name of the experiment: `build`, `update`, `latency`, ..."""

    corpus: str
    peer: str
    part: str = ""
    """Class of queries, share of pages that changed, number of sections."""

    figures: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Ratio:
    """How many times as much one thing takes as another, measured side by side."""

    value: float
    """Median over the rounds."""

    low: float
    high: float
    """Least and greatest of the rounds."""

    def figures(self, name: str = "ratio") -> dict[str, float]:
        """The three figures under their names in a row."""
        return {name: self.value, f"{name}_low": self.low, f"{name}_high": self.high}


def ratio(above: Sequence[float], below: Sequence[float]) -> Ratio:
    """Divide round by round, so that what slows the machine for a while slows both sides."""
    rounds = [one / other for one, other in zip(above, below, strict=True)]
    return Ratio(median(rounds), min(rounds), max(rounds))


def percentile(values: Sequence[float], share: float) -> float:
    """Value that a share (0 to 1) of the values do not exceed, between two where need be."""
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def latencies(values: Sequence[float]) -> dict[str, float]:
    """Figures by which times are told."""
    return {
        "p50": percentile(values, 0.5),
        "p95": percentile(values, 0.95),
        "p99": percentile(values, 0.99),
        "max": max(values),
    }
