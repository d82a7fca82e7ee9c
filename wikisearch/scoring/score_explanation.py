"""One document and one query -> the score of the document, with an explanation.

The reference engine uses this function to search. It needs one document and no index, so it is the
simplest definition of each query node.
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
from wikisearch.scoring.bm25 import idf, term_score
from wikisearch.scoring.distance import within_distance
from wikisearch.scoring.length_norm import (
    average_length,
    decoded_lengths,
    length_byte,
    length_norms,
)
from wikisearch.scoring.sloppy_phrase import matches_sloppy
from wikisearch.scoring.statistics import Statistics


def explain(query: Query, document: Document, statistics: Statistics) -> Explanation | None:
    """Explain the score of a document; None if it does not match."""
    match query:
        case Term(token):
            return _term(token, document, statistics)
        case And() | Or() | DisMax() | AndMaybe():
            return _combination(query, document, statistics)
        case Not(clause):
            matched = explain(clause, document, statistics) is None
            return Explanation(0.0, "does not match the excluded part") if matched else None
        case Prefix() | Fuzzy():
            return _constant(query, document, statistics)
        case Phrase() | Keyword() | Everything():
            return _filter(query, document)
        case Nothing():
            return None


def _term(token: str, document: Document, statistics: Statistics) -> Explanation | None:
    term_freq = document.scored.count(token)
    if not term_freq:
        return None
    doc_freq = statistics.doc_freqs[token]
    length = length_byte(len(document.scored))
    average = average_length(statistics)
    term_idf = idf(statistics.doc_count, doc_freq)
    value = term_score(term_idf, term_freq, length_norms(average)[length])
    return Explanation(
        value,
        f"{token}: idf {term_idf:.3f} (in {doc_freq} of {statistics.doc_count} sections), "
        f"weighted occurrences {term_freq}, "
        f"length {decoded_lengths()[length]} (average {average:.1f})",
    )


def _combination(
    query: And | Or | DisMax | AndMaybe, document: Document, statistics: Statistics
) -> Explanation | None:
    clauses = (query.required, query.optional) if isinstance(query, AndMaybe) else query.clauses
    explanations = [explain(clause, document, statistics) for clause in clauses]
    parts = tuple(part for part in explanations if part is not None)
    required = explanations[:1] if isinstance(query, AndMaybe) else explanations
    if isinstance(query, And | AndMaybe) and None in required:
        return None
    if not parts:
        # Every document matches an empty And; none matches an empty Or.
        return Explanation(0.0, "no required clause") if isinstance(query, And) else None
    if isinstance(query, DisMax):
        best = max(parts, key=lambda part: part.value)
        return Explanation(best.value, "best of its spellings", (best,))
    value = 0.0
    for part in parts:
        value += part.value
    return Explanation(value, "sum", parts)


def matches_token(query: Prefix | Fuzzy, token: str) -> bool:
    """Whether a node matches a token, regardless of `MAX_EXPANSIONS`."""
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
            description = f"a word that starts with {prefix}"
        case Fuzzy(token, _):
            description = f"a word like {token}"
    found = any(
        matches_token(query, token)
        and token in statistics.expanded_tokens.get((query, field), (token,))
        for field in query.fields
        for token in document.fields.get(field, ())
    )
    return Explanation(CONSTANT_SCORE, description) if found else None


def _filter(query: Phrase | Keyword | Everything, document: Document) -> Explanation | None:
    match query:
        case Phrase(tokens, fields, slop):
            found = any(
                _has_phrase(document.fields.get(field, ()), tokens, slop) for field in fields
            )
            description = f'"{" ".join(tokens)}"' + (f"~{slop}" if slop else "")
        case Keyword(field, value):
            found = value in document.keywords.get(field, frozenset())
            description = f"{field} is {value}"
        case Everything():
            found, description = True, "everything matches"
    return Explanation(0.0, description) if found else None


def _has_phrase(field: Sequence[str], tokens: tuple[str, ...], slop: int) -> bool:
    positions = [[at for at, other in enumerate(field) if other == token] for token in tokens]
    return matches_sloppy(positions, slop)
