"""Queries for an engine: a closed union of small nodes that hold tokens, never text.

Engines match over `Query` exhaustively. The type checker therefore finds every place that a new
node affects. Only `Term` scores by BM25. `Prefix` and `Fuzzy` add a constant score. All other nodes
filter or combine, so an engine's private score formula never affects the ranking.
"""

from dataclasses import dataclass
from typing import TypeAlias

MAX_PHRASE_PLACEMENTS = 10_000
"""Maximum number of word placements of a sloppy phrase: some engines search for each of them."""

CONSTANT_SCORE = 1.0
"""Score of a document that matches a `Prefix` or a `Fuzzy`."""

MAX_EXPANSIONS = 1_000
"""Maximum number of tokens per field that a `Prefix` or a `Fuzzy` expands to.

If more tokens match, the tokens with the smallest edit distance are taken first. Ties are broken
by the highest document frequency, then by code point order.
"""


@dataclass(frozen=True, slots=True)
class Term:
    """Matches documents with this token in the scored field; scores by BM25."""

    token: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """Matches documents with these exact tokens in one of the fields, adjacent and in order.

    With a `slop`, the tokens may be further apart. Subtract from each position the index of its
    token in the phrase: the results may differ by at most `slop`. So 1 allows one word in between,
    and 2 allows two neighbours to be swapped.
    """

    tokens: tuple[str, ...]
    fields: tuple[str, ...]
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix:
    """Matches documents with an exact token that starts with `prefix`, in one of the fields.

    Expands to at most `MAX_EXPANSIONS` tokens per field.
    """

    prefix: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fuzzy:
    """Matches documents with an exact token within `distance` insertions, deletions or changes.

    Expands to at most `MAX_EXPANSIONS` tokens per field.
    """

    token: str
    distance: int
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Keyword:
    """Matches documents with exactly this value in a keyword field."""

    field: str
    value: str


@dataclass(frozen=True, slots=True)
class And:
    """Matches documents that match every clause; the score is the sum."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """Matches documents that match any clause; the score is the sum over the matching clauses."""

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class DisMax:
    """Matches documents that match any clause; the score is the maximum.

    Used for alternative spellings of one word.
    """

    clauses: tuple["Query", ...]


@dataclass(frozen=True, slots=True)
class AndMaybe:
    """Matches documents that match `required`; adds the score of `optional` where that matches."""

    required: "Query"
    optional: "Query"


@dataclass(frozen=True, slots=True)
class Not:
    """Matches documents that do not match `clause`."""

    clause: "Query"


@dataclass(frozen=True, slots=True)
class Everything:
    """Matches every document."""


@dataclass(frozen=True, slots=True)
class Nothing:
    """Matches no document."""


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
