"""The requests to one site: which is next, and when it may be sent."""

import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.site_rules import SiteRules
from wikisearch.model.crawl_request import CrawlLimits

_DELAY, _MAX_DELAY = 0.5, 60.0
"""Seconds between two requests: by default, and at most to a slow site."""

_PARALLEL, _LOCAL_PARALLEL = 2, 8
_BATCH = 100


@dataclass(frozen=True, slots=True)
class Fetch:
    """A request that can be sent."""

    kind: str
    """`page`, `robots`, `sitemap` or `probe`."""

    url: str
    row: dict[str, Any] = field(default_factory=dict)
    """The address as the ledger has it; empty for a request that is for no page."""

    tries: int = 0


class HostQueue:
    """Requests to one origin; it has a delay and a number of parallel requests of its own."""

    def __init__(
        self, origin: str, ledger: CrawlLedger, delay: float | None, *, is_local: bool
    ) -> None:
        self.origin = origin
        self._ledger = ledger
        self._least = (0.0 if is_local else _DELAY) if delay is None else delay
        self.delay = self._least
        self._parallel = _LOCAL_PARALLEL if is_local else _PARALLEL
        self.rules: SiteRules | None = None
        """None until robots.txt was read."""

        self.stop_reason = ""
        """Why no more pages are requested in this run."""

        self._next_time = 0.0
        self._first: deque[Fetch] = deque([Fetch("robots", f"{origin}/robots.txt")])
        self._later: list[tuple[float, int, Fetch]] = []
        self._order = count()
        """Order of requests for the same time; two of them cannot be compared."""

        self._batch: deque[dict[str, Any]] = deque()
        self._active: set[int] = set()
        self._running = 0
        self._is_empty = False
        self._previous_time = 0.0

    def add(self, fetch: Fetch) -> None:
        """Add a request that is sent before those for pages, unless the queue was stopped."""
        if not self.stop_reason:
            self._first.append(fetch)

    def retry(self, fetch: Fetch, time: float) -> None:
        """Send a request again at a time, unless the queue was stopped."""
        if self.stop_reason:
            return
        if fetch.row:
            self._active.add(fetch.row["id"])
        heapq.heappush(self._later, (time, next(self._order), fetch))

    def pause(self, time: float) -> None:
        """Send nothing before a time."""
        self._next_time = max(self._next_time, time)

    def obey(self, rules: SiteRules, limits: CrawlLimits) -> None:
        """Follow a robots.txt."""
        self.rules = rules
        self._least = max(self._least, min(rules.delay, limits.crawl_delay))
        self.delay = max(self.delay, self._least)

    def stop(self, reason: str) -> None:
        """Send no more requests in this run."""
        self.stop_reason = reason
        self._first.clear()
        self._later.clear()

    def next(self, now: float) -> Fetch | None:
        """Take the next request, if one may be sent now."""
        if now < self._next_time or self._running >= self._parallel:
            return None
        if self.rules is None and self._running:
            return None
        fetch = self._take(now)
        self._is_empty = fetch is None
        if fetch is not None:
            self._running += 1
            self._previous_time, self._next_time = self._next_time, now + self.delay
            if fetch.row:
                self._active.add(fetch.row["id"])
        return fetch

    def done(self, fetch: Fetch, latency: float) -> None:
        """Note that a request was answered; a slow site gets longer delays, as AutoThrottle has."""
        self._running -= 1
        self._active.discard(fetch.row.get("id", 0))
        if self._least:
            mean = max(latency, (self.delay + latency) / 2)
            self.delay = min(max(mean, self._least), max(_MAX_DELAY, self._least))

    def cancel(self, fetch: Fetch) -> None:
        """Note that a request is not sent."""
        self._running -= 1
        self._active.discard(fetch.row.get("id", 0))
        self._next_time = self._previous_time

    def wait(self, now: float) -> float | None:
        """Return the seconds until a request may be sent; None if an answer must come first."""
        if self._running >= self._parallel or (self.rules is None and self._running):
            return None
        if self._first or not self._is_empty:
            return max(0.0, self._next_time - now)
        return max(0.0, self._later[0][0] - now, self._next_time - now) if self._later else None

    @property
    def is_idle(self) -> bool:
        """Whether nothing is running and nothing waits."""
        if self._running or self._first or self._later:
            return False
        return bool(self.stop_reason) or not self._ledger.has_due(self.origin)

    def _take(self, now: float) -> Fetch | None:
        if self._first:
            return self._first.popleft()
        if self._later and self._later[0][0] <= now:
            return heapq.heappop(self._later)[2]
        if self.stop_reason or self.rules is None:
            return None
        if not self._batch:
            self._refill()
        while self._batch:
            row = self._batch.popleft()
            if row["id"] not in self._active:
                return Fetch("page", row["url"], row, row["tries"])
        return None

    def _refill(self) -> None:
        rows = self._ledger.rows(
            "SELECT * FROM urls WHERE due AND origin = ? ORDER BY depth, lastmod DESC, id LIMIT ?",
            (self.origin, _BATCH + len(self._active)),
        )
        self._batch.extend(dict(row) for row in rows if row["id"] not in self._active)
