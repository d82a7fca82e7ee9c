"""Columns of a terminal: width of a text, and lines no wider than a limit.

East Asian characters and emoji take two columns, combining marks none. `wcwidth` has the tables;
it takes 10 ms to import and is imported only for text that has such characters.
"""

import textwrap
from bisect import bisect_right
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    import wcwidth
else:
    wcwidth = lazy_module("wcwidth")

_EDGES = "\u0300\u0370\u0483\u048a\u0590\u2010\u2028\u2030\u2060\u2070\u20d0"
"""Where characters that take one column end, and begin again. A regular expression for these
ranges would take 5 ms to compile."""


def width(text: str) -> int:
    """Columns of a text."""
    return len(text) if _takes_one_column_each(text) else wcwidth.width(text)


def wrap(text: str, columns: int) -> list[str]:
    """Split a text into lines of at most `columns` columns, at spaces where possible."""
    if _takes_one_column_each(text):
        return textwrap.wrap(text, columns)
    return wcwidth.wrap(text, columns)


def fitted(text: str, columns: int) -> str:
    """Cut or pad a text to exactly `columns` columns; a cut ends with an ellipsis."""
    if width(text) > columns:
        short = text[: columns - 1]
        while width(short) > columns - 1:
            short = short[:-1]
        text = short.rstrip() + "…"
    return text + " " * (columns - width(text))


def _takes_one_column_each(text: str) -> bool:
    return text.isascii() or not any(bisect_right(_EDGES, each) % 2 for each in set(text))
