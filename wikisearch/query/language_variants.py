"""Query with the stems of one language -> query with the stems of every language of an index."""

from collections.abc import Mapping
from functools import partial

from wikisearch.model.query import (
    And,
    AndMaybe,
    DisMax,
    Everything,
    Fuzzy,
    Keyword,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Query,
    Term,
)


def with_language_variants(query: Query, others: Mapping[str, tuple[str, ...]]) -> Query:
    """Match a stem or its variants: the stems of the same word in the other languages."""
    if not others:
        return query
    each = partial(with_language_variants, others=others)
    match query:
        case Term(token) if token in others:
            return DisMax(tuple(map(Term, (token, *others[token]))))
        case Keyword(field, value) if value in others and _holds_stems(field):
            return Or(tuple(Keyword(field, stem) for stem in (value, *others[value])))
        case And(clauses) | Or(clauses) | DisMax(clauses):
            return type(query)(tuple(map(each, clauses)))
        case AndMaybe(required, optional):
            return AndMaybe(each(required), each(optional))
        case Not(clause):
            return Not(each(clause))
        case Term() | Keyword() | Phrase() | Prefix() | Fuzzy() | Everything() | Nothing():
            return query


def _holds_stems(field: str) -> bool:
    return field.startswith("in_") or field == "listed"
