"""`wikisearch.crawl`: web pages -> a folder that can be indexed."""

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import Any

from wikisearch.crawler.crawl_folder import own_folder
from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.crawl_manifest import is_too_much, lost_pages, publish
from wikisearch.crawler.crawl_run import CrawlRun
from wikisearch.crawler.crawl_scope import CrawlScope
from wikisearch.crawler.downloader import proxy_host
from wikisearch.crawler.final_states import settle
from wikisearch.crawler.status_report import report_of
from wikisearch.crawler.url_normalization import normalize
from wikisearch.errors import OptionError
from wikisearch.model.crawl_report import CrawlProgress, CrawlReport, CrawlState, CrawlStatus
from wikisearch.model.crawl_request import CrawlRequest, ScopeKind, SitemapUse


def crawl(
    urls: str | Iterable[str],
    folder: str | PathLike[str],
    *,
    scope: str = "subpages",
    sitemap: str = "yes",
    headers: Mapping[str, str] | None = None,
    **options: Any,
) -> CrawlReport:
    """Download the pages of a site into a folder, or update and resume an earlier crawl there.

    Further options are the fields of `CrawlRequest`: include, exclude, max_pages, max_time,
    contact, delay, proxy, allow_private and accept_loss. Blocks until the end. The pages are
    downloaded by another process, so this can be called any number of times, and from any thread.

    Raises OptionError for an invalid argument, CrawlError if the folder cannot be used, and
    MissingLibraryError without Scrapy. A page that fails is not an error: the report lists it.
    """
    known = {field.name for field in fields(CrawlRequest)}
    for name in options.keys() - known:
        raise OptionError(name, "is not an option", f"options are {', '.join(sorted(known))}")
    for name in ("include", "exclude"):
        given = options.get(name, ())
        options[name] = (given,) if isinstance(given, str) else tuple(given)
    try:
        request = CrawlRequest(
            (urls,) if isinstance(urls, str) else tuple(urls),
            Path(folder),
            ScopeKind(scope),
            sitemap=SitemapUse(sitemap),
            headers=tuple((headers or {}).items()),
            **options,
        )
    except (TypeError, ValueError) as error:
        raise OptionError("crawl", str(error)) from error
    return run_crawl(request)


def run_crawl(
    request: CrawlRequest,
    show: Callable[[CrawlProgress], None] = lambda _: None,
    announce: Callable[[CrawlScope], None] = lambda _: None,
) -> CrawlReport:
    """Crawl; `show` gets the progress after each answer, and `announce` the scope at the start."""
    scope = CrawlScope(request.scope, _seeds(request), request.include, request.exclude)
    scope.check()
    proxy_host(request)
    _check_headers(request)
    _check_numbers(request)
    announce(scope)
    with own_folder(request.folder):
        ledger = CrawlLedger(request.folder, may_create=True)
        try:
            with ledger.transaction():
                ledger.set_fact("status", CrawlStatus.RUNNING.value)
            run = CrawlRun(request, scope, ledger)
            reason = run.run(show)
            return _finish(request, ledger, run, reason)
        finally:
            ledger.close()


def _check_headers(request: CrawlRequest) -> None:
    """Raise OptionError for what would be another header or no header."""
    for name, value in request.headers:
        if not name.strip() or ":" in name or not f"{name}{value}".isprintable():
            header = f"{name}:{value}"
            raise OptionError("header", f"{header!r} is not a header", "write NAME:VALUE")
    if not request.contact.isprintable():
        raise OptionError("contact", f"{request.contact!r} has control characters")


def _check_numbers(request: CrawlRequest) -> None:
    for name in ("max_pages", "max_time", "delay"):
        value: object = getattr(request, name)
        is_number = isinstance(value, int | float) and 0 <= value < math.inf
        if value is not None and not is_number:
            raise OptionError(name, f"must be a number, 0 or more, not {value!r}")


def _finish(request: CrawlRequest, ledger: CrawlLedger, run: CrawlRun, reason: str) -> CrawlReport:
    """Set the final states, and publish them unless too many pages were lost."""
    settle(ledger, run.number)
    lost, before = lost_pages(ledger, request.folder)
    if is_too_much(lost, before) and not request.accept_loss:
        status, reason = CrawlStatus.LOSS, f"{lost:,} of {before:,} pages were lost"
    else:
        status = CrawlStatus.INCOMPLETE if reason else CrawlStatus.COMPLETE
        publish(ledger, request.folder, datetime.now(UTC).isoformat(timespec="seconds"))
    with ledger.transaction():
        ledger.set_fact("delays", run.delays)
        ledger.set_fact("seconds", round(run.seconds, 1))
        ledger.set_fact("finished", status in (CrawlStatus.COMPLETE, CrawlStatus.LOSS))
    found = report_of(ledger, request.folder, status, reason)
    if status is CrawlStatus.COMPLETE and not found.pages:
        status, reason = CrawlStatus.FAILURES, "no page was found at the addresses"
    elif status is CrawlStatus.COMPLETE and found.count(CrawlState.FAILED):
        status = CrawlStatus.FAILURES
    with ledger.transaction():
        ledger.set_fact("status", status.value)
        ledger.set_fact("reason", reason)
    return report_of(ledger, request.folder, status, reason)


def _seeds(request: CrawlRequest) -> tuple[str, ...]:
    seeds = []
    for url in request.urls:
        address = normalize(url)
        if address is None:
            raise OptionError("URL", f"{url!r} is not a web address", "write https://host/path/")
        seeds.append(address)
    if not seeds:
        raise OptionError("URL", "there is none", "name at least one web address")
    return tuple(dict.fromkeys(seeds))
