"""Grapheme boundaries: a text must not be cut inside what readers see as one character."""

import unicodedata
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    import regex
else:  # only rare cuts need it
    regex = lazy_module("regex")

_ALWAYS_SEPARATE = (("\u3041", "\u3096"), ("\u30a1", "\u30fa"), ("\u3400", "\u9fff"))
"""Ranges of kana and Chinese characters: each is a grapheme of its own."""

_MAX_LOOKBACK = 1_000
"""Characters; the time for a sequence of flags grows with the square of its length."""


def cut_before(text: str, offset: int) -> int:
    """Return the last grapheme boundary at or before an offset."""
    if not 0 < offset < len(text) or _is_boundary(text, offset):
        return offset
    earliest = max(0, offset - _MAX_LOOKBACK)
    begin = offset - 1
    while begin > earliest and not _is_boundary(text, begin):
        begin -= 1
    last = begin
    for end in _grapheme_ends(text[begin : offset + 1]):
        if begin + end > offset:
            break
        last = begin + end
    return last


def widened(passage: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Extend spans of a short text to grapheme boundaries."""
    if passage.isascii() and passage.isprintable():
        return spans
    at_boundaries = all(
        _is_boundary(passage, offset)
        for span in spans
        for offset in span
        if 0 < offset < len(passage)
    )
    if at_boundaries:
        return spans
    offsets = [0, *_grapheme_ends(passage)]
    return [
        (offsets[bisect_right(offsets, start) - 1], offsets[bisect_left(offsets, end)])
        for start, end in spans
    ]


def _is_boundary(text: str, offset: int) -> bool:
    """Whether the two adjacent characters alone show that there is a boundary."""
    return _is_simple(text[offset - 1]) and _is_simple(text[offset])


def _is_simple(character: str) -> bool:
    if character.isascii():
        return character.isprintable()
    if any(first <= character <= last for first, last in _ALWAYS_SEPARATE):
        return True
    return unicodedata.category(character) in {"Ll", "Lu"}


def _grapheme_ends(text: str) -> list[int]:
    return [match.end() for match in regex.finditer(r"\X", text)]
