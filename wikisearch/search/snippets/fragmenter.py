"""Where a snippet is cut out of a text: the fragment that shows most words of the query."""

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

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


def fragment(text: str, spans: Sequence[TokenSpan]) -> tuple[int, int]:
    """Return start and end of the best fragment, given the matches in order.

    The best fragment has the most different tokens, then the most matches. Without matches, it is
    the beginning of the text.
    """
    if len(text) <= MAX_SNIPPET:
        return 0, len(text)
    if not spans:
        return 0, _cut_at_space(text, MAX_SNIPPET)
    first, last = _best_run(spans)
    start = _context_start(text, first.start, last.end)
    limit = start + MAX_SNIPPET
    end = _cut_at_space(text, limit)
    if end < last.end <= limit:
        end = cut_before(text, limit)  # no space between the last match and the limit
    return start, end


def _best_run(spans: Sequence[TokenSpan]) -> tuple[TokenSpan, TokenSpan]:
    """First and last match of the best fragment."""
    best = 0, 0
    first = last = spans[0]
    if len(spans) == 1:
        return first, last
    inside: defaultdict[str, int] = defaultdict(int)
    end = 0
    for number, span in enumerate(spans):
        while end < len(spans) and spans[end].start < span.start + _SCORED:
            inside[spans[end].token] += 1
            end += 1
        score = len(inside), end - number
        if score > best:
            best, first, last = score, span, spans[end - 1]
        inside[span.token] -= 1
        if not inside[span.token]:
            del inside[span.token]
    return first, last


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
