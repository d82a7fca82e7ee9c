"""Where a snippet is cut out of a text: the fragment that shows most words of the query."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from wikisearch.analysis.characters.sentence_ends import ASCII_END_MARKS, END_MARKS
from wikisearch.search.snippets.graphemes import cut_before

MAX_SNIPPET = 220
"""Characters of a fragment; about as much as one reads at a glance."""

_SCORED = MAX_SNIPPET * 3 // 4
"""Characters after its first match in which a fragment is judged by its matches."""

_CONTEXT = MAX_SNIPPET // 3
"""Characters before the first match that a fragment may begin with."""


TokenSpan: TypeAlias = tuple[int, int, str]
"""Start and end of a match in a text, and the token of the query that matches."""


class QueryOrder(NamedTuple):
    """How the tokens of a query follow each other."""

    places: Mapping[str, int]
    gaps: frozenset[str] = frozenset()
    """Stop words between two of them as typed, in small letters with a space at both ends."""
    longest_gap: int = 1
    """Characters between two of them, at most; 1 for a space."""


_NO_ORDER = QueryOrder({})


def query_order(tokens: Iterable[str], gaps: frozenset[str]) -> QueryOrder:
    """Make the order of tokens in a query, given the stop words between them."""
    places = {token: place for place, token in enumerate(tokens)}
    return QueryOrder(places, gaps, max(map(len, gaps), default=1))


def fragment(
    text: str, spans: Sequence[TokenSpan], order: QueryOrder = _NO_ORDER
) -> tuple[int, int]:
    """Return start and end of the best fragment, given the matches in order.

    The best fragment has the most different tokens, then the most different pairs of tokens that
    stand side by side in the order of the query, then the most matches. Without matches, it is the
    beginning of the text.
    """
    if len(text) <= MAX_SNIPPET:
        return 0, len(text)
    if not spans:
        return 0, _cut_at_space(text, MAX_SNIPPET)
    (first, _, _), (_, last, _) = _best_run(text, spans, order)
    start = _context_start(text, first, last)
    limit = start + MAX_SNIPPET
    end = _cut_at_space(text, limit)
    if end < last <= limit:
        end = cut_before(text, limit)  # no space between the last match and the limit
    return start, end


def adjacent_pairs(text: str, spans: Sequence[TokenSpan], order: QueryOrder) -> int:
    """Count the different pairs of tokens that stand side by side in the order of the query."""
    return _different(_pairs(text, spans, order))


def _best_run(
    text: str, spans: Sequence[TokenSpan], order: QueryOrder
) -> tuple[TokenSpan, TokenSpan]:
    """First and last match of the best fragment."""
    if spans[-1][0] - spans[0][0] < _SCORED:
        return spans[0], spans[-1]
    runs = _richest_runs(spans)
    start, end = runs[0]
    if len(runs) > 1:
        pairs = _pairs(text, spans, order)
        start, end = max(
            runs, key=lambda run: (_different(pairs[run[0] + 1 : run[1]]), run[1] - run[0])
        )
    return spans[start], spans[end - 1]


def _richest_runs(spans: Sequence[TokenSpan]) -> list[tuple[int, int]]:
    """Start and end, as numbers of matches, of the runs with the most different tokens."""
    runs: list[tuple[int, int]] = []
    end = tokens = most = 0
    # Counts of tokens in the run; those that are not 0 are counted by hand, because a call for
    # each match of a long text would double the time.
    counts: dict[str, int] = {}
    for number, (start, _, token) in enumerate(spans):
        limit = start + _SCORED
        known = end
        while end < len(spans) and spans[end][0] < limit:
            added = spans[end][2]
            counts[added] = count = counts.get(added, 0) + 1
            tokens += count == 1
            end += 1
        # A run without a new match has less than the run before it.
        if end > known and tokens >= most:
            if tokens > most:
                runs, most = [], tokens
            runs.append((number, end))
        if end == len(spans):
            break  # the runs that start later are parts of this one
        counts[token] = count = counts[token] - 1
        tokens -= not count
    return runs


def _pairs(text: str, spans: Sequence[TokenSpan], order: QueryOrder) -> list[int]:
    """For each match, the number of its pair with the one before; 0 if that is not before it.

    A pair has its two tokens side by side in the order of the query. Pairs of characters overlap.
    Stop words may be between two words, as they are in the query.
    """
    place, gaps, longest = order.places.get, order.gaps, order.longest_gap
    size = len(order.places)
    return [
        0,
        *[
            first * size + second
            if start - end <= longest
            and (start - end <= 1 or text[end:start].lower() in gaps)
            and (first := place(before, 0)) < (second := place(after, 0))
            else 0
            for (_, end, before), (start, _, after) in pairwise(spans)
        ],
    ]


def _different(pairs: Sequence[int]) -> int:
    return len({*pairs} - {0})


def _context_start(text: str, first: int, last: int) -> int:
    """Go back to the start of the sentence, or else some words, if the last match still fits."""
    earliest = min(first, max(0, first - _CONTEXT, last - MAX_SNIPPET))
    before = text[earliest:first]
    marks = ASCII_END_MARKS if before.isascii() else END_MARKS
    place = max([before.rfind(mark) for mark in marks])
    if place >= 0:
        end = earliest + place + 1
        return cut_before(text, end + (text[end] == " "))
    if not earliest:
        return 0
    space = text.find(" ", earliest, first)
    return cut_before(text, space + 1 if space >= 0 else first)


def _cut_at_space(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - MAX_SNIPPET // 2, end)
    return cut_before(text, space if space > 0 else end)
