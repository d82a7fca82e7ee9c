"""A CrawlReport -> lines for a person, or JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from wikisearch.model.crawl_report import CrawlProgress, CrawlReport, StateCount
from wikisearch.render.line import JsonText, StyledLine
from wikisearch.render.text import plural

_MAX_LISTED = 10
"""Lines of one kind in text; JSON has them all."""


def crawl_json(report: CrawlReport) -> JsonText:
    """Encode a report; hosts and delays are objects."""
    value = asdict(report) | {"outside": dict(report.outside), "delays": dict(report.delays)}
    return JsonText(json.dumps(value, ensure_ascii=False, indent=1))


def crawl_lines(report: CrawlReport) -> Iterator[StyledLine]:
    """Yield the states with their first addresses, then failures, hosts and traffic."""
    for state in report.states:
        if state.count:
            yield from _state_lines(state)
    yield StyledLine(f"{'total':<10} {report.total:>8,}")
    for failure in report.failures[:_MAX_LISTED]:
        copy = " (the earlier copy stays)" if failure.has_copy else ""
        yield StyledLine(f"failed: {failure.url}: {failure.reason}{copy}")
    for host, count in report.outside[:_MAX_LISTED]:
        yield StyledLine(f"not followed: {host}: {plural(count, 'URL')}")
    for warning in report.warnings:
        yield StyledLine(f"warning: {warning}")
    for site, delay in report.delays:
        yield StyledLine(f"{site}: {delay:g} s between requests")
    yield StyledLine(
        f"{plural(report.requests, 'request')}, {report.not_modified:,} not modified, "
        f"{plural(report.size, 'byte')}, {report.seconds:.1f} s"
    )
    reason = f": {report.reason}" if report.reason else ""
    yield StyledLine(f"{report.status}{reason}; {plural(report.pages, 'page')} in {report.folder}")


def progress_text(progress: CrawlProgress) -> str:
    """Return one line about a running crawl."""
    rate = progress.done / progress.seconds if progress.seconds else 0.0
    return (
        f"{plural(progress.pages, 'page')}, {progress.done:,} done, {progress.queue:,} waiting, "
        f"{progress.failed:,} failed, {rate:.1f}/s"
    )


def _state_lines(state: StateCount) -> Iterator[StyledLine]:
    yield StyledLine(f"{state.state:<10} {state.count:>8,}")
    for url in state.examples:
        yield StyledLine(f"           {url}")
