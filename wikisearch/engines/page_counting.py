"""Count pages without listing them: one document of each page also has the tokens of all.

For one token, the number of matching pages is then the number of such documents with the token.
Engines for large wikis keep these tokens in fields of their own.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from wikisearch.model.document import POSITIONAL_FIELDS, Document
from wikisearch.model.query import And, AndMaybe, DisMax, Everything, Fuzzy, Or, Prefix, Query, Term

SCORED = "scored"
"""Name of the scored field, beside the positional fields."""

CountableLeaf: TypeAlias = Term | Prefix | Fuzzy | Everything
CompiledQuery = TypeVar("CompiledQuery")


def tokens_on_page(documents: Sequence[Document]) -> dict[str, set[str]]:
    """Return the tokens of all documents of a page, by field."""
    tokens: dict[str, set[str]] = {
        name: set().union(*[document.fields.get(name, ()) for document in documents])
        for name in POSITIONAL_FIELDS
    }
    tokens[SCORED] = set().union(*[document.scored for document in documents])
    return tokens


def page_count_query(
    query: Query,
    compile_leaf: Callable[[CountableLeaf], CompiledQuery],
    any_of: Callable[[Iterable[CompiledQuery]], CompiledQuery],
) -> tuple[CompiledQuery | None, Or]:
    """Split a query into a part that matches one document per page, and the rest.

    The first part is None if no clause can be counted per page.
    """
    clauses = query.clauses if isinstance(query, Or | DisMax) else (query,)
    compiled = [_per_page(clause, compile_leaf, any_of) for clause in clauses]
    countable = [clause for clause in compiled if clause is not None]
    rest = [clause for clause, page in zip(clauses, compiled, strict=True) if page is None]
    return any_of(countable) if countable else None, Or(tuple(rest))


def is_countable(query: Query) -> bool:
    """Whether any part of a query can be counted per page."""
    countable, _ = page_count_query(query, lambda _: True, any)
    return countable is not None


def _per_page(
    query: Query,
    compile_leaf: Callable[[CountableLeaf], CompiledQuery],
    any_of: Callable[[Iterable[CompiledQuery]], CompiledQuery],
) -> CompiledQuery | None:
    """Compile a query that matches one document of each matching page, or return None.

    A page matches one leaf if any of its sections does. Two leaves that one section must match
    together cannot be counted per page: they may match in two sections.
    """
    match query:
        case Term() | Prefix() | Fuzzy() | Everything():
            return compile_leaf(query)
        case Or() | DisMax():
            # mypy infers the wrong type if this is unpacked in one step.
            parts = page_count_query(query, compile_leaf, any_of)
            countable, rest = parts
            return None if rest.clauses else countable
        case And((clause,)) | AndMaybe(clause, _):
            return _per_page(clause, compile_leaf, any_of)
        case _:
            return None
