"""The value of a page field -> a query for the pages that it selects."""

from wikisearch.model.query import Or, Query
from wikisearch.query.fields import PageField, Scope
from wikisearch.query.syntax import BareWord, Leaf, QuotedPhrase, render


class PageSelector:
    """Compiles the values of page fields for one plan; appends notes to `warnings`."""

    def __init__(self, scope: Scope, warnings: list[str]) -> None:
        self._scope = scope
        self._warnings = warnings
        self._resolved: dict[tuple[str, str], tuple[Query, ...]] = {}

    def select(self, leaf: Leaf, field: PageField) -> Query:
        """Match the pages that at least one of the values between bars selects."""
        name = field.names[0]
        if not isinstance(leaf, BareWord) and leaf != QuotedPhrase(leaf.text):
            self._warnings.append(
                f"{name}: takes whole names; * and ~ have no effect in {render(leaf)}"
            )
        values = dict.fromkeys(value.strip() for value in leaf.text.split("|"))
        if "" in values:
            del values[""]
            self._warnings.append(f"{name}: a name is missing beside the bar in {leaf.text}")
        return Or(tuple(query for value in values for query in self._resolve(value, field)))

    def _resolve(self, value: str, field: PageField) -> tuple[Query, ...]:
        """Look up a value once, even if it occurs twice or the query is planned twice."""
        key = (field.names[0], value)
        if key not in self._resolved:
            self._resolved[key], notes = field.resolve(value, self._scope)
            self._warnings += notes
        return self._resolved[key]
