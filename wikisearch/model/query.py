"""What can be asked of an engine: a closed union of small nodes that hold tokens, never text.

Engines match over `Query` exhaustively, so that a new node is found by the type checker everywhere
it has to be taught. Only `Word` scores by BM25; `Prefix` and `Fuzzy` add a constant; all others
filter, combine, or add nothing. That keeps every engine's private formula out of the ranking.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TypeAlias

MOST_PLACINGS = 10_000
"""Ways in which the words of a sloppy phrase may stand: some engines look for each by itself."""

CONSTANT_SCORE = 1.0
"""What a document gains by matching a `Prefix` or a `Fuzzy`."""

MOST_EXPANSIONS = 1_000
"""Tokens that a `Prefix` or a `Fuzzy` stands for in each field, at most.

Of more, the nearest count; of those, what most documents hold; of those, the first by code points.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """Documents whose scored field holds this token; scores by BM25."""

    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Documents that hold these exact tokens in one of the fields, side by side and in order.

    Or nearly so: with every token moved back by its place in the phrase, the places of one
    occurrence lie at most `slop` apart. So 1 lets one word between, and 2 lets neighbours swap.
    """

    tokens: tuple[str, ...]
    fields: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Documents with an exact token that begins so, in one of the fields.

    Of each field, no more than `MOST_EXPANSIONS` such tokens count.
    """

    prefix: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Documents with an exact token at most `distance` insertions, deletions or changes away.

    Of each field, no more than `MOST_EXPANSIONS` such tokens count.
    """

    token: str
    distance: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """Documents that carry this value, whole, in a keyword field."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """Documents that match every clause; scores add up."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Documents that match a clause; scores of those that match add up."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class DisMax:
    """Documents that match a clause; the best score counts: other spellings of one thing."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class AndMaybe:
    """Documents that match `required`; those that also match `optional` gain its score."""

    required: "Query"
    optional: "Query"


@dataclass(frozen=True, slots=True)
class Not:
    """Documents that do not match."""

    clause: "Query"


@dataclass(frozen=True, slots=True)
class Everything:
    """Every document."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """No document."""


Query: TypeAlias = (
    Term
    | Phrase
    | Prefix
    | Fuzzy
    | Keyword
    | And
    | Or
    | DisMax
    | AndMaybe
    | Not
    | Everything
    | Nothing
)


def words(query: Query) -> Iterator[str]:
    """Tokens of the scored field that the query speaks of, in order, repeated where it repeats."""
    return (leaf.token for leaf in _leaves(query) if isinstance(leaf, Term))


def expansions(query: Query) -> Iterator[Prefix | Fuzzy]:
    """Nodes that stand for many tokens, in order, repeated where the query repeats them."""
    return (leaf for leaf in _leaves(query) if isinstance(leaf, Prefix | Fuzzy))


def scoring(query: Query) -> Iterator[Term | Prefix | Fuzzy]:
    """Leaves that add to a score, in order: what a match may be due to."""
    match query:
        case Term() | Prefix() | Fuzzy():
            yield query
        case And(clauses) | Or(clauses) | DisMax(clauses):
            for clause in clauses:
                yield from scoring(clause)
        case AndMaybe(required, optional):
            yield from scoring(required)
            yield from scoring(optional)
        case Phrase() | Keyword() | Not() | Everything() | Nothing():
            return


def is_flat(query: Query) -> bool:
    """Whether it is plain that all that matches scores alike."""
    match query:
        case And(clauses):
            return all(map(is_flat, clauses))
        case Term() | Or() | DisMax() | AndMaybe():
            return False
        case Phrase() | Prefix() | Fuzzy() | Keyword() | Not() | Everything() | Nothing():
            return True


def least_score(query: Query) -> float | None:
    """Score below which no match can be; None where only the words of a match decide."""
    match query:
        case AndMaybe(required, _):
            return least_score(required)
        case And(clauses):
            scores = [score for clause in clauses if (score := least_score(clause)) is not None]
            return sum(scores) if len(scores) == len(clauses) else None
        case Prefix() | Fuzzy():
            return CONSTANT_SCORE
        case Phrase() | Keyword() | Not() | Everything() | Nothing():
            return 0.0
        case Term() | Or() | DisMax():
            return None


def gaining(query: Query) -> Query | None:
    """Query for the matches that score more than the least; None where it cannot be told apart."""
    match query:
        case AndMaybe(required, optional) if is_flat(required):
            return And((required, optional))
        case _:
            return None


def plateaus(query: Query, frequencies: Mapping[str, int]) -> list[Query]:
    """Flat queries, the highest first: a match has the score of the first of them that it matches.

    There are none where words decide, as far as can be seen from how many documents hold each.
    """
    match query:
        case AndMaybe(required, optional) if is_flat(required):
            parts = optional.clauses if isinstance(optional, Or) else (optional,)
            match [part for part in parts if not isinstance(part, Term) or frequencies[part.token]]:
                case []:
                    return [required]
                case [Prefix() | Fuzzy() as part] if _is_of_fewer_fields(part, required):
                    return [And((part, part)), required]
            return []
        case _:
            return [query] if is_flat(query) else []


def _is_of_fewer_fields(query: Prefix | Fuzzy, other: Query) -> bool:
    if not isinstance(other, Prefix | Fuzzy):
        return False
    return replace(query, fields=other.fields) == other and {*query.fields} <= {*other.fields}


def _leaves(query: Query) -> Iterator[Query]:
    match query:
        case And(clauses) | Or(clauses) | DisMax(clauses):
            for clause in clauses:
                yield from _leaves(clause)
        case AndMaybe(required, optional):
            yield from _leaves(required)
            yield from _leaves(optional)
        case Not(clause):
            yield from _leaves(clause)
        case Term() | Phrase() | Prefix() | Fuzzy() | Keyword() | Everything() | Nothing():
            yield query
