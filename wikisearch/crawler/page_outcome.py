"""An answer of a site -> the state of an address, and the addresses that it leads to."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

from wikisearch.crawler.downloader import Download
from wikisearch.crawler.site_rules import robots_directives
from wikisearch.crawler.url_normalization import resolved
from wikisearch.ingest.html.content_type import parse_content_type
from wikisearch.ingest.html.web_facts import WebFacts, read_facts
from wikisearch.ingest.url_paths import joined
from wikisearch.model.crawl_report import PAGE_STATES, CrawlState

_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_PAGES = (200, 203)
_BUSY = (429, 503)
_TRY_AGAIN = (500, 502, 504)
_NOT_MODIFIED = 304


@dataclass(frozen=True, slots=True)
class PageOutcome:
    """What an answer means."""

    state: CrawlState
    error: str = ""
    values: dict[str, Any] = field(default_factory=dict)
    """Columns of the ledger that change."""

    links: tuple[str, ...] = ()
    """Normalized addresses that the page leads to."""

    data: bytes | None = None
    """Bytes to store; None to leave the file as it is."""

    facts: WebFacts | None = None
    target: str = ""
    """Address that it redirects to, or its canonical one."""

    retry: bool = False
    """Whether the request may be repeated."""

    is_busy: bool = False
    """Whether the site requests to wait."""


def outcome_of(url: str, row: dict[str, Any], download: Download) -> PageOutcome:
    """Decide what an answer means; nothing but 200 replaces the bytes of a page."""
    status = download.status
    if download.error == "too-large":
        return PageOutcome(CrawlState.TOO_LARGE, download.reason)
    if download.error:
        retry = download.error == "failed"
        return PageOutcome(CrawlState.FAILED, download.reason, retry=retry)
    if status == _NOT_MODIFIED:
        state = CrawlState(row["state"]) if row["state"] != "failed" else CrawlState.UNCHANGED
        keeps = state not in (*PAGE_STATES, CrawlState.TODO)
        return PageOutcome(state, row["error"]) if keeps else PageOutcome(CrawlState.UNCHANGED)
    if status in _REDIRECTS:
        return _redirect(url, download.headers.get("location"), status)
    if status in _GONE:
        return PageOutcome(CrawlState.GONE, f"answered {status}", {"path": "", "sha256": ""})
    if status in _PAGES:
        return _page(url, row, download)
    busy = status in _BUSY
    retry = busy or status in _TRY_AGAIN
    return PageOutcome(CrawlState.FAILED, f"answered {status}", retry=retry, is_busy=busy)


def _redirect(url: str, location: str | None, status: int) -> PageOutcome:
    target = resolved(url, location)
    if target is None:
        return PageOutcome(CrawlState.FAILED, f"answered {status} without a usable Location")
    if target == url:
        return PageOutcome(CrawlState.FAILED, "redirects to itself")
    values: dict[str, Any] = {"path": "", "sha256": ""}
    return PageOutcome(CrawlState.REDIRECT, "", values, (target,), target=target)


def _page(url: str, row: dict[str, Any], download: Download) -> PageOutcome:
    kind, charset = parse_content_type(download.headers.get("content-type", ""))
    values: dict[str, Any] = {
        "etag": download.headers.get("etag", ""),
        "last_modified": download.headers.get("last-modified", ""),
        "content_type": kind,
        "charset": charset,
    }
    if "html" not in (kind or "html"):
        return PageOutcome(CrawlState.NOT_HTML, kind, values | {"path": "", "sha256": ""})
    facts = read_facts(download.body, charset, url)
    base = joined(url, facts.base) or url
    refresh = resolved(base, facts.refresh)
    if refresh and refresh != url:
        values |= {"path": "", "sha256": ""}
        return PageOutcome(CrawlState.REDIRECT, "", values, (refresh,), target=refresh)
    directives = robots_directives(download.headers.get("x-robots-tag", ""), facts.robots)
    values |= {"robots_meta": ",".join(sorted(directives - {""})), "bytes": len(download.body)}
    found = (resolved(base, href) for href in facts.links)
    links = () if "nofollow" in directives else tuple(dict.fromkeys(filter(None, found)))
    if "noindex" in directives:
        gone = {"path": "", "sha256": "", "target": ""}
        return PageOutcome(CrawlState.NOINDEX, "", values | gone, links, facts=facts)
    canonical = resolved(base, facts.canonical)
    target = canonical if canonical and canonical != url else ""
    values |= {"text_digest": facts.text_digest}
    sha256 = hashlib.sha256(download.body).hexdigest()
    if sha256 == row["sha256"]:
        return PageOutcome(CrawlState.UNCHANGED, "", values, links, None, facts, target)
    values["sha256"] = sha256
    return PageOutcome(CrawlState.STORED, "", values, links, download.body, facts, target)
