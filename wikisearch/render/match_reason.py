"""Why a hit matches, as a phrase for the line below its title."""

from wikisearch.model.results import Hit, MatchType

_REASONS = {
    MatchType.TITLE: "matches the title",
    MatchType.ALIAS: "matches the alias: {}",
    MatchType.ACRONYM: "matches the acronym or its long form: {}",
    MatchType.FOLDED: "matches the name, spelled differently: {}",
    MatchType.VARIANT: "matches the name, in another word form: {}",
    MatchType.CALLED: "matches the text of links to it, its file name or its address: {}",
    MatchType.COMPARED: "is one of the two names in the query: {}",
    MatchType.HEADING: "matches the heading: {}",
    MatchType.HEADING_END: "matches a part of the heading: {}",
}
"""Reasons of hits whose name is the query."""


def match_reason(hit: Hit) -> str:
    """Say which name the query is, or which fields match if no snippet shows it; else empty."""
    reason = _REASONS.get(hit.match_type)
    if reason is not None:
        return reason.format(hit.matched_title or hit.title)
    if "body" in hit.matched_fields or any(section.snippet.spans for section in hit.sections):
        return ""
    alias = f"the alias {hit.matched_title}" if hit.matched_title else "aliases"
    texts = {"title": "title", "alias": alias, "heading": "headings"}
    fields = [text for field, text in texts.items() if field in hit.matched_fields]
    return f"matches in: {', '.join(fields)}" if fields else ""
