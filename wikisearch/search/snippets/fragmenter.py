"""Where a snippet is cut out of a text: the fragment that shows most words of the query."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

from wikisearch.search.snippets.graphemes import cut_before

MAX_SNIPPET = 220
"""Characters of a fragment; about as much as one reads at a glance."""

_SCORED = MAX_SNIPPET * 3 // 4
"""Characters after its first match in which a fragment is judged by its matches."""

_CONTEXT = MAX_SNIPPET // 3
"""Characters before the first match that a fragment may begin with."""


class TokenSpan(NamedTuple):
    """A match of a query token in a text."""

    start: int
    end: int
    token: str


def fragment(
    text: str, spans: Sequence[TokenSpan], order: Mapping[str, int] | None = None
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
    first, last = _best_run(spans, order or {})
    start = _context_start(text, first.start, last.end)
    limit = start + MAX_SNIPPET
    end = _cut_at_space(text, limit)
    if end < last.end <= limit:
        end = cut_before(text, limit)  # no space between the last match and the limit
    return start, end


def adjacent_pairs(
    spans: Sequence[TokenSpan], order: Mapping[str, int]
) -> frozenset[tuple[str, str]]:
    """Return the different pairs of tokens that stand side by side in the order of the query."""
    return frozenset(pair for place in range(1, len(spans)) for pair in _pair(spans, place, order))


def _best_run(spans: Sequence[TokenSpan], order: Mapping[str, int]) -> tuple[TokenSpan, TokenSpan]:
    """First and last match of the best fragment."""
    best = 0, 0, 0
    first = last = spans[0]
    if len(spans) == 1:
        return first, last
    pairs = [(), *(_pair(spans, place, order) for place in range(1, len(spans)))]
    tokens: _Counts[str] = _Counts()
    adjacent: _Counts[tuple[str, str]] = _Counts()
    end = 0
    for number, span in enumerate(spans):
        limit = span.start + _SCORED
        while end < len(spans) and spans[end].start < limit:
            tokens.add(spans[end].token)
            if end > number and pairs[end]:
                adjacent.add(*pairs[end])
            end += 1
        score = len(tokens), len(adjacent), end - number
        if score > best:
            best, first, last = score, span, spans[end - 1]
        if end == len(spans):
            break  # the runs that start later are parts of this one
        tokens.remove(span.token)
        if number + 1 < end and pairs[number + 1]:
            adjacent.remove(*pairs[number + 1])
    return first, last


Key = TypeVar("Key")


class _Counts(dict[Key, int]):
    """Counts that are not zero; `Counter` takes four times as long for one key."""

    def add(self, key: Key) -> None:
        self[key] = self.get(key, 0) + 1

    def remove(self, key: Key) -> None:
        count = self[key] - 1
        if count:
            self[key] = count
        else:
            del self[key]


def _pair(
    spans: Sequence[TokenSpan], second: int, order: Mapping[str, int]
) -> tuple[tuple[str, str], ...]:
    """A match and the one before it, if they stand side by side in the order of the query."""
    before, after = spans[second - 1], spans[second]
    is_adjacent = after.start - before.end == 1
    is_ordered = order.get(before.token, 0) < order.get(after.token, 0)
    return ((before.token, after.token),) if is_adjacent and is_ordered else ()


def _context_start(text: str, first: int, last: int) -> int:
    """Go back to the start of the sentence, or else some words, if the last match still fits."""
    earliest = min(first, max(0, first - _CONTEXT, last - MAX_SNIPPET))
    for mark in (". ", "? ", "! "):
        found = text.rfind(mark, earliest, first)
        if found >= 0:
            return cut_before(text, found + len(mark))
    if not earliest:
        return 0
    space = text.find(" ", earliest, first)
    return cut_before(text, space + 1 if space >= 0 else first)


def _cut_at_space(text: str, end: int) -> int:
    if end >= len(text):
        return len(text)
    space = text.rfind(" ", end - MAX_SNIPPET // 2, end)
    return cut_before(text, space if space > 0 else end)
