"""Grapheme boundaries: a text must not be cut inside what readers see as one character."""

import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.model.cache_sizes import CHARACTERS

if TYPE_CHECKING:
    import regex
else:  # only rare cuts need it
    regex = lazy_module("regex")

_LETTERS = frozenset({"Ll", "Lm", "Lo", "Lu", "Nd", "Pd", "Pe", "Pf", "Pi", "Po", "Ps", "Zs"})
"""Categories of characters that begin a grapheme, but for some letters."""

_SPECIAL_LETTERS = (
    ("\u0d4e", "\u0d4e"),  # a prefix
    ("\u0e33", "\u0e33"),  # vowels that follow a consonant
    ("\u0eb3", "\u0eb3"),
    ("\u1cf5", "\u1cf6"),  # prefixes
    ("\u1100", "\u11ff"),  # parts of Korean syllables
    ("\ua960", "\ua97f"),
    ("\ud7b0", "\ud7ff"),
    ("\uff9e", "\uff9f"),  # marks of Japanese syllables
    ("\U00010000", "\U0010ffff"),  # rare scripts, some with prefixes
)
"""Ranges of letters that may join another one."""

_VIRAMA = 9
"""Combining class of the signs that join two letters."""

_BEGIN, _MARK, _OTHER = range(3)
"""A character begins a grapheme; continues the one before it; or that depends on others."""

_MAX_MARKS = 8
"""Marks after one letter that are looked at; more are not the spelling of any language."""

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


def widened(passage: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    """Extend spans of a short text to grapheme boundaries; they may overlap then.

    Returns the very spans if all are at boundaries already.
    """
    if passage.isascii() and passage.isprintable():
        return spans
    inside = range(1, len(passage))
    for span in spans:
        for offset in span:
            if offset in inside and not _is_boundary(passage, offset):
                return _extended(passage, spans)
    return spans


def _extended(passage: str, spans: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
    offsets = [0, *_grapheme_ends(passage)]
    return [
        (offsets[bisect_right(offsets, start) - 1], offsets[bisect_left(offsets, end)])
        for start, end in spans
    ]


def _is_boundary(text: str, offset: int) -> bool:
    """Whether the characters beside an offset alone show that there is a boundary."""
    if _kind(text[offset]) != _BEGIN:
        return False
    kind = _kind(text[offset - 1])
    if kind != _MARK:  # in most cases
        return kind == _BEGIN
    for before in range(offset - 2, max(-1, offset - 1 - _MAX_MARKS), -1):
        kind = _kind(text[before])
        if kind != _MARK:
            return kind == _BEGIN
    return False


@lru_cache(CHARACTERS)
def _kind(character: str) -> int:
    if character.isascii():
        return _BEGIN if character.isprintable() else _OTHER
    category = unicodedata.category(character)
    if category in _LETTERS and not _is_special(character):
        return _BEGIN
    # A virama may join two letters.
    is_mark = category in {"Mn", "Mc"} and unicodedata.combining(character) != _VIRAMA
    return _MARK if is_mark else _OTHER


def _is_special(character: str) -> bool:
    return any(first <= character <= last for first, last in _SPECIAL_LETTERS)


def _grapheme_ends(text: str) -> list[int]:
    return [match.end() for match in regex.finditer(r"\X", text)]
