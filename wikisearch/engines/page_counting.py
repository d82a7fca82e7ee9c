"""Pages counted by one document of each, with the tokens of all: for engines of large wikis."""

from collections.abc import Callable, Iterable, Sequence
from typing import TypeAlias, TypeVar

from wikisearch.model.document import POSITIONAL_FIELDS, Document
from wikisearch.model.query import (
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Or,
    Prefix,
    Query,
    Term,
)

SCORED = "scored"
"""Field of the scored tokens, beside those with positions."""

Leaf: TypeAlias = Term | Prefix | Fuzzy | Everything
Compiled = TypeVar("Compiled")


def tokens_on_page(documents: Sequence[Document]) -> dict[str, set[str]]:
    """Tokens of all documents of a page, by field."""
    tokens = {
        name: {token for each in documents for token in each.fields.get(name, ())}
        for name in POSITIONAL_FIELDS
    }
    tokens[SCORED] = {token for each in documents for token in each.scored}
    return tokens


def alternatives(
    query: Query,
    leaf: Callable[[Leaf], Compiled],
    any_of: Callable[[Iterable[Compiled]], Compiled],
) -> tuple[Compiled | None, Or]:
    """Part a query: what tells pages, if any does, and what only its matches can tell."""
    clauses = query.clauses if isinstance(query, Or | DisMax) else (query,)
    pages = [_on_page(clause, leaf, any_of) for clause in clauses]
    told = [page for page in pages if page is not None]
    others = [clause for clause, page in zip(clauses, pages, strict=True) if page is None]
    return any_of(told) if told else None, Or(tuple(others))


def _on_page(
    query: Query,
    leaf: Callable[[Leaf], Compiled],
    any_of: Callable[[Iterable[Compiled]], Compiled],
) -> Compiled | None:
    """Compile what matches one document of each page that has a match, if that can be told.

    What any one section must have, its page has; what one section must have together, the page
    may have in several: then it is None.
    """
    match query:
        case Term() | Prefix() | Fuzzy() | Everything():
            return leaf(query)
        case Or() | DisMax():
            # Unpacked at once, it would be of the type of this function's own answer to mypy.
            parts = alternatives(query, leaf, any_of)
            told, others = parts
            return None if others.clauses else told
        case And((clause,)) | AndMaybe(clause, _):
            return _on_page(clause, leaf, any_of)
        case _:
            return None
