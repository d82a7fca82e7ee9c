"""The explanation of a score."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A score and its parts; the parts of a sum add up to it exactly."""

    value: float
    description: str
    parts: tuple["Explanation", ...] = ()
