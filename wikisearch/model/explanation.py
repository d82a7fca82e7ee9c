"""Why a score is what it is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A score and what it is made of; the parts of a sum add up to it exactly."""

    value: float
    description: str
    parts: tuple["Explanation", ...] = ()
