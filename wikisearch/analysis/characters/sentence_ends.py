"""The signs that end a sentence, in all scripts."""

import re

_STOPS = ".!?…"
"""Signs that also stand in names, numbers and code: they end a sentence after a word."""

_SPACED_STOPS = "؟۔।॥։።፧။។།"
"""Signs of scripts that write a space after a sentence."""

_UNSPACED_STOPS = "。．！？｡"
"""Signs of scripts that write no space after a sentence."""

_CLOSING = "\"'”“’»«)]」』）】》"
"""Quotation marks and brackets after the end of a sentence; German closes with `“`."""

END_MARKS = (*(f"{sign} " for sign in _STOPS + _SPACED_STOPS), *_UNSPACED_STOPS)
"""What ends a sentence inside a text. It is found faster than `SENTENCE_END`, also in initials."""
ASCII_END_MARKS = tuple(mark for mark in END_MARKS if mark.isascii())

SENTENCE_SIGNS = _STOPS + _SPACED_STOPS + _UNSPACED_STOPS
QUESTION_MARKS = "?？؟፧"
_ENDS = tuple(SENTENCE_SIGNS)
_TERM_ENDS = tuple(SENTENCE_SIGNS.replace("…", ""))
_QUESTION_ENDS = tuple(QUESTION_MARKS)
_COLONS = (":", "：", ":-")
_UNFINISHED = ("...", "…", *_COLONS, *QUESTION_MARKS)

_CLOSED = f"[{re.escape(_CLOSING)}]*"
_MARK = r"[^\w\s\x00-\x7f]"
"""A combining mark, or a quotation mark."""

_AFTER_WORD = rf"(?<=\w\w|\w[)\]\"']|\w{_MARK})[{_STOPS}]"
"""A stop after one letter ends an initial."""

_AFTER_LETTERS = rf"(?<=[^\W\d_][^\W\d_]|[^\W\d_][)\]]|[^\W\d_]{_MARK})[{_STOPS}]"
"""A stop after digits also ends the number of a heading."""

SENTENCE_END = re.compile(
    rf"(?:{_AFTER_WORD}|[{_SPACED_STOPS}]){_CLOSED}(?=\s|$)|[{_UNSPACED_STOPS}]{_CLOSED}"
)
"""The end of a sentence anywhere in a text, with the closing marks after it."""

_LOWER = "a-zß-öø-ÿа-я"
SENTENCE_INSIDE = re.compile(
    rf"(?:{_AFTER_LETTERS}|[{_SPACED_STOPS}]){_CLOSED}\s+[\"'“«(]?(?![{_LOWER}])[^\W\d_]"
    rf"|[{_UNSPACED_STOPS}]"
)
"""The end of a sentence and the start of the next one."""


def ends_sentence(text: str) -> bool:
    """Return whether a text ends as a sentence does, before any closing marks."""
    return text.rstrip(_CLOSING).rstrip().endswith(_ENDS)


def ends_paragraph(text: str) -> bool:
    """Return whether a text ends a sentence, or ends with a colon before a list or an example."""
    return ends_sentence(text) or ends_with_colon(text)


def ends_with_colon(text: str) -> bool:
    """Return whether a text ends with a colon of any script."""
    return text.endswith(_COLONS)


def ends_with_stop(text: str) -> bool:
    """Return whether a text ends with a sign of a sentence, unlike `Open…` and `f(int, ...)`."""
    return text.endswith(_TERM_ENDS)


def is_question(text: str) -> bool:
    """Return whether a text ends as a question does."""
    return text.endswith(_QUESTION_ENDS)


def is_unfinished(text: str) -> bool:
    """Return whether a text is a question, or goes on after a colon or an ellipsis."""
    return text.endswith(_UNFINISHED)
