"""What a run over a source could not use."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Refusal:
    """A page that was not indexed."""

    path: str
    """Path below the source folder."""

    reason: str
