"""Lexemes -> the clauses that ask an engine for them."""

from collections.abc import Iterable

from wikisearch.analysis import Lexeme
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import And, DisMax, Fuzzy, Keyword, Or, Phrase, Query, Word, words

SHORTEST_PART = 3
"""Letters; the 4 of GPT-4 and the k of k-means are asked for together with the rest only."""

LONG_WORD = 6
"""From this many letters on, `word~` allows two edits instead of one."""


def spellings(lexeme: Lexeme, field: str | None) -> Query:
    """Ask for a run as one word or as its parts side by side, whichever a page has."""
    if lexeme.dense:
        return all_of(in_field(pair, field) for pair in dict.fromkeys(lexeme.pairs))
    whole = in_field(lexeme.joined, field) if lexeme.joined else None
    if len(lexeme.exact) == 1:
        part = in_field(lexeme.stems[0], field)
        if whole is None:
            return part
        # .NET is not every net, but LLMs are LLM.
        return whole if lexeme.joined.startswith(".") else DisMax((part, whole))
    parts = tuple(in_field(stem, field) for stem in lexeme.stems)
    if whole is None:
        return And(parts)
    return DisMax((whole, And((Phrase(lexeme.exact, fields_of(field)), *parts))))


def loosely(lexeme: Lexeme) -> tuple[Query, ...]:
    """Ask for a run as one word, or for any of its parts unless one is too short to say much."""
    if lexeme.dense:
        return tuple(map(Word, lexeme.pairs))
    if not is_of_words(lexeme):
        return (spellings(lexeme, None),)
    parts = Or(tuple(map(Word, lexeme.stems)))
    return (DisMax((Word(lexeme.joined), parts)),) if lexeme.joined else (parts,)


def is_of_words(lexeme: Lexeme) -> bool:
    """Whether a run is made up of several words, none too short to be asked for by itself."""
    return len(lexeme.exact) > 1 and min(map(len, lexeme.exact)) >= SHORTEST_PART


def listed(asked: Query) -> Query:
    """Ask for words in lists of related pages as well, which are no text to be found by."""
    return Or((asked, And(tuple(Keyword("listed", token) for token in words(asked)))))


def phrase(lexemes: list[Lexeme], field: str | None, slop: int) -> Query:
    """Ask for words side by side, or with `slop` others between them."""
    exact = tuple(token for lexeme in lexemes for token in lexeme.exact)
    stems = (
        stem for lexeme in lexemes for stem in (lexeme.pairs if lexeme.dense else lexeme.stems)
    )
    return And((Phrase(exact, fields_of(field), slop), *(in_field(stem, field) for stem in stems)))


def similar(edits: int | None, token: str, fields: tuple[str, ...]) -> Query:
    """Ask for a word or one that is spelled nearly so."""
    if edits is None:
        edits = 2 if len(token) >= LONG_WORD else 1
    return Fuzzy(token, edits, fields)


def in_field(token: str, field: str | None) -> Query:
    """Ask for a scored token; where one field is meant, it must be in that one."""
    return And((Word(token), Keyword(f"in_{field}", token))) if field else Word(token)


def fields_of(field: str | None) -> tuple[str, ...]:
    """Positional fields that are meant; all of them where none is named."""
    return (field,) if field else POSITIONAL_FIELDS


def all_of(clauses: Iterable[Query]) -> Query:
    """Ask for everything, without a node around a single clause."""
    every = tuple(clauses)
    return every[0] if len(every) == 1 else And(every)
