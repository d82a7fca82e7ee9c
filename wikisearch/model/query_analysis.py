"""Properties of a query that follow from its nodes alone: its leaves, and bounds of its scores."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import NamedTuple

from wikisearch.model.query import (
    CONSTANT_SCORE,
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


def query_terms(query: Query) -> list[str]:
    """Return the token of every `Term`, in query order, with repetitions."""
    return [leaf.token for leaf in _leaves(query) if isinstance(leaf, Term)]


def expansions(query: Query) -> list[Prefix | Fuzzy]:
    """Return the nodes that expand to many tokens, in query order, with repetitions."""
    return [leaf for leaf in _leaves(query) if isinstance(leaf, Prefix | Fuzzy)]


def scoring_leaves(query: Query) -> list[Term | Prefix | Fuzzy]:
    """Return the leaves that can add to the score of a match, in query order."""
    found: list[Term | Prefix | Fuzzy] = []
    _add_scoring_leaves(query, found)
    return found


def _add_scoring_leaves(query: Query, found: list[Term | Prefix | Fuzzy]) -> None:
    match query:
        case Term() | Prefix() | Fuzzy():
            found.append(query)
        case And(clauses) | Or(clauses) | DisMax(clauses):
            for clause in clauses:
                _add_scoring_leaves(clause, found)
        case AndMaybe(required, optional):
            _add_scoring_leaves(required, found)
            _add_scoring_leaves(optional, found)
        case Phrase() | Keyword() | Not() | Everything() | Nothing():
            return


def is_constant_score(query: Query) -> bool:
    """Whether all matches are known to have the same score."""
    match query:
        case And(clauses):
            return all(map(is_constant_score, clauses))
        case Term() | Or() | DisMax() | AndMaybe():
            return False
        case Phrase() | Prefix() | Fuzzy() | Keyword() | Not() | Everything() | Nothing():
            return True


def min_score(query: Query) -> float | None:
    """Lower bound of the score of a match; None if it depends on the terms of the match."""
    match query:
        case AndMaybe(required, _):
            return min_score(required)
        case And(clauses):
            scores = [score for clause in clauses if (score := min_score(clause)) is not None]
            return sum(scores) if len(scores) == len(clauses) else None
        case Prefix() | Fuzzy():
            return CONSTANT_SCORE
        case Phrase() | Keyword() | Not() | Everything() | Nothing():
            return 0.0
        case Term() | Or() | DisMax():
            return None


def scoring_part(query: Query) -> Query | None:
    """Query for the matches that score above `min_score`; None if that part cannot be isolated."""
    match query:
        case AndMaybe(required, optional) if is_constant_score(required):
            return And((required, optional))
        case _:
            return None


class ScoreTier(NamedTuple):
    """A query whose matches have the same score, unless they match a better tier."""

    score: float
    query: Query


class ScoreTiers(NamedTuple):
    """A query, split by what its matches score."""

    scored: Query | None
    """Query for the few matches whose score depends on their terms; None if there are none."""

    constant: tuple[ScoreTier, ...]
    """Queries for the other ones, highest score first; the last one has all matches."""


def score_tiers(query: Query, frequencies: Mapping[str, int], max_scored: int) -> ScoreTiers | None:
    """Split a query by score, or return None if that is not known.

    `frequencies` maps each token to its document frequency. The result is None if the score of more
    than `max_scored` matches may depend on their terms.
    """
    if is_constant_score(query):
        return ScoreTiers(None, (ScoreTier(min_score(query) or 0.0, query),))
    if not isinstance(query, AndMaybe) or not is_constant_score(query.required):
        return None
    required, optional = query.required, query.optional
    parts = optional.clauses if isinstance(optional, Or) else (optional,)
    others = tuple(part for part in parts if not isinstance(part, Term))
    terms = tuple(part for part in parts if isinstance(part, Term) and frequencies[part.token])
    if sum(frequencies[term.token] for term in terms) > max_scored:
        return None
    last = ScoreTier(min_score(required) or 0.0, required)
    scored = And((required, Or(terms))) if terms else None
    match others:
        case ():
            return ScoreTiers(scored, (last,))
        case (Prefix() | Fuzzy() as part,) if _is_same_in_fewer_fields(part, required):
            better = ScoreTier(last.score + CONSTANT_SCORE, part)
            return ScoreTiers(AndMaybe(scored, part) if scored else None, (better, last))
        case _:
            return None


def _is_same_in_fewer_fields(query: Prefix | Fuzzy, other: Query) -> bool:
    if not isinstance(other, Prefix | Fuzzy):
        return False
    return replace(query, fields=other.fields) == other and {*query.fields} <= {*other.fields}


def _leaves(query: Query) -> list[Query]:
    found: list[Query] = []
    _add_leaves((query,), found)
    return found


def _add_leaves(queries: Iterable[Query], found: list[Query]) -> None:
    for query in queries:
        match query:
            case Term() | Keyword() | Phrase() | Prefix() | Fuzzy() | Everything() | Nothing():
                found.append(query)
            case And(clauses) | Or(clauses) | DisMax(clauses):
                _add_leaves(clauses, found)
            case AndMaybe(required, optional):
                _add_leaves((required, optional), found)
            case Not(clause):
                _add_leaves((clause,), found)
