"""Where a text may be cut: between graphemes, which readers take for one sign each."""

import unicodedata
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    import regex
else:  # only rare cuts need it
    regex = lazy_module("regex")

_WITHOUT_JOINTS = (("\u3041", "\u3096"), ("\u30a1", "\u30fa"), ("\u3400", "\u9fff"))
"""Kana and Chinese signs, each of which is a grapheme beside any other."""

_FARTHEST = 1_000
"""Characters looked back at; the time for a run of flags grows with its square."""


def cut_before(text: str, place: int) -> int:
    """Last place up to here where a cut splits no grapheme."""
    if not 0 < place < len(text) or _is_apart(text, place):
        return place
    earliest = max(0, place - _FARTHEST)
    begin = place - 1
    while begin > earliest and not _is_apart(text, begin):
        begin -= 1
    last = begin
    for end in _ends(text[begin : place + 1]):
        if begin + end > place:
            break
        last = begin + end
    return last


def widened(passage: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Stretches of a short text, each with the whole of the graphemes at its ends."""
    if passage.isascii() and passage.isprintable():
        return spans
    apart = all(
        _is_apart(passage, place) for span in spans for place in span if 0 < place < len(passage)
    )
    if apart:
        return spans
    places = [0, *_ends(passage)]
    return [
        (places[bisect_right(places, start) - 1], places[bisect_left(places, end)])
        for start, end in spans
    ]


def _is_apart(text: str, place: int) -> bool:
    """Whether a look at the signs on both sides is enough to know of a boundary."""
    return _is_simple(text[place - 1]) and _is_simple(text[place])


def _is_simple(sign: str) -> bool:
    if sign.isascii():
        return sign.isprintable()
    if any(first <= sign <= last for first, last in _WITHOUT_JOINTS):
        return True
    return unicodedata.category(sign) in {"Ll", "Lu"}


def _ends(text: str) -> list[int]:
    return [match.end() for match in regex.finditer(r"\X", text)]
