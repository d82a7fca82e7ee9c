"""Prefix or fuzzy term -> Lucene regular expressions of the tokens it matches."""

from wikisearch.engines.token_encoding import encoded_token
from wikisearch.model.query import Fuzzy, Prefix

MAX_REGEX_LENGTH = 3_000
"""Characters of a regular expression; a cluster needs half a second to parse one this long."""


def lucene_regexes(query: Prefix | Fuzzy) -> list[str]:
    """Return one expression per edit distance; the last one matches all tokens."""
    match query:
        case Prefix(prefix):
            return [_quoted(encoded_token(prefix)) + ".*"]
        case Fuzzy(token, distance):
            return [_within_edits(encoded_token(token), edits) for edits in range(distance + 1)]


def _within_edits(term: str, edits: int) -> str:
    """Return an expression for all strings at most `edits` edits from a term.

    The edits are split between the two halves, so the length grows almost linearly.
    """
    if not edits:
        return _quoted(term)
    if not term:
        return ".?" * edits
    if len(term) == 1:
        longer = [
            "." * before + _quoted(term) + "." * (edits - before) for before in range(edits + 1)
        ]
        return f"({'.?' * edits}|{'|'.join(longer)})"
    first, second = term[: len(term) // 2], term[len(term) // 2 :]
    splits = (
        _within_edits(first, left) + _within_edits(second, edits - left)
        for left in range(edits + 1)
    )
    return f"({'|'.join(splits)})"


def _quoted(term: str) -> str:
    return "".join(letter if letter.isalnum() else f"\\{letter}" for letter in term)
