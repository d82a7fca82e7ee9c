"""Query -> the set of documents of one segment that match it."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import TypeVar

from wikisearch.engines.whoosh.bitsets import members
from wikisearch.engines.whoosh.layout import KEYWORD, SCORED, keyword_token
from wikisearch.engines.whoosh.phrases import exact_phrase_positions
from wikisearch.engines.whoosh.segment_cache import SegmentCache
from wikisearch.model.query import (
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
from wikisearch.scoring.sloppy_phrase import matches_sloppy

Clause = TypeVar("Clause")


class SegmentMatcher:
    """Matches queries in one segment; sets include deleted documents."""

    def __init__(self, cache: SegmentCache, expanded: Mapping[Prefix | Fuzzy, int]) -> None:
        self.cache = cache
        self._expanded = expanded

    def matches(self, query: Query) -> int:  # noqa: C901 - one case for each node
        """Return the set of matching documents."""
        match query:
            case Term(token):
                return self.cache.docs_with(SCORED, token)
            case Keyword(field, value):
                return self.cache.docs_with(KEYWORD, keyword_token(field, value))
            case Prefix() | Fuzzy():
                return self._expanded[query]
            case Phrase(_, fields):
                match_in = partial(self._phrase, query)
                return self.cache.cached_phrase(query, lambda: self._any(fields, match_in))
            case And(clauses):
                return self._all(clauses)
            case Or(clauses) | DisMax(clauses):
                return self._any(clauses, self.matches)
            case AndMaybe(required, _):
                return self.matches(required)
            case Not(clause):
                return self.cache.all_docs & ~self.matches(clause)
            case Everything():
                return self.cache.all_docs
            case Nothing():
                return 0

    def _all(self, clauses: Sequence[Query]) -> int:
        docs = self.cache.all_docs
        for clause in sorted(clauses, key=lambda clause: isinstance(clause, Phrase)):
            docs &= self.matches(clause)
            if not docs:
                break
        return docs

    def _any(self, clauses: Iterable[Clause], match_clause: Callable[[Clause], int]) -> int:
        return reduce(or_, map(match_clause, clauses), 0)

    def _phrase(self, phrase: Phrase, field: str) -> int:
        docs = self.cache.all_docs
        for token in phrase.tokens:
            docs &= self.cache.docs_with(field, token)
            if not docs:
                return 0
        if len(phrase.tokens) == 1:
            return docs
        positions = [self.cache.positions(field, token) for token in phrase.tokens]
        starts = self.cache.segment.start_positions
        if phrase.slop == 0:
            found = exact_phrase_positions(
                positions, lambda index: self.cache.position_bitset(field, phrase.tokens[index])
            )
            return self.cache.bitset({bisect_right(starts, position) - 1 for position in found})
        return self.cache.bitset(
            [
                number
                for number in members(docs)
                if matches_sloppy(
                    [_within(each, starts, number) for each in positions], phrase.slop
                )
            ]
        )


def _within(positions: Sequence[int], starts: Sequence[int], number: int) -> Sequence[int]:
    """Return the positions within one document."""
    first = bisect_left(positions, starts[number])
    if number + 1 == len(starts):
        return positions[first:]
    return positions[first : bisect_left(positions, starts[number + 1])]
