"""Results -> JSON; `results.schema.json` in this folder is its schema."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wikisearch.render.highlight import highlighted_html
from wikisearch.render.line import JsonText

if TYPE_CHECKING:  # a cold query has none of these
    from collections.abc import Iterator

    from wikisearch.model.comparison import Comparison, RankedTerm
    from wikisearch.model.explanation import Explanation
    from wikisearch.model.names import AlternativeName
    from wikisearch.model.page import Page
    from wikisearch.model.related import RelatedTerm
    from wikisearch.model.results import Hit, Results, SectionHit, Timings
    from wikisearch.model.suggestion import Suggestion
    from wikisearch.render.display import DisplayOptions


def results_json(results: Results, *, flat: bool = False) -> JsonText:
    """Encode results; `flat` gives a row per section instead of a row per page."""
    rows = result_rows(results, flat=flat)
    envelope: dict[str, Any] = {
        "query": results.query,
        "parsed": results.parsed,
        "warnings": results.warnings,
        "suggestion": results.suggestion,
        "rewritten_query": results.rewritten_query,
        "relaxed": results.relaxed,
        "total": results.total,
        "offset": results.offset,
        "limit": results.limit,
        "processing_time_ms": round(results.milliseconds, 3),
        **({"timings_ms": _timings(results.timings)} if results.timings else {}),
        "results": rows,
    }
    if results.facets:
        envelope["facets"] = {
            name: list(map(asdict, values)) for name, values in results.facets.items()
        }
    return _text(envelope)


def json_lines(results: Results, options: DisplayOptions) -> Iterator[JsonText]:
    """Yield results as one JSON value: the format `json`."""
    yield results_json(results, flat=options.flat)


def _timings(timings: Timings) -> dict[str, float]:
    return {step: round(spent, 3) for step, spent in asdict(timings).items()}


def suggestions_json(text: str, limit: int, suggestions: tuple[Suggestion, ...]) -> JsonText:
    """Encode the completions of a text."""
    value = {"query": text, "limit": limit, "suggestions": list(map(asdict, suggestions))}
    return _text(value)


def related_json(page: Page, limit: int, related: tuple[RelatedTerm, ...]) -> JsonText:
    """Encode the terms that are related to a page."""
    value = {
        "id": page.id,
        "title": page.title,
        "limit": limit,
        "related": list(map(asdict, related)),
    }
    return _text(value)


def names_json(term: str | None, names: tuple[AlternativeName, ...]) -> JsonText:
    """Encode alternative names: all, or those of one term."""
    value = {"term": term, "names": list(map(asdict, names))}
    return _text(value)


def page_json(page: Page) -> JsonText:
    """Encode one page with its sections and links."""
    value = {
        "id": page.id,
        "title": page.title,
        "path": page.path,
        "aliases": page.aliases,
        "category": page.category,
        "definition": page.definition,
        "language": page.language,
        "sections": [
            {
                "title": section.title,
                "anchor": section.anchor,
                "level": section.level,
                "hierarchy": section.hierarchy,
                "text": section.text,
            }
            for section in page.sections
        ],
        "links": [
            {"target": link.target, "anchor": link.anchor, "text": link.text, "kind": link.kind}
            for link in page.links
        ],
    }
    return _text(value)


def comparison_json(comparison: Comparison) -> JsonText:
    """Encode the ranks of terms for a query, and what decides between two."""
    value = {
        "query": comparison.query,
        "suggestion": comparison.suggestion,
        "warnings": comparison.warnings,
        "total": comparison.total,
        "terms": list(map(_ranked_term, comparison.standings)),
        "verdict": asdict(comparison.verdict) if comparison.verdict else None,
    }
    return _text(value)


def result_rows(results: Results, *, flat: bool) -> list[dict[str, Any]]:
    """Return an object per page, or per section of all pages, best first."""
    if not flat:
        return list(map(_hit, results))
    return [
        {"page": hit.id, "page_title": hit.title, **_section(section)}
        for hit, section in results.flat()
    ]


def _hit(hit: Hit) -> dict[str, Any]:
    row = {
        "id": hit.id,
        "type": "term",
        "title": hit.title,
        "url": hit.url,
        "category": hit.page.category,
        "aliases": hit.page.aliases,
        "definition": hit.definition,
        "score": hit.score,
        "match_type": hit.match_type,
        "matched_title": hit.matched_title,
        "matched_fields": hit.matched_fields,
        "excerpt": highlighted_html(hit.snippet),
        "plain_excerpt": hit.snippet.text,
        "section_count": hit.section_count,
        "sub_results": [_section(section) for section in hit.sections],
    }
    if hit.explanation is not None:
        row["explain"] = _explanation(hit.explanation)
    return row


def _ranked_term(ranked: RankedTerm) -> dict[str, Any]:
    return {
        "id": ranked.id,
        "title": ranked.title,
        "rank": ranked.rank,
        "match_type": ranked.match_type,
        "score": ranked.score,
        "explain": _explanation(ranked.explanation) if ranked.explanation else None,
        "gap": asdict(ranked.gap) if ranked.gap else None,
    }


def _section(section: SectionHit) -> dict[str, Any]:
    return {
        "id": section.id,
        "title": section.title,
        "level": section.level,
        "anchor": section.anchor,
        "url": section.url,
        "text_url": section.text_url,
        "hierarchy": section.hierarchy,
        "score": section.score,
        "match_type": section.match_type,
        "excerpt": highlighted_html(section.snippet),
        "plain_excerpt": section.snippet.text,
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "value": explanation.value,
        "description": explanation.description,
        "parts": [_explanation(part) for part in explanation.parts],
    }


def _text(value: dict[str, Any]) -> JsonText:
    return JsonText(json.dumps(value, ensure_ascii=False, indent=2))
