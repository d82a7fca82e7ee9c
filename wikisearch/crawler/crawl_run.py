"""One run of a crawl: sends requests, and stores what each answer means."""

import time
from collections.abc import Callable
from urllib.parse import urlsplit

from wikisearch.crawler.addresses import is_loopback
from wikisearch.crawler.answer_handler import AnswerHandler
from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.crawl_scope import CrawlScope, origin_of
from wikisearch.crawler.downloader import Download, Downloader, user_agent
from wikisearch.crawler.host_queue import Fetch, HostQueue
from wikisearch.crawler.url_intake import FoundUrl, UrlIntake
from wikisearch.model.crawl_report import CrawlProgress
from wikisearch.model.crawl_request import CrawlRequest, SitemapUse

_TICK = 1.0
"""Seconds after which limits and progress are looked at, without an answer."""

_SHOW = 0.2
"""Seconds between two reports of progress."""

_ACCEPT = "text/html,application/xhtml+xml;q=0.9,*/*;q=0.1"


class CrawlRun:
    """Requests every due address once, or until a limit."""

    def __init__(self, request: CrawlRequest, scope: CrawlScope, ledger: CrawlLedger) -> None:
        self._request, self._scope, self._ledger = request, scope, ledger
        self._began = time.monotonic()
        self._queues: dict[str, HostQueue] = {}
        self._open: dict[int, tuple[Fetch, HostQueue]] = {}
        self._sent = 0
        self._next_show = 0.0
        self.number = self._start()
        intake = UrlIntake(ledger, scope, request.limits)
        self._handler = AnswerHandler(request, ledger, intake, self.number)
        with ledger.transaction():
            intake.place_again("is_seed = 0")
            seeds = [FoundUrl(url, "", is_seed=True) for url in scope.seeds]
            intake.add(seeds, self.number)
            if request.sitemap is SitemapUse.ONLY:
                ledger.run_sql("UPDATE urls SET due = 0 WHERE is_seed AND state = 'todo'")

    def run(self, show: Callable[[CrawlProgress], None]) -> str:
        """Crawl; return why the run is not complete, or an empty text."""
        downloader = Downloader(self._request, self._scope)
        try:
            while True:
                self._send(downloader)
                if not self._open and all(queue.is_idle for queue in self._queues.values()):
                    break
                if reason := self._limit():
                    return reason
                download = downloader.receive(self._wait())
                if download is not None:
                    self._receive(download)
                if time.monotonic() >= self._next_show:
                    self._next_show = time.monotonic() + _SHOW
                    show(self._progress())
        finally:
            downloader.close()
        return next((queue.stop_reason for queue in self._queues.values() if queue.stop_reason), "")

    @property
    def delays(self) -> tuple[tuple[str, float], ...]:
        """Seconds between requests, by origin."""
        return tuple((name, round(queue.delay, 3)) for name, queue in self._queues.items())

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return time.monotonic() - self._began

    def _start(self) -> int:
        """Go on with the last run if it did not end, or ask for every known address again."""
        ledger = self._ledger
        number = int(ledger.fact("run", 0))
        with ledger.transaction():
            if not number or ledger.fact("finished"):
                number += 1
                ledger.set_fact("run", number)
                ledger.reset_traffic()
                ledger.run_sql(
                    "UPDATE urls SET due = 1, tries = 0 WHERE state NOT IN ('off-scope', 'trap')"
                )
                ledger.run_sql("DELETE FROM probes")
            ledger.set_fact("finished", False)
            ledger.set_fact("scope", self._scope.lines())
        return number

    def _send(self, downloader: Downloader) -> None:
        for origin in self._origins():
            if origin not in self._queues:
                local = is_loopback(urlsplit(origin).hostname or "")
                delay = self._request.delay
                self._queues[origin] = HostQueue(origin, self._ledger, delay, is_local=local)
        for queue in self._queues.values():
            while (fetch := queue.next(time.monotonic())) is not None:
                if self._handler.is_refused(fetch, queue):
                    queue.cancel(fetch)
                    continue
                self._sent += 1
                self._open[self._sent] = fetch, queue
                headers = self._headers(fetch)
                any_type = fetch.kind in ("robots", "sitemap")
                downloader.send(self._sent, fetch.url, headers, any_type=any_type)

    def _origins(self) -> list[str]:
        names = [f"{scheme}://{host}" for host in self._scope.hosts for scheme in ("http", "https")]
        found = [name for name in names if name in self._queues or self._ledger.has_due(name)]
        return found or [origin_of(url) for url in self._scope.seeds]

    def _receive(self, download: Download) -> None:
        fetch, queue = self._open.pop(download.id)
        queue.done(fetch, download.latency)
        self._handler.handle(fetch, download, queue)

    def _headers(self, fetch: Fetch) -> dict[str, str]:
        headers = {"User-Agent": user_agent(self._request), "Accept": _ACCEPT}
        headers |= dict(self._request.headers)
        row = fetch.row
        if row and self._handler.has_answer(row):
            pairs = (("If-None-Match", row["etag"]), ("If-Modified-Since", row["last_modified"]))
            headers |= {name: value for name, value in pairs if value}
        return headers

    def _limit(self) -> str:
        request = self._request
        if request.max_pages is not None and self._handler.pages >= request.max_pages:
            return f"the limit of {request.max_pages:,} pages is reached"
        if request.max_time is not None and self.seconds >= request.max_time:
            return f"the limit of {request.max_time:g} seconds is reached"
        return ""

    def _wait(self) -> float:
        now = time.monotonic()
        waits = [wait for queue in self._queues.values() if (wait := queue.wait(now)) is not None]
        left = self._request.max_time - self.seconds if self._request.max_time else _TICK
        return max(0.001, min(_TICK, left, *waits)) if not self._open or waits else _TICK

    def _progress(self) -> CrawlProgress:
        handler = self._handler
        return CrawlProgress(
            handler.pages, handler.done, handler.queue, handler.failed, self.seconds
        )
