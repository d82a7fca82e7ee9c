"""What a build is asked, and what it did."""

from dataclasses import dataclass
from pathlib import Path

from wikisearch.model.report import Report


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What to index, where, and how."""

    source: Path
    directory: Path
    engine: str | None = None
    """None for that of the live index, or the default one where there is no index."""

    workers: int = 1
    full: bool = False
    """Read every page, whatever is known of it."""

    strict: bool = False
    """Leave the index as it was when a template drifted or a page was refused."""

    url: str = ""
    """Where the cluster of the engine is, if it has one."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    report: Report
    published: bool
    """Whether a new generation went live: not when nothing changed, or a strict build failed."""
