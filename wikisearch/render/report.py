"""A Report -> lines for people, or JSON for programs."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from wikisearch.model.report import PageReport, Report
from wikisearch.render.printable import printable

_MOST = 10
"""Lines of one kind; JSON has them all."""


def report_json(report: Report) -> str:
    """All of a report; words that were dropped are an object by reason."""
    facts = asdict(report)
    facts["dropped"] = dict(report.dropped)
    facts["details"] = [_page_json(page) for page in report.details]
    return json.dumps(facts, ensure_ascii=False, indent=1)


def _page_json(page: PageReport) -> dict[str, object]:
    stats = page.stats._asdict() | {"dropped": dict(page.stats.dropped)}
    return {"path": page.path, **stats, "incoming": page.incoming}


def report_lines(report: Report) -> Iterator[str]:
    """The figures of a run, then what is worth looking at, then a line for each page."""
    kept_and_dropped = report.words + sum(words for _, words in report.dropped)
    yield f"files      {report.files:>10,}  {report.read:,} read, {report.unchanged:,} unchanged"
    yield f"pages      {report.pages:>10,}  {len(report.empty):,} without text"
    yield f"redirects  {len(report.redirects):>10,}"
    yield f"duplicates {len(report.duplicates):>10,}"
    yield f"refused    {len(report.refused):>10,}"
    yield f"sections   {report.sections:>10,}"
    yield f"words      {report.words:>10,}  of {kept_and_dropped:,}"
    for reason, words in report.dropped:
        yield f"  dropped  {words:>10,}  {reason}"
    yield f"broken     {len(report.broken):>10,}  places that are linked to and are not there"
    yield from _lists(report)
    yield from warnings(report)
    for page in report.details:
        stats = page.stats
        parts = ", ".join(stats.parts) or "no parts"
        yield printable(
            f"{page.path}: {stats.profile}; {parts}; {stats.sections:,} sections; "
            f"{page.incoming:,} pages link here"
        )


def warnings(report: Report) -> Iterator[str]:
    """Templates that drifted."""
    for drift in report.drift:
        yield printable(
            f"warning: profile {drift.profile}: no definition on {drift.without:,} of "
            f"{drift.pages:,} pages; see: wikisearch profile PAGE"
        )


def _lists(report: Report) -> Iterator[str]:
    yield from _some("empty", list(report.empty))
    yield from _some("duplicate", [f"{each.path} = {each.target}" for each in report.duplicates])
    yield from _some("redirect", [f"{each.path} > {each.target}" for each in report.redirects])
    broken = sorted(report.broken, key=lambda link: -link.pages)
    yield from _some(
        "broken",
        [
            f"{link.target}{'#' if link.anchor else ''}{link.anchor}"
            f" ({link.pages:,} pages, as {link.example})"
            for link in broken
        ],
    )


def _some(name: str, found: list[str]) -> Iterator[str]:
    for each in found[:_MOST]:
        yield printable(f"{name}: {each}")
    if len(found) > _MOST:
        yield f"{name}: and {len(found) - _MOST:,} more; --json has them all"
