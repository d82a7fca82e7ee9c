"""Results -> values of JSON, and HTML."""

from __future__ import annotations

import html
import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from wikisearch.model.explanation import Explanation
    from wikisearch.model.results import Hit, Results, SectionHit, Timings


def results_dict(results: Results, *, flat: bool) -> dict[str, Any]:
    """Encode results; `flat` gives a row per section instead of a row per page."""
    envelope: dict[str, Any] = {
        "query": results.query,
        "parsed": results.parsed,
        "warnings": list(results.warnings),
        "suggestion": results.suggestion,
        "rewritten_query": results.rewritten_query,
        "relaxed": results.relaxed,
        "total": results.total,
        "offset": results.offset,
        "limit": results.limit,
        "processing_time_ms": round(results.milliseconds, 3),
        **({"timings_ms": _timings(results.timings)} if results.timings else {}),
        "results": result_rows(results, flat=flat),
    }
    if results.facets:
        envelope["facets"] = {
            name: list(map(asdict, values)) for name, values in results.facets.items()
        }
    return envelope


def result_rows(results: Results, *, flat: bool) -> list[dict[str, Any]]:
    """Return an object per page, or per section of all pages, best first."""
    if not flat:
        return list(map(_hit, results))
    return [
        {"page": hit.id, "page_title": hit.title, **_section(section)}
        for hit, section in results.flat()
    ]


def explanation_dict(explanation: Explanation) -> dict[str, Any]:
    """Encode a score and its parts."""
    return {
        "value": explanation.value,
        "description": explanation.description,
        "parts": list(map(explanation_dict, explanation.parts)),
    }


def to_json(value: dict[str, Any], indent: int | None) -> str:
    """Encode as JSON text."""
    return json.dumps(value, ensure_ascii=False, indent=indent)


def results_html(results: Results) -> str:
    """Return a paragraph and a list of hits, as notebooks show it."""
    rows = "".join(
        f"<li><b>{html.escape(hit.title)}</b> <small>{html.escape(hit.url)}</small><br>"
        f"{hit.snippet.html()}</li>"
        for hit in results
    )
    summary = f"{len(results):,} of {results.total:,} found for {html.escape(results.query)}"
    return f'<p>{summary}</p><ol start="{results.offset + 1}">{rows}</ol>'


def _timings(timings: Timings) -> dict[str, float]:
    return {step: round(spent, 3) for step, spent in asdict(timings).items()}


def _hit(hit: Hit) -> dict[str, Any]:
    row = {
        "id": hit.id,
        "type": "term",
        "title": hit.title,
        "url": hit.url,
        "category": hit.page.category,
        "aliases": list(hit.page.aliases),
        "definition": hit.definition,
        "score": hit.score,
        "match_type": str(hit.match_type),
        "matched_title": hit.matched_title,
        "matched_fields": list(hit.matched_fields),
        "excerpt": hit.snippet.html(),
        "plain_excerpt": hit.snippet.text,
        "section_count": hit.section_count,
        "sections": [_section(section) for section in hit.sections],
    }
    if hit.explanation is not None:
        row["explain"] = explanation_dict(hit.explanation)
    return row


def _section(section: SectionHit) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "level": section.level,
        "anchor": section.anchor,
        "anchor_is_synthetic": section.anchor_is_synthetic,
        "url": section.url,
        "text_url": section.text_url,
        "hierarchy": list(section.hierarchy),
        "score": section.score,
        "match_type": str(section.match_type),
        "excerpt": section.snippet.html(),
        "plain_excerpt": section.snippet.text,
    }
