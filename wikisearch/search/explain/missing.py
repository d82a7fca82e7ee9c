"""A query and a page that does not match it -> which clauses of the query the page lacks."""

from wikisearch.mapping.documents import documents
from wikisearch.model.comparison import MissingClauses
from wikisearch.model.page import Page
from wikisearch.model.query import And, Or, Query
from wikisearch.model.query_analysis import query_terms
from wikisearch.query import plan_query, render
from wikisearch.query.syntax import AllOf
from wikisearch.scoring.score_explanation import explain
from wikisearch.search.understanding.understand import Understood
from wikisearch.search.view.index_view import IndexView


def missing_clauses(view: IndexView, understood: Understood, page: Page) -> MissingClauses:
    """Check every section of a page for every clause that the query requires."""
    clauses = _clauses(view, understood)
    if not clauses:
        return MissingClauses((), "", ())
    statistics = view.reader.statistics(
        word for query in clauses.values() for word in query_terms(query)
    )
    missing = {
        document.key: tuple(
            text for text, query in clauses.items() if explain(query, document, statistics) is None
        )
        for document in documents(page, view.analyzer.for_language(page.language))
    }
    nowhere = set(clauses).intersection(*missing.values())
    nearest = min(missing, key=lambda key: len(missing[key]))
    return MissingClauses(
        tuple(text for text in clauses if text in nowhere), nearest, missing[nearest]
    )


def _clauses(view: IndexView, understood: Understood) -> dict[str, Query]:
    """Required clauses by their text in the query; clauses that the planner drops are left out."""
    tree, strict = understood.tree, understood.plan.strict
    if tree is None:
        return {}
    if not (isinstance(tree, AllOf) and isinstance(strict, And)):
        return {render(tree): strict}
    found = {}
    for child in tree.children:
        alone = plan_query(child, view.analyzer, view.wiki).strict
        for clause in strict.clauses:
            if clause == alone or (isinstance(clause, Or) and clause.clauses[:1] == (alone,)):
                found[render(child)] = clause
                break
    return found
