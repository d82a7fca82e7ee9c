"""The explanation of a rank -> the values of its page."""

from typing import Any

from wikisearch.index import Index
from wikisearch.model.results import MatchType
from wikisearch.server.pages.server_links import SearchState, ServerLinks

_TEXTS = {
    MatchType.TITLE: "The query is its title.",
    MatchType.ALIAS: "The query is one of its aliases.",
    MatchType.ACRONYM: "The query is its acronym, or the long form of it.",
    MatchType.FOLDED: "The query is its name, spelled differently.",
    MatchType.VARIANT: "The query is its name, in another word form.",
    MatchType.CALLED: "The query is the text of links to it, or its file name.",
    MatchType.COMPARED: "The query compares it with another term.",
    MatchType.HEADING: "The query is one of its headings.",
    MatchType.HEADING_END: "The query is the last part of one of its headings.",
    MatchType.TITLE_WORDS: "Its title has all words of the query.",
    MatchType.WORDS: "One of its sections matches the query.",
    MatchType.SYNONYMS: "One of its sections matches the query with synonyms.",
    MatchType.SOME_WORDS: "One of its sections matches some words of the query.",
}


def why_values(index: Index, query: str, term: str, links: ServerLinks) -> dict[str, Any]:
    """Return all values of the explanation; raises TermNotFoundError."""
    comparison = index.explain(query, term)
    [standing] = comparison.standings
    return {
        "query": query,
        "standing": standing,
        "total": comparison.total,
        "match_text": _TEXTS[standing.match_type] if standing.match_type else "",
        "warnings": comparison.warnings,
        "search_url": links.search(SearchState(query)),
    }
