"""Results -> JSON, stable across releases; `results.schema.json` beside it describes it."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wikisearch.render.highlight_marks import marked_html

if TYPE_CHECKING:  # a cold query has none of these, and need not wait for them
    from wikisearch.model.comparison import Comparison, RankedTerm
    from wikisearch.model.explanation import Explanation
    from wikisearch.model.names import AlternativeName
    from wikisearch.model.page import Page
    from wikisearch.model.related import RelatedTerm
    from wikisearch.model.results import Hit, Results, SectionHit, Timings
    from wikisearch.model.suggestion import Suggestion


def results_json(results: Results, *, flat: bool = False) -> str:
    """JSON text of results; `flat` gives a row for each section instead of each page."""
    rows = flat_rows(results) if flat else [_hit(hit) for hit in results]
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


def _timings(timings: Timings) -> dict[str, float]:
    return {step: round(spent, 3) for step, spent in asdict(timings).items()}


def suggestions_json(text: str, limit: int, suggestions: tuple[Suggestion, ...]) -> str:
    """JSON text of the names that a text may become."""
    facts = {"query": text, "limit": limit, "suggestions": list(map(asdict, suggestions))}
    return _text(facts)


def related_json(page: Page, limit: int, related: tuple[RelatedTerm, ...]) -> str:
    """JSON text of the terms that have to do with one."""
    facts = {
        "id": page.id,
        "title": page.title,
        "limit": limit,
        "related": list(map(asdict, related)),
    }
    return _text(facts)


def names_json(term: str | None, names: tuple[AlternativeName, ...]) -> str:
    """JSON text of names, all or those of one term."""
    facts = {"term": term, "names": list(map(asdict, names))}
    return _text(facts)


def page_json(page: Page) -> str:
    """JSON text of one page with its sections and links."""
    facts = {
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
    return _text(facts)


def comparison_json(comparison: Comparison) -> str:
    """JSON text of where terms stand for a query, and which of two is above the other."""
    facts = {
        "query": comparison.query,
        "suggestion": comparison.suggestion,
        "warnings": comparison.warnings,
        "total": comparison.total,
        "terms": [_standing(standing) for standing in comparison.standings],
        "verdict": asdict(comparison.verdict) if comparison.verdict else None,
    }
    return _text(facts)


def flat_rows(results: Results) -> list[dict[str, Any]]:
    """Sections of all hits, best first whatever their page."""
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
        "excerpt": marked_html(hit.snippet),
        "plain_excerpt": hit.snippet.text,
        "sub_results": [_section(section) for section in hit.sections],
    }
    if hit.explanation is not None:
        row["explain"] = _explanation(hit.explanation)
    return row


def _standing(standing: RankedTerm) -> dict[str, Any]:
    return {
        "id": standing.id,
        "title": standing.title,
        "rank": standing.rank,
        "match_type": standing.match_type,
        "score": standing.score,
        "explain": _explanation(standing.explanation) if standing.explanation else None,
        "gap": asdict(standing.gap) if standing.gap else None,
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
        "excerpt": marked_html(section.snippet),
        "plain_excerpt": section.snippet.text,
    }


def _explanation(explanation: Explanation) -> dict[str, Any]:
    return {
        "value": explanation.value,
        "description": explanation.description,
        "parts": [_explanation(part) for part in explanation.parts],
    }


def _text(facts: dict[str, Any]) -> str:
    return json.dumps(facts, ensure_ascii=False, indent=2)
