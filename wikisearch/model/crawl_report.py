"""The result of a crawl."""

from dataclasses import dataclass
from enum import StrEnum


class CrawlState(StrEnum):
    """What became of an address; each known address has exactly one state."""

    STORED = "stored"
    """A page that is new, or that changed in this run."""

    UNCHANGED = "unchanged"
    REDIRECT = "redirect"
    CANONICAL = "canonical"
    """The page names another address as its own, and that one is stored."""

    DUPLICATE = "duplicate"
    """Another page has the same bytes."""

    NOINDEX = "noindex"
    ROBOTS = "robots"
    """robots.txt disallows it."""

    OFF_SCOPE = "off-scope"
    GONE = "gone"
    """404 or 410."""

    FAILED = "failed"
    SOFT_404 = "soft-404"
    """The site answers like this to addresses that do not exist."""

    NOT_HTML = "not-html"
    TOO_LARGE = "too-large"
    TRAP = "trap"
    """Part of an endless number of addresses without new text."""

    TODO = "todo"
    """Not requested yet in this run."""


PAGE_STATES = (CrawlState.STORED, CrawlState.UNCHANGED)
"""States of pages that are indexed."""


class CrawlStatus(StrEnum):
    """How a run ended."""

    COMPLETE = "complete"
    FAILURES = "failures"
    """Complete, but some pages failed, or there are none."""

    INCOMPLETE = "incomplete"
    """The same command goes on."""

    LOSS = "loss"
    """Too many pages were lost; the last complete crawl stays published."""

    RUNNING = "running"
    """A crawl is running, or was killed."""


@dataclass(frozen=True, slots=True)
class StateCount:
    """The addresses in one state."""

    state: CrawlState
    count: int
    examples: tuple[str, ...]
    """The first five, in order."""


@dataclass(frozen=True, slots=True)
class CrawlFailure:
    """An address that could not be fetched."""

    url: str
    reason: str
    has_copy: bool
    """Whether the page of an earlier run is still there."""


@dataclass(frozen=True, slots=True)
class CrawlReport:
    """What a crawl did, and what became of each address."""

    folder: str
    status: CrawlStatus
    reason: str
    """Why the crawl is not complete, or was not published; else empty."""

    run: int
    """Number of this run; a run that is resumed has the same number."""

    scope: tuple[str, ...]
    total: int
    """Number of known addresses; those of all states add up to it."""

    states: tuple[StateCount, ...]
    failures: tuple[CrawlFailure, ...]
    outside: tuple[tuple[str, int], ...]
    """Hosts outside the scope, and how many addresses of each were found."""

    warnings: tuple[str, ...]
    pages: int
    """Number of pages in the folder that an index will have."""

    requests: int
    """Number of requests of this run, also for robots.txt and sitemaps."""

    not_modified: int
    """Number of 304 answers in this run."""

    size: int
    """Bytes received in this run, after decompression."""

    delays: tuple[tuple[str, float], ...]
    """Seconds between requests to each site, as of the end of the run."""

    seconds: float

    def count(self, state: CrawlState) -> int:
        """Number of addresses in a state."""
        return next((each.count for each in self.states if each.state is state), 0)


@dataclass(frozen=True, slots=True)
class CrawlProgress:
    """How far a running crawl is."""

    pages: int
    """Pages stored in this run, or found unchanged."""

    done: int
    """Addresses that are dealt with in this run."""

    queue: int
    failed: int
    seconds: float
