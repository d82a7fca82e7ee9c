"""A query and a page that does not match it -> which parts of the query the page lacks."""

from wikisearch.analysis import Analyzer
from wikisearch.engines.base import Reader
from wikisearch.mapping import documents
from wikisearch.model.comparison import MissingClauses
from wikisearch.model.page import Page
from wikisearch.model.query import And, Or, Query
from wikisearch.model.query_analysis import query_terms
from wikisearch.query import SyntaxTree, Wiki, plan_query, render
from wikisearch.query.syntax import AllOf
from wikisearch.scoring.explain import explain


class Gaps:
    """Finds what keeps pages from one query."""

    def __init__(
        self, tree: SyntaxTree | None, reader: Reader, analyzer: Analyzer, wiki: Wiki
    ) -> None:
        self._analyzer = analyzer
        self._parts = _parts(tree, analyzer, wiki)
        self._statistics = reader.statistics(
            word for query in self._parts.values() for word in query_terms(query)
        )

    def of(self, page: Page) -> MissingClauses:
        """Look at every section of a page for every part that the whole query asks for."""
        if not self._parts:
            return MissingClauses((), "", ())
        missing = {
            document.key: tuple(
                text
                for text, query in self._parts.items()
                if explain(query, document, self._statistics) is None
            )
            for document in documents(page, self._analyzer)
        }
        nowhere = set(self._parts).intersection(*missing.values())
        nearest = min(missing, key=lambda key: len(missing[key]))
        return MissingClauses(
            tuple(part for part in self._parts if part in nowhere), nearest, missing[nearest]
        )


def _parts(tree: SyntaxTree | None, analyzer: Analyzer, wiki: Wiki) -> dict[str, Query]:
    """Parts that must all be met, as they would be typed, without what the planner leaves out."""
    if tree is None:
        return {}
    whole = plan_query(tree, analyzer, wiki).strict
    if not (isinstance(tree, AllOf) and isinstance(whole, And)):
        return {render(tree): whole}
    found = {}
    for child in tree.children:
        alone = plan_query(child, analyzer, wiki).strict
        for clause in whole.clauses:
            if clause == alone or (isinstance(clause, Or) and clause.clauses[:1] == (alone,)):
                found[render(child)] = clause
                break
    return found
