"""A Report -> lines for a person, or JSON."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from wikisearch.model.report import PageReport, Report
from wikisearch.render.line import JsonText, StyledLine
from wikisearch.render.text import plural

_MAX_LISTED = 10
"""Lines of one kind in text; JSON has them all."""


def report_json(report: Report) -> JsonText:
    """Encode a report; `dropped` is an object of words by reason."""
    value = asdict(report)
    value["dropped"] = dict(report.dropped)
    value["details"] = [_page_json(page) for page in report.details]
    return JsonText(json.dumps(value, ensure_ascii=False, indent=1))


def report_lines(report: Report) -> Iterator[StyledLine]:
    """Yield the totals, then lists of noteworthy files, then a line per page."""
    yield from _totals(report)
    yield from _lists(report)
    yield from drift_warnings(report)
    for page in report.details:
        stats = page.stats
        parts = ", ".join(stats.parts) or "no parts"
        yield StyledLine(
            f"{page.path}: {stats.profile}; {parts}; {plural(stats.sections, 'section')}; "
            f"linked from {plural(page.incoming, 'page')}"
        )


def drift_warnings(report: Report) -> Iterator[StyledLine]:
    """Yield a warning per profile that no longer fits the pages."""
    for drift in report.drift:
        yield StyledLine(
            f"warning: profile {drift.profile}: no definition on {drift.without:,} of "
            f"{plural(drift.pages, 'page')}; see: wikisearch profile PAGE"
        )


def _page_json(page: PageReport) -> dict[str, object]:
    stats = page.stats._asdict() | {"dropped": dict(page.stats.dropped)}
    return {"path": page.path, **stats, "incoming": page.incoming}


def _totals(report: Report) -> Iterator[StyledLine]:
    all_words = report.words + sum(words for _, words in report.dropped)
    rows = [
        ("files", report.files, f"{report.read:,} read, {report.unchanged:,} unchanged"),
        ("pages", report.pages, f"{len(report.empty):,} without text"),
        ("redirects", len(report.redirects), ""),
        ("duplicates", len(report.duplicates), ""),
        ("refused", len(report.refused), ""),
        ("sections", report.sections, ""),
        ("words", report.words, f"of {all_words:,}"),
        *(("  dropped", words, reason) for reason, words in report.dropped),
        ("broken", len(report.broken), "link targets that do not exist"),
    ]
    for name, count, note in rows:
        yield StyledLine(f"{name:<11}{count:>10,}  {note}".rstrip())


def _lists(report: Report) -> Iterator[StyledLine]:
    yield from _list("empty", list(report.empty))
    yield from _list("duplicate", [f"{each.path} = {each.target}" for each in report.duplicates])
    yield from _list("redirect", [f"{each.path} > {each.target}" for each in report.redirects])
    broken = sorted(report.broken, key=lambda link: -link.pages)
    yield from _list(
        "broken",
        [
            f"{link.target}{'#' if link.anchor else ''}{link.anchor}"
            f" (on {plural(link.pages, 'page')}, such as {link.example})"
            for link in broken
        ],
    )


def _list(name: str, entries: list[str]) -> Iterator[StyledLine]:
    for entry in entries[:_MAX_LISTED]:
        yield StyledLine(f"{name}: {entry}")
    if len(entries) > _MAX_LISTED:
        yield StyledLine(f"{name}: and {len(entries) - _MAX_LISTED:,} more; --json lists all")
