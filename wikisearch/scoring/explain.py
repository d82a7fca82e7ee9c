"""One document and one query -> why it scores what it scores.

This walk is also what the reference engine answers with: it looks at one document at a time and
knows no index, so it is the plainest statement of what each query node means.
"""

from collections.abc import Sequence

from wikisearch.model.document import Document
from wikisearch.model.explanation import Explanation
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
from wikisearch.scoring.bm25 import (
    Statistics,
    average_length,
    decoded_lengths,
    idf,
    length_byte,
    length_norms,
    term_score,
)
from wikisearch.scoring.distance import within_distance
from wikisearch.scoring.sloppy_phrase import matches_sloppy


def explain(query: Query, document: Document, statistics: Statistics) -> Explanation | None:
    """Account of the score of a document, or None when it does not match."""
    match query:
        case Term(token):
            return _word(token, document, statistics)
        case And() | Or() | DisMax() | AndMaybe():
            return _combination(query, document, statistics)
        case Not(clause):
            matched = explain(clause, document, statistics) is None
            return Explanation(0.0, "does not match what was excluded") if matched else None
        case Prefix() | Fuzzy():
            return _constant(query, document, statistics)
        case Phrase() | Keyword() | Everything():
            return _filter(query, document)
        case Nothing():
            return None


def _word(token: str, document: Document, statistics: Statistics) -> Explanation | None:
    occurrences = document.scored.count(token)
    if not occurrences:
        return None
    frequency = statistics.frequencies[token]
    length = length_byte(len(document.scored))
    average = average_length(statistics)
    rarity = idf(statistics.documents, frequency)
    value = term_score(rarity, occurrences, length_norms(average)[length])
    return Explanation(
        value,
        f"{token}: idf {rarity:.3f} (in {frequency} of {statistics.documents} sections), "
        f"weighted occurrences {occurrences}, "
        f"length {decoded_lengths()[length]} (average {average:.1f})",
    )


def _combination(
    query: And | Or | DisMax | AndMaybe, document: Document, statistics: Statistics
) -> Explanation | None:
    clauses = (query.required, query.optional) if isinstance(query, AndMaybe) else query.clauses
    accounts = [explain(clause, document, statistics) for clause in clauses]
    parts = tuple(part for part in accounts if part is not None)
    required = accounts[:1] if isinstance(query, AndMaybe) else accounts
    if isinstance(query, And | AndMaybe) and None in required:
        return None
    if not parts:
        # Everything matches an empty conjunction; nothing matches an empty alternative.
        return Explanation(0.0, "asks nothing") if isinstance(query, And) else None
    if isinstance(query, DisMax):
        best = max(parts, key=lambda part: part.value)
        return Explanation(best.value, "best of its spellings", (best,))
    value = 0.0
    for part in parts:
        value += part.value
    return Explanation(value, "sum", parts)


def stands_for(query: Prefix | Fuzzy, token: str) -> bool:
    """Whether a token is one of those that a node stands for, if they are not too many."""
    match query:
        case Prefix(prefix):
            return token.startswith(prefix)
        case Fuzzy(other, distance):
            return within_distance(other, token, distance)


def _constant(
    query: Prefix | Fuzzy, document: Document, statistics: Statistics
) -> Explanation | None:
    match query:
        case Prefix(prefix):
            description = f"a word that begins with {prefix}"
        case Fuzzy(token, _):
            description = f"a word like {token}"
    found = any(
        stands_for(query, token) and token in statistics.counted.get((query, field), (token,))
        for field in query.fields
        for token in document.fields.get(field, ())
    )
    return Explanation(CONSTANT_SCORE, description) if found else None


def _filter(query: Phrase | Keyword | Everything, document: Document) -> Explanation | None:
    match query:
        case Phrase(tokens, fields, slop):
            found = any(
                _stands_in(document.fields.get(field, ()), tokens, slop) for field in fields
            )
            description = f'"{" ".join(tokens)}"' + (f"~{slop}" if slop else "")
        case Keyword(field, value):
            found = value in document.keywords.get(field, frozenset())
            description = f"{field} is {value}"
        case Everything():
            found, description = True, "everything matches"
    return Explanation(0.0, description) if found else None


def _stands_in(field: Sequence[str], tokens: tuple[str, ...], slop: int) -> bool:
    places = [[place for place, other in enumerate(field) if other == token] for token in tokens]
    return matches_sloppy(places, slop)
