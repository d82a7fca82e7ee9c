"""The request and the outcome of a build."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from wikisearch.errors import OptionError
from wikisearch.model.report import Report
from wikisearch.model.source_page import Pages

Progress = Callable[[int, int], None]
"""Called with the number of finished pages and the number of all pages."""

_BASE_URL = re.compile(r"(https?://[^\s/?#<>\"]+)?(/[^\s?#<>\"]*)?")

SHARDS = 64
"""Default number of shards."""


def check_base_url(name: str, url: str) -> None:
    """Raise OptionError unless a URL is empty, or a web address or a path."""
    if url and not _BASE_URL.fullmatch(url):
        raise OptionError(
            name, f"{url!r} is not a base URL", "write https://host/path/ or /path/ without a query"
        )


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
    """The source, the index folder and the options of a build.

    Raises OptionError for an invalid base URL.
    """

    source: Path | Pages
    directory: Path
    engine: str | None = None
    """None for the engine of the live index, or the default engine if there is no index."""

    workers: int = 1
    full: bool = False
    """Whether to read all pages, even unchanged ones."""

    strict: bool = False
    """Whether to publish nothing if a template drifted or pages are missing."""

    url: str = ""
    """URL of the cluster, for an engine that has one."""

    shards: Shards | None = None
    """None to read the files without storing extracted pages."""

    base_url: str = ""
    """URL of the published source folder; empty for the `base_url` of wikisearch.toml."""

    clean_urls: bool = False
    """Whether pages are published without `.html`."""

    replace: bool = False
    """Whether the index of another source may be replaced."""

    force: bool = False
    """Whether a new index may be inside its source or a published site."""

    def __post_init__(self) -> None:
        check_base_url("base_url", self.base_url)


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
