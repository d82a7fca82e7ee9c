"""Token groups -> query clauses."""

from collections.abc import Callable, Iterable, Sequence

from wikisearch.analysis import TokenGroup
from wikisearch.model.document import NAMING_FIELDS, POSITIONAL_FIELDS
from wikisearch.model.query import And, AndMaybe, DisMax, Fuzzy, Keyword, Or, Phrase, Query, Term
from wikisearch.model.query_analysis import query_terms

MIN_PART_LENGTH = 3
"""Minimum letters of a part that may match alone: not the 4 of GPT-4 or the k of k-means."""

LONG_WORD = 6
"""From this many letters on, `word~` allows two edits instead of one."""


def spellings(group: TokenGroup, field: str | None) -> Query:
    """Match a token group as one catenated word or as a phrase of its parts."""
    if group.unsegmented:
        return all_of(in_field(pair, field) for pair in dict.fromkeys(group.bigrams))
    whole = in_field(group.catenated, field) if group.catenated else None
    if whole is not None and (not group.exact or _needs_punctuation(group)):
        return whole
    if len(group.exact) == 1:
        part = in_field(group.stems[0], field)
        words = And(tuple(in_field(stem, field) for stem in group.subwords))
        forms = (part, whole, words if len(group.subwords) > 1 else None)
        present = tuple(form for form in forms if form is not None)
        return DisMax(present) if len(present) > 1 else part
    parts = tuple(in_field(stem, field) for stem in group.stems)
    if whole is None:
        return And(parts)
    return DisMax((whole, And((Phrase(group.exact, fields_of(field)), *parts))))


def _needs_punctuation(group: TokenGroup) -> bool:
    """Whether the punctuation of a word is part of it: `.NET` is not any net, `-m` is not any m."""
    is_flag = group.catenated.startswith("-") and not group.catenated.startswith("--")
    return len(group.exact) == 1 and (group.catenated.startswith(".") or is_flag)


def any_part(group: TokenGroup) -> tuple[Query, ...]:
    """Match a token group, or any of its parts unless one of them is too short."""
    if group.unsegmented:
        return tuple(map(Term, group.bigrams))
    if not is_of_words(group):
        return (spellings(group, None),)
    parts = Or(tuple(map(Term, group.stems)))
    return (DisMax((Term(group.catenated), parts)),) if group.catenated else (parts,)


def is_of_words(group: TokenGroup) -> bool:
    """Whether a token group has several parts, all long enough to match alone."""
    return len(group.exact) > 1 and min(map(len, group.exact)) >= MIN_PART_LENGTH


def or_in_link_list(query: Query) -> Query:
    """Match terms in lists of related pages, too; those lists are not part of the scored text."""
    return Or((query, And(tuple(Keyword("listed", token) for token in query_terms(query)))))


def phrase(token_groups: list[TokenGroup], field: str | None, slop: int) -> Query:
    """Match the tokens as an exact or sloppy phrase."""
    exact = tuple(token for group in token_groups for token in group.exact)
    stems = (
        stem
        for group in token_groups
        for stem in (group.bigrams if group.unsegmented else group.stems)
    )
    return And((Phrase(exact, fields_of(field), slop), *(in_field(stem, field) for stem in stems)))


def ending(
    token_groups: Sequence[TokenGroup],
    field: str | None,
    last: Callable[[str, tuple[str, ...]], Query],
) -> Query:
    """Match all parts but the last exactly: `gpt-4*` is gpt and words with the prefix 4."""
    *others, group = (each for each in token_groups if each.exact)  # a symbol has no parts
    stems = [stem for other in others for stem in other.stems]
    found = last(group.exact[-1], fields_of(field))
    if field is None:
        # All expansions score the same, so prefer the word itself and matches in a heading.
        better = Or((Term(group.stems[-1]), last(group.exact[-1], NAMING_FIELDS)))
        found = AndMaybe(found, better)
    return all_of([*(in_field(stem, field) for stem in (*stems, *group.before_last)), found])


def fuzzy(edits: int | None, token: str, fields: tuple[str, ...]) -> Query:
    """Match a word and words within an edit distance; by default it depends on the length."""
    if edits is None:
        edits = 2 if len(token) >= LONG_WORD else 1
    return Fuzzy(token, edits, fields)


def in_field(token: str, field: str | None) -> Query:
    """Match a scored token, optionally in one field only."""
    return And((Term(token), Keyword(f"in_{field}", token))) if field else Term(token)


def fields_of(field: str | None) -> tuple[str, ...]:
    """Return the given positional field, or all of them for None."""
    return (field,) if field else POSITIONAL_FIELDS


def all_of(clauses: Iterable[Query]) -> Query:
    """Require every clause, without an And around a single one."""
    every = tuple(clauses)
    return every[0] if len(every) == 1 else And(every)
