"""The request and the outcome of a build."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from wikisearch.model.report import Report

Progress = Callable[[int, int], None]
"""Called with the number of finished pages and the number of all pages."""

SHARDS = 64
"""Default number of shards."""


@dataclass(frozen=True, slots=True)
class Shards:
    """How a large source is read: in shards, whose extracted pages are stored for the next run."""

    folder: str
    """Folder of the shards of one source, on a file system that all workers share."""

    count: int = SHARDS
    """Number of shards; after a change all pages are read again."""

    scheduler: str = ""
    """Address of a dask scheduler whose workers read the shards: `tcp://host:8786`. If it is empty,
    local processes read them."""


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """The source, the index folder and the options of a build."""

    source: Path
    directory: Path
    engine: str | None = None
    """None for the engine of the live index, or the default engine if there is no index."""

    workers: int = 1
    full: bool = False
    """Whether to read all pages, even unchanged ones."""

    strict: bool = False
    """Whether to publish nothing if a template drifted or a page was refused."""

    url: str = ""
    """URL of the cluster, for an engine that has one."""

    shards: Shards | None = None
    """None to read the files without storing extracted pages."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The outcome of a build."""

    report: Report
    published: bool
    """Whether a new generation is live: not if nothing changed or a strict build failed."""

    shards_read: int = 0
    """Number of shards with pages that were read in this run."""
