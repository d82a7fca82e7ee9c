"""Token groups -> the clauses that ask an engine for them."""

from collections.abc import Iterable

from wikisearch.analysis import TokenGroup
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import And, DisMax, Fuzzy, Keyword, Or, Phrase, Query, Term
from wikisearch.model.query_analysis import query_terms

SHORTEST_PART = 3
"""Letters; the 4 of GPT-4 and the k of k-means are asked for together with the rest only."""

LONG_WORD = 6
"""From this many letters on, `word~` allows two edits instead of one."""


def spellings(group: TokenGroup, field: str | None) -> Query:
    """Ask for a run as one word or as its parts side by side, whichever a page has."""
    if group.unsegmented:
        return all_of(in_field(pair, field) for pair in dict.fromkeys(group.bigrams))
    whole = in_field(group.catenated, field) if group.catenated else None
    if len(group.exact) == 1:
        part = in_field(group.stems[0], field)
        if whole is None:
            return part
        # .NET is not every net, but LLMs are LLM.
        return whole if group.catenated.startswith(".") else DisMax((part, whole))
    parts = tuple(in_field(stem, field) for stem in group.stems)
    if whole is None:
        return And(parts)
    return DisMax((whole, And((Phrase(group.exact, fields_of(field)), *parts))))


def any_part(group: TokenGroup) -> tuple[Query, ...]:
    """Ask for a run as one word, or for any of its parts unless one is too short to say much."""
    if group.unsegmented:
        return tuple(map(Term, group.bigrams))
    if not is_of_words(group):
        return (spellings(group, None),)
    parts = Or(tuple(map(Term, group.stems)))
    return (DisMax((Term(group.catenated), parts)),) if group.catenated else (parts,)


def is_of_words(group: TokenGroup) -> bool:
    """Whether a run is made up of several words, none too short to be asked for by itself."""
    return len(group.exact) > 1 and min(map(len, group.exact)) >= SHORTEST_PART


def or_in_link_list(asked: Query) -> Query:
    """Ask for words in lists of related pages as well, which are no text to be found by."""
    return Or((asked, And(tuple(Keyword("listed", token) for token in query_terms(asked)))))


def phrase(token_groups: list[TokenGroup], field: str | None, slop: int) -> Query:
    """Ask for words side by side, or with `slop` others between them."""
    exact = tuple(token for group in token_groups for token in group.exact)
    stems = (
        stem
        for group in token_groups
        for stem in (group.bigrams if group.unsegmented else group.stems)
    )
    return And((Phrase(exact, fields_of(field), slop), *(in_field(stem, field) for stem in stems)))


def fuzzy(edits: int | None, token: str, fields: tuple[str, ...]) -> Query:
    """Ask for a word or one that is spelled nearly so."""
    if edits is None:
        edits = 2 if len(token) >= LONG_WORD else 1
    return Fuzzy(token, edits, fields)


def in_field(token: str, field: str | None) -> Query:
    """Ask for a scored token; where one field is meant, it must be in that one."""
    return And((Term(token), Keyword(f"in_{field}", token))) if field else Term(token)


def fields_of(field: str | None) -> tuple[str, ...]:
    """Positional fields that are meant; all of them where none is named."""
    return (field,) if field else POSITIONAL_FIELDS


def all_of(clauses: Iterable[Query]) -> Query:
    """Ask for everything, without a node around a single clause."""
    every = tuple(clauses)
    return every[0] if len(every) == 1 else And(every)
