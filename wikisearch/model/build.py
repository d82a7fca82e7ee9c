"""The request and the outcome of a build."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wikisearch.model.report import Report

Progress = Callable[[int, int], None]
"""Called with the number of finished pages and the number of all pages."""

SHARDS = 64
"""Default number of shards."""


def ignore_progress(_done: int, _total: int) -> None:
    """Progress callback that does nothing."""


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


class BuildStatus(StrEnum):
    """What became of a build."""

    PUBLISHED = "published"
    """A new generation went live."""

    UNCHANGED = "unchanged"
    """The new generation would equal the live one, which stays."""

    REJECTED = "rejected"
    """A strict build found faults; the old index stays."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a build."""

    report: Report
    status: BuildStatus
    shards_read: int = 0
    """Number of shards with a file that was read in this run."""

    warnings: tuple[str, ...] = ()
    """Problems after the new generation went live, one line each."""

    @property
    def published(self) -> bool:
        """Whether a new generation went live."""
        return self.status is BuildStatus.PUBLISHED
