"""An answer -> changes of the ledger, in one transaction."""

import secrets
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from wikisearch.crawler.crawl_folder import page_path, store
from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.crawl_scope import folder_of, host_of, origin_of
from wikisearch.crawler.downloader import Download
from wikisearch.crawler.host_queue import Fetch, HostQueue
from wikisearch.crawler.page_outcome import PageOutcome, outcome_of
from wikisearch.crawler.site_rules import SiteRules, is_unreachable, retry_after
from wikisearch.crawler.url_intake import FoundUrl, UrlIntake
from wikisearch.crawler.url_normalization import normalize, resolved
from wikisearch.crawler.wiki_editor_pages import is_mediawiki
from wikisearch.ingest.html.sitemap import read_sitemap
from wikisearch.ingest.html.web_facts import read_facts
from wikisearch.model.crawl_report import PAGE_STATES, CrawlState
from wikisearch.model.crawl_request import CrawlRequest, ScopeKind, SitemapUse

_MAX_PROBES = 20
"""Folders of a site in which a page that does not exist is requested."""

_FEW_WORDS = 30
_MAX_REDIRECTS = 5
"""Redirects of robots.txt that are followed."""


class AnswerHandler:
    """Handles the answers of one run."""

    def __init__(
        self, request: CrawlRequest, ledger: CrawlLedger, intake: UrlIntake, run: int
    ) -> None:
        self._request, self._ledger, self._intake, self._run = request, ledger, intake, run
        self._sitemaps: set[str] = set()
        self._listed = 0
        rows = ledger.rows("SELECT origin, url, text_digest FROM probes")
        self._missing = {(row["origin"], row["text_digest"]) for row in rows}
        self._probed = {(row["origin"], folder_of(row["url"])) for row in rows}
        self.pages = self.done = self.failed = 0

    @property
    def queue(self) -> int:
        """Number of addresses that wait."""
        [row] = self._ledger.rows("SELECT count(*) AS n FROM urls WHERE due")
        return int(row["n"])

    def has_answer(self, row: dict[str, Any]) -> bool:
        """Return whether the last answer for an address is still there, so that 304 is enough."""
        if row["path"]:
            return Path(self._request.folder, row["path"]).is_file()
        return str(row["state"]) in (CrawlState.NOINDEX, CrawlState.NOT_HTML)

    def is_refused(self, fetch: Fetch, queue: HostQueue) -> bool:
        """Settle an address that must not be requested; also probe its folder."""
        if fetch.kind != "page":
            return False
        if queue.rules is not None and not queue.rules.allows(fetch.url):
            self._record(fetch, PageOutcome(CrawlState.ROBOTS, "robots.txt disallows it"))
            return True
        row = fetch.row
        reason = self._intake.patterns.endless_reason(row["pattern"])
        if reason and not row["path"] and not row["is_seed"]:
            self._record(fetch, PageOutcome(CrawlState.TRAP, reason))
            return True
        self._probe(fetch.url, queue)
        return False

    def handle(self, fetch: Fetch, download: Download, queue: HostQueue) -> None:
        """Store what an answer means."""
        with self._ledger.transaction():
            not_modified = int(download.status == 304)  # noqa: PLR2004 - HTTP
            size = len(download.body)
            self._ledger.count_traffic(requests=1, not_modified=not_modified, size=size)
        match fetch.kind:
            case "page":
                self._page(fetch, download, queue)
            case "robots":
                self._robots(fetch, download, queue)
            case "sitemap":
                self._sitemap(fetch, download, queue)
            case _:
                self._probe_answer(fetch, download)

    def _robots(self, fetch: Fetch, download: Download, queue: HostQueue) -> None:
        status, limits = download.status, self._request.limits
        is_redirect = 300 <= status < 400  # noqa: PLR2004 - HTTP
        location = resolved(fetch.url, download.headers.get("location")) if is_redirect else None
        # Often from http to https of the same host.
        is_near = location is not None and host_of(location) == host_of(queue.origin)
        if location and is_near and fetch.tries < _MAX_REDIRECTS:
            queue.add(replace(fetch, url=location, tries=fetch.tries + 1))
            return
        if is_unreachable(status):
            if fetch.tries + 1 < limits.tries and download.error != "refused":
                queue.retry(replace(fetch, tries=fetch.tries + 1), self._later(fetch, queue))
                return
            problem = download.reason or f"answers {status}"
            queue.stop(f"{queue.origin}/robots.txt {problem}")
            return
        rules = SiteRules(download.body if status == 200 else b"")  # noqa: PLR2004
        queue.obey(rules, limits)
        if rules.delay > limits.crawl_delay:
            text = f"Crawl-delay of {rules.delay:g} s reduced to {limits.crawl_delay:g} s"
            self._warn(f"{queue.origin}: {text}")
        wants = self._request.sitemap is not SitemapUse.NO
        if wants and self._request.scope is not ScopeKind.LIST:
            for url in (*rules.sitemaps, f"{queue.origin}/sitemap.xml"):
                self._add_sitemap(url, queue)

    def _sitemap(self, fetch: Fetch, download: Download, queue: HostQueue) -> None:
        if download.status != 200:  # noqa: PLR2004 - HTTP
            return
        found = []
        entries = read_sitemap(download.body)
        free = self._request.limits.sitemap_urls - self._listed
        if len(entries) > free:
            self._warn(f"{fetch.url}: {len(entries) - free:,} addresses are beyond the limit")
        for entry in entries[:free]:
            url = normalize(entry.url)
            if url and entry.is_sitemap:
                self._add_sitemap(url, queue)
            elif url:
                found.append(FoundUrl(url, fetch.url, 1, lastmod=entry.lastmod))
        self._listed += len(found)
        with self._ledger.transaction():
            self._intake.add(found, self._run)

    def _add_sitemap(self, url: str, queue: HostQueue) -> None:
        address = normalize(url)
        if address is None or address in self._sitemaps or origin_of(address) != queue.origin:
            return
        if queue.rules is not None and not queue.rules.allows(address):
            return
        if len(self._sitemaps) >= self._request.limits.sitemaps:
            self._warn(f"{queue.origin}: sitemaps beyond the limit are not read")
            return
        self._sitemaps.add(address)
        queue.add(Fetch("sitemap", address))

    def _probe_answer(self, fetch: Fetch, download: Download) -> None:
        text = ""
        if download.status == 200:  # noqa: PLR2004 - HTTP
            text = read_facts(download.body, "", fetch.url).text_digest
            self._missing.add((origin_of(fetch.url), text))
        with self._ledger.transaction():
            values = (fetch.url, origin_of(fetch.url), text)
            self._ledger.run_sql("INSERT OR REPLACE INTO probes VALUES (?, ?, ?)", values)

    def _page(self, fetch: Fetch, download: Download, queue: HostQueue) -> None:
        outcome = outcome_of(fetch.url, fetch.row, download)
        if download.status in (429, 503):
            self._wait(download, queue)
        if outcome.retry and fetch.tries + 1 < self._request.limits.tries:
            again = replace(fetch, tries=fetch.tries + 1)
            with self._ledger.transaction():
                self._ledger.update(fetch.row["id"], {"tries": again.tries})
            queue.retry(again, self._later(fetch, queue))
            return
        if outcome.is_busy and queue.stop_reason:
            return
        if download.status != 304:  # noqa: PLR2004 - HTTP
            outcome.values["status"] = download.status
        self._record(fetch, self._checked(fetch, outcome))

    def _wait(self, download: Download, queue: HostQueue) -> None:
        """Pause a site that requests it; stop if that takes too long."""
        wait = retry_after(download.headers.get("retry-after", ""), datetime.now(UTC)) or 0.0
        if wait > self._request.limits.wait:
            queue.stop(f"{queue.origin} requests to wait {wait:,.0f} seconds")
        else:
            queue.pause(time.monotonic() + wait)

    def _later(self, fetch: Fetch, queue: HostQueue) -> float:
        return time.monotonic() + queue.delay * 2.0 ** (fetch.tries + 1)

    def _checked(self, fetch: Fetch, outcome: PageOutcome) -> PageOutcome:
        """Recognize the page that the site shows for addresses that do not exist."""
        facts = outcome.facts
        if facts is None or outcome.state not in PAGE_STATES or fetch.row["is_seed"]:
            return outcome
        if (origin_of(fetch.url), facts.text_digest) not in self._missing:
            return outcome
        values = outcome.values | {"path": "", "sha256": ""}
        return PageOutcome(CrawlState.SOFT_404, "looks like a missing page", values)

    def _record(self, fetch: Fetch, outcome: PageOutcome) -> None:
        row, values = fetch.row, dict(outcome.values)
        now = datetime.now(UTC).isoformat(timespec="seconds")
        if outcome.data is not None:
            values |= {"path": page_path(fetch.url), "fetched_at": now, "changed_at": now}
            values["changed_run"] = self._run
            store(self._request.folder, values["path"], outcome.data)
        if (
            outcome.state in (*PAGE_STATES, CrawlState.REDIRECT) and outcome.facts
        ) or outcome.target:
            values["target"] = outcome.target
        values |= {"state": outcome.state.value, "error": outcome.error, "due": 0}
        values |= {"run": self._run, "tries": 0}
        with self._ledger.transaction():
            self._ledger.update(row["id"], values)
            self._follow(fetch, outcome)
        self.done += 1
        self.pages += outcome.state in PAGE_STATES
        self.failed += outcome.state is CrawlState.FAILED

    def _follow(self, fetch: Fetch, outcome: PageOutcome) -> None:
        """Add the addresses that an answer leads to."""
        row, facts = fetch.row, outcome.facts
        if facts is not None:
            self._intake.patterns.add_text(row["pattern"], facts.text_digest)
            origin = origin_of(fetch.url)
            if is_mediawiki(facts.generator) and origin not in self._intake.wikis:
                self._intake.add_wiki(origin)
            needs_scripts = facts.script_links or (facts.scripts and not outcome.links)
            if facts.words <= _FEW_WORDS and needs_scripts:
                text = f"{fetch.url} has hardly any text: the site needs a browser"
                self._ledger.warn(self._run, text)
        if outcome.target:
            hops = row["hops"] + (outcome.state is CrawlState.REDIRECT)
            found = [FoundUrl(outcome.target, fetch.url, row["depth"], hops)]
            self._intake.add(found, self._run)
        if self._request.sitemap is not SitemapUse.ONLY:
            links = (FoundUrl(url, fetch.url, row["depth"] + 1) for url in outcome.links)
            self._intake.add(links, self._run)

    def _probe(self, url: str, queue: HostQueue) -> None:
        """Request a page that cannot exist, once per folder."""
        place = (queue.origin, folder_of(url))
        if place in self._probed or len(self._probed) >= _MAX_PROBES:
            return
        self._probed.add(place)
        address = f"{queue.origin}{place[1]}{secrets.token_hex(8)}"
        if queue.rules is None or queue.rules.allows(address):
            queue.add(Fetch("probe", address))

    def _warn(self, text: str) -> None:
        with self._ledger.transaction():
            self._ledger.warn(self._run, text)
