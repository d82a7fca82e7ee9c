"""What a build is asked, and what it did."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wikisearch.model.report import Report

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages there are."""

SHARDS = 64
"""How many shards a source has unless it is said."""


@dataclass(frozen=True, slots=True)
class Shards:
    """How a large source is read: in shards, what is read of each staying for the next run."""

    folder: str
    """Where the shards are kept, on a file system that all workers share; of one source only."""

    count: int = SHARDS
    """Another count makes other shards, which are read anew."""

    scheduler: str = ""
    """Address of a dask scheduler, whose workers read the shards (`tcp://host:8786`); if it is
    empty, processes of this machine do."""


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

    shards: Shards | None = None
    """None to read the files without keeping what was read."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a build did."""

    report: Report
    published: bool
    """Whether a new generation went live: not when nothing changed, or a strict build failed."""

    shards_read: int = 0
    """Shards of which anything was read in this run."""
