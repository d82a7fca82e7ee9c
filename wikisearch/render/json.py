"""Results -> JSON; `results.schema.json` in this folder is its schema."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from wikisearch.model.results_json import explanation_dict, result_rows
from wikisearch.model.stored_pages import section_key
from wikisearch.render.line import JsonText
from wikisearch.render.section_blocks import sections_below
from wikisearch.search.section_urls import section_url

if TYPE_CHECKING:  # a cold query has none of these
    from collections.abc import Iterator

    from wikisearch.model.comparison import Comparison, RankedTerm
    from wikisearch.model.names import AlternativeName
    from wikisearch.model.page import Page, Section
    from wikisearch.model.related import RelatedTerm
    from wikisearch.model.results import Results
    from wikisearch.model.suggestion import Suggestion
    from wikisearch.model.term_graph import TermGraph
    from wikisearch.render.display import DisplayOptions


def json_lines(results: Results, options: DisplayOptions) -> Iterator[JsonText]:
    """Yield results as one JSON value: the format `json`."""
    value = results.to_dict(flat=options.flat)
    if options.flat:
        shown = {"offset": options.offset, "results": shown_rows(results, options)}
        value |= shown if options.limit is None else {**shown, "limit": options.limit}
    yield _text(value)


def shown_rows(results: Results, options: DisplayOptions) -> list[dict[str, Any]]:
    """Return an object per hit, or per shown section in a flat list."""
    rows = result_rows(results, flat=options.flat)
    return rows[options.flat_slice] if options.flat else rows


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


def graph_json(graph: TermGraph) -> JsonText:
    """Encode a term with the terms around it."""
    return _text(asdict(graph))


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
        "sections": list(map(_section, page.sections)),
        "links": [
            {"target": link.target, "anchor": link.anchor, "text": link.text, "kind": link.kind}
            for link in page.links
        ],
    }
    return _text(value)


def section_json(page: Page, section: Section, page_url: str) -> JsonText:
    """Encode one section with those below it, and the id and the title of its page."""
    _, *below = sections_below(page.sections, section.anchor)
    anchor = "" if section.anchor_is_synthetic else section.anchor
    value = {
        "id": section_key(page.id, section.anchor),
        "page": page.id,
        "page_title": page.title,
        "url": section_url(page_url, anchor),
        **_section(section),
        "sections": list(map(_section, below)),
    }
    return _text(value)


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "anchor": section.anchor,
        "anchor_is_synthetic": section.anchor_is_synthetic,
        "level": section.level,
        "hierarchy": section.hierarchy,
        "text": section.text,
    }


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


def _ranked_term(ranked: RankedTerm) -> dict[str, Any]:
    return {
        "id": ranked.id,
        "title": ranked.title,
        "rank": ranked.rank,
        "match_type": ranked.match_type,
        "score": ranked.score,
        "explain": explanation_dict(ranked.explanation) if ranked.explanation else None,
        "gap": asdict(ranked.gap) if ranked.gap else None,
    }


def _text(value: dict[str, Any]) -> JsonText:
    return JsonText(json.dumps(value, ensure_ascii=False, indent=2))
