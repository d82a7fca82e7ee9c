"""A ranked page -> the explanation of its score, whose parts add up exactly."""

from wikisearch.errors import IndexDamagedError, rebuild
from wikisearch.mapping.documents import documents
from wikisearch.model.explanation import Explanation
from wikisearch.model.query_analysis import query_terms
from wikisearch.scoring.score_explanation import explain
from wikisearch.search.explain.texts import FEATURE_REASONS, MATCH_REASONS
from wikisearch.search.page_lookup import load_page
from wikisearch.search.ranking.rollup import RankedPage
from wikisearch.search.view.index_view import IndexView


def explain_score(view: IndexView, ranked: RankedPage) -> Explanation:
    """Explain the score of a page by its best section, as the index has it."""
    best = ranked.best
    page = load_page(ranked.id, view.reader)
    if page is None:
        raise IndexDamagedError(f"page {ranked.id!r}", "is missing", rebuild("DIR"))
    document = next(
        document
        for document in documents(page, view.analyzer.for_language(page.language))
        if document.key == best.match.key
    )
    explanation = explain(best.query, document, view.reader.statistics(query_terms(best.query)))
    parts = [explanation or Explanation(0.0, "has none of the words")]
    features = zip(best.features, FEATURE_REASONS, strict=True)
    parts += [Explanation(value, reason) for value, reason in features if value]
    return Explanation(
        best.score,
        f"{MATCH_REASONS[ranked.named.match_type]}; best section: {best.match.key}",
        tuple(parts),
    )
