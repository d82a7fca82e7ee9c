"""A PageExplanation -> lines for a person, or JSON: how one HTML file is read."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from wikisearch.ingest.page import PageExplanation
from wikisearch.model.page import Section
from wikisearch.render.line import JsonText, StyledLine

_TEXT_SHOWN = 60
"""Characters of each section that are shown."""


def profile_lines(explained: PageExplanation) -> Iterator[StyledLine]:
    """Yield the parts of a page, and where each was found."""
    for name, text in _parts(explained).items():
        yield StyledLine(f"{name:<12}{text}")
    for section in explained.page.sections:
        anchor = f" #{section.anchor}" if section.anchor else ""
        heading = f"{'  ' * section.level}{section.title}{anchor}"
        yield StyledLine(f"{heading}  {_shortened(section.text)}".rstrip())
    for line in explained.repeated:
        share = f"{line.pages:,} of {line.surveyed:,} pages" if line.pages else "most pages"
        yield StyledLine(f"repeated on {share}: {_shortened(line.text)}")


def profile_json(explained: PageExplanation) -> JsonText:
    """Encode the parts of a page and its statistics."""
    page, stats, redirect = explained.page, explained.report.stats, explained.redirect
    value = {
        "path": page.path,
        **stats._asdict(),
        "dropped": dict(stats.dropped),
        "reason": explained.report.reason,
        "main": explained.main,
        "redirect": asdict(redirect) if redirect else None,
        "title": page.title,
        "aliases": page.aliases,
        "category": page.category,
        "definition": page.definition,
        "language": page.language,
        "links": dict(explained.links),
        "repeated": [line._asdict() for line in explained.repeated],
        "sections": list(map(_section, page.sections)),
    }
    return JsonText(json.dumps(value, ensure_ascii=False, indent=2))


def _section(section: Section) -> dict[str, object]:
    return {
        "title": section.title,
        "anchor": section.anchor,
        "level": section.level,
        "hierarchy": section.hierarchy,
        "words": len(section.text.split()),
        "text": _shortened(section.text),
    }


def _parts(explained: PageExplanation) -> dict[str, str]:
    page, stats = explained.page, explained.report.stats
    parts = {"profile": f"{stats.profile}: {explained.report.reason}", "content": explained.main}
    if explained.redirect is not None:
        target = explained.redirect.target or "no page of this wiki"
        parts["redirect"] = f"{explained.redirect.url} ({target})"
    dropped = f"; dropped: {_counts(stats.dropped)}" if stats.dropped else ""
    made = f", {stats.anchors_made:,} with a generated anchor" if stats.anchors_made else ""
    return parts | {
        "title": f"{page.title} ({stats.title_from})",
        "aliases": ", ".join(page.aliases) or "-",
        "category": page.category or "-",
        "definition": _shortened(page.definition) or "-",
        "language": page.language or "-",
        "links": _counts(explained.links) or "-",
        "words": f"{stats.words:,} indexed{dropped}",
        "sections": f"{stats.sections:,}{made}",
    }


def _counts(pairs: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{count:,} {name}" for name, count in pairs)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _TEXT_SHOWN else f"{line[:_TEXT_SHOWN].rstrip()}…"
