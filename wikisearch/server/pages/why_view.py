"""The explanation of a rank -> the values of its page."""

from typing import Any

from wikisearch.index import Index
from wikisearch.model.comparison import RankedTerm
from wikisearch.search.explain.texts import MATCH_REASONS
from wikisearch.server.pages.server_links import SearchState, ServerLinks


def why_values(index: Index, query: str, term: str, links: ServerLinks) -> dict[str, Any]:
    """Return all values of the explanation; raises TermNotFoundError."""
    comparison = index.explain(query, term)
    [standing] = comparison.standings
    return {
        "query": query,
        "standing": standing,
        "total": comparison.total,
        "match_text": _match_text(standing),
        "warnings": comparison.warnings,
        "search_url": links.search(SearchState(query)),
    }


def _match_text(standing: RankedTerm) -> str:
    """Return the reason of the match type as a sentence; empty for a term that does not match."""
    reason = MATCH_REASONS[standing.match_type] if standing.match_type else ""
    return f"{reason[:1].upper()}{reason[1:]}." if reason else ""
