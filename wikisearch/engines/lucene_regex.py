"""Prefix or misspelling -> expressions, as Lucene reads them, of the tokens it stands for."""

from typing import TypeAlias

from wikisearch.engines.token_encoding import encoded_token
from wikisearch.model.query import Fuzzy, Prefix

Expanded: TypeAlias = Prefix | Fuzzy

MOST_LETTERS = 3_000
"""Of an expression; it takes a cluster half a second to read one of so many."""


def lucene_regexes(query: Prefix | Fuzzy) -> list[str]:
    """Regular expressions of the terms it stands for: the nearest ones, these and others, all."""
    match query:
        case Prefix(prefix):
            return [_quoted(encoded_token(prefix)) + ".*"]
        case Fuzzy(token, distance):
            return [_near(encoded_token(token), edits) for edits in range(distance + 1)]


def _near(term: str, edits: int) -> str:
    """Regular expression of what is at most so many edits away from a term.

    Edits fall on its first half or on its second, so it grows little faster than the term does.
    """
    if not edits:
        return _quoted(term)
    if not term:
        return ".?" * edits
    if len(term) == 1:
        more = ["." * place + _quoted(term) + "." * (edits - place) for place in range(edits + 1)]
        return f"({'.?' * edits}|{'|'.join(more)})"
    first, second = term[: len(term) // 2], term[len(term) // 2 :]
    shared = (_near(first, here) + _near(second, edits - here) for here in range(edits + 1))
    return f"({'|'.join(shared)})"


def _quoted(term: str) -> str:
    return "".join(each if each.isalnum() else f"\\{each}" for each in term)
