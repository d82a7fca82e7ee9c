"""Query -> the documents of one segment that match it, as a set."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial, reduce
from operator import or_
from typing import TypeVar

from wikisearch.engines.whoosh.bitsets import numbers_in
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

Part = TypeVar("Part")


class Matching:
    """Matches queries over one segment; sets hold deleted documents as well."""

    def __init__(self, decoded: SegmentCache, expanded: Mapping[Prefix | Fuzzy, int]) -> None:
        self.decoded = decoded
        self._expanded = expanded

    def matches(self, query: Query) -> int:  # noqa: C901 - one case for each node
        """Set of the documents that match."""
        match query:
            case Term(token):
                return self.decoded.holders(SCORED, token)
            case Keyword(field, value):
                return self.decoded.holders(KEYWORD, keyword_token(field, value))
            case Prefix() | Fuzzy():
                return self._expanded[query]
            case Phrase(_, fields):
                matches = partial(self._phrase, query)
                return self.decoded.kept(query, lambda: self._any(fields, matches))
            case And(clauses):
                return self._all(clauses)
            case Or(clauses) | DisMax(clauses):
                return self._any(clauses, self.matches)
            case AndMaybe(required, _):
                return self.matches(required)
            case Not(clause):
                return self.decoded.everything & ~self.matches(clause)
            case Everything():
                return self.decoded.everything
            case Nothing():
                return 0

    def _all(self, clauses: Sequence[Query]) -> int:
        found = self.decoded.everything
        for clause in sorted(clauses, key=lambda clause: isinstance(clause, Phrase)):
            found &= self.matches(clause)
            if not found:
                break
        return found

    def _any(self, parts: Iterable[Part], matches: Callable[[Part], int]) -> int:
        return reduce(or_, map(matches, parts), 0)

    def _phrase(self, phrase: Phrase, field: str) -> int:
        common = self.decoded.everything
        for token in phrase.tokens:
            common &= self.decoded.holders(field, token)
            if not common:
                return 0
        if len(phrase.tokens) == 1:
            return common
        places = [self.decoded.places(field, token) for token in phrase.tokens]
        starts = self.decoded.segment.starts
        if phrase.slop == 0:
            firsts = exact_phrase_positions(
                places, lambda step: self.decoded.place_set(field, phrase.tokens[step])
            )
            return self.decoded.set_of({bisect_right(starts, first) - 1 for first in firsts})
        return self.decoded.set_of(
            [
                number
                for number in numbers_in(common)
                if matches_sloppy([_within(each, starts, number) for each in places], phrase.slop)
            ]
        )


def _within(places: Sequence[int], starts: Sequence[int], document: int) -> Sequence[int]:
    """Places within one document."""
    first = bisect_left(places, starts[document])
    is_last = document + 1 == len(starts)
    return places[first:] if is_last else places[first : bisect_left(places, starts[document + 1])]
