"""A section and its passage -> the link that leads a browser to the words that matched.

Text fragments: https://wicg.github.io/scroll-to-text-fragment/
"""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import TypeAlias
from urllib.parse import quote

from wikisearch.search.snippets.highlighter import Passage

Span: TypeAlias = tuple[int, int]

LONGEST_EXACT = 80
"""Characters; of a longer stretch, the link names the first words and the last."""

_WORDS = 3
"""Words named at either end of a long stretch, and beside a short one."""

_LONGEST_RUN = 40
"""Characters without a space; a longer run is writing without spaces, not a word."""

_ESCAPES = {
    code: f"%{code:02X}" for code in range(128) if not (chr(code).isalnum() or chr(code) in "_.~")
}

_LONGEST_TERM = 300
"""Characters; no link is worth more, and a browser may refuse it."""


def text_fragment_url(url: str, passage: Passage) -> str:
    """Address of a section, and of the words in it that a passage of its text marks.

    The text has one line for each block, and a fragment stays in one. Without a mark, it is `url`.
    """
    stretches = (_stretch(line, spans) for line, spans in _lines(passage))
    best = max(stretches, key=itemgetter(0), default=None)
    if best is None:
        return url
    _, line, start, end = best
    start, end = _whole_words(line, start, end)
    if end - start > _LONGEST_TERM:
        return url
    directive = _directive(line, start, end)
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


def _lines(passage: Passage) -> Iterator[tuple[str, list[Span]]]:
    """Yield the lines that have marks, and where in the line each of them is."""
    text = passage.text
    for line_break, spans in groupby(passage.spans, lambda span: text.rfind("\n", 0, span[0])):
        start, end = line_break + 1, text.find("\n", line_break + 1)
        line = text[start:] if end < 0 else text[start:end]
        within = [(first - start, last - start) for first, last in spans]
        within = [span for span in within if span[1] <= len(line)]
        if within:
            yield line, within


def _stretch(line: str, spans: list[Span]) -> tuple[tuple[int, int], str, int, int]:
    """Shortest stretch of a line with all its different words, after what it is worth.

    The most different words are worth most, and of as many, the shortest stretch.
    """
    if len(spans) == 1:
        [(start, end)] = spans
        return (1, start - end), line, start, end
    words = [line[start:end].casefold() for start, end in spans]
    different = len(set(words))
    inside: defaultdict[str, int] = defaultdict(int)
    first = 0
    best: Span | None = None
    for word, (_, end) in zip(words, spans, strict=True):
        inside[word] += 1
        while inside[words[first]] > 1:
            inside[words[first]] -= 1
            first += 1
        start = spans[first][0]
        if len(inside) == different and (best is None or end - start < best[1] - best[0]):
            best = start, end
    start, end = best or spans[0]
    return (different, start - end), line, start, end


def _whole_words(line: str, start: int, end: int) -> tuple[int, int]:
    """Stretch a stretch to whole words: a browser takes no part of one for a match."""
    left, right = line.rfind(" ", 0, start) + 1, line.find(" ", end)
    right = len(line) if right < 0 else right
    if start - left > _LONGEST_RUN:
        left = next((place for place in range(start, left, -1) if _parts(line[place - 1])), left)
    if right - end > _LONGEST_RUN:
        right = next((place for place in range(end, right) if _parts(line[place])), right)
    while left < start and not line[left].isalnum():
        left += 1
    while right > end and not _belongs(line[right - 1]):
        right -= 1
    return left, right


def _parts(sign: str) -> bool:
    return unicodedata.category(sign)[0] in "PSZ"


def _belongs(sign: str) -> bool:
    return sign.isalnum() or unicodedata.category(sign) in {"Mn", "Mc", "Me", "Pc"}


def _directive(line: str, start: int, end: int) -> str:
    words = line[start:end].split(" ")
    if end - start > LONGEST_EXACT and len(words) >= 2 * _WORDS:
        first, last = " ".join(words[:_WORDS]), " ".join(words[-_WORDS:])
        return f"{_encoded(first)},{_encoded(last)}"
    exact = _encoded(line[start:end])
    if len(words) > _WORDS:
        return exact
    # One word may stand anywhere on the page: its neighbours say which one is meant.
    before = " ".join(line[:start].rstrip().rsplit(" ", _WORDS)[-_WORDS:])
    after = " ".join(line[end:].lstrip().split(" ", _WORDS)[:_WORDS])
    prefix = f"{_encoded(before)}-," if 0 < len(before) <= _LONGEST_RUN else ""
    suffix = f",-{_encoded(after)}" if 0 < len(after) <= _LONGEST_RUN else ""
    return prefix + exact + suffix


def _encoded(words: str) -> str:
    """Percent-encode words, and dashes too, because a dash is an operator of the directive."""
    if words.isascii():
        return words.translate(_ESCAPES)  # faster than quote
    return quote(words, safe="", errors="replace").replace("-", "%2D")
