"""A ranked page -> why it is where it is, in parts that add up to its score."""

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.errors import IndexDamagedError, rebuild
from wikisearch.mapping import documents
from wikisearch.model.explanation import Explanation
from wikisearch.model.query_analysis import query_terms
from wikisearch.model.results import MatchType
from wikisearch.scoring.explain import explain
from wikisearch.search.page_lookup import load_page
from wikisearch.search.rank import RankedPage
from wikisearch.search.rerank.reranker import RerankFeatures

_REASONS = {
    MatchType.TITLE: "the query is its title",
    MatchType.ALIAS: "the query is one of its aliases",
    MatchType.ACRONYM: "texts explain the query and its title as one",
    MatchType.FOLDED: "the query is its title or alias but for spelling",
    MatchType.VARIANT: "the query is another form of its title or alias",
    MatchType.CALLED: "other pages link to it so, or its file is named so",
    MatchType.HEADING: "the query is a heading of it",
    MatchType.HEADING_END: "the query is the end of the name in its title or a heading of it",
    MatchType.TITLE_WORDS: "its title has all the words",
    MatchType.WORDS: "a section matches the query",
    MatchType.SYNONYMS: "a section matches the query with other names of the same things",
    MatchType.SOME_WORDS: "a section has some of the words",
}


def explanation(ranked: RankedPage, reader: Reader, analyzer: Analyzer) -> Explanation:
    """Account of the score of a page, from its best section as the index has it."""
    best = ranked.best
    page = load_page(ranked.id, reader)
    if page is None:
        raise IndexDamagedError(f"page {ranked.id!r} is missing; {rebuild('DIR')}")
    document = next(
        each
        for each in documents(page, analyzer.for_language(page.language))
        if each.key == best.match.key
    )
    statistics = reader.statistics(query_terms(best.query))
    account = explain(best.query, document, statistics)
    parts = [account or Explanation(0.0, "no word of it")]
    parts += [Explanation(value, reason) for value, reason in _beyond(best.evidence) if value]
    return Explanation(
        best.score,
        f"{_REASONS[ranked.named.kind]}; best section: {best.match.key}",
        tuple(parts),
    )


def _beyond(evidence: RerankFeatures) -> tuple[tuple[float, str], ...]:
    return (
        (evidence.proximity, "words near each other, in their order"),
        (evidence.exact, "names in the very form they were asked for"),
        (evidence.title, "the whole title is asked for"),
        (evidence.links, "other pages link to it"),
        (evidence.name, "the query is the name of it"),
    )
