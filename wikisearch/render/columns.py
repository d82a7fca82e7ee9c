"""Columns of a terminal: width of a text, and lines no wider than a limit.

East Asian characters and emoji take two columns, combining marks none. `wcwidth` has the tables;
it takes 10 ms to import and is imported only for text that has such characters.
"""

import re
import textwrap
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    import wcwidth
else:
    wcwidth = lazy_module("wcwidth")

_NOT_ONE_COLUMN = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0590-\u200f\u2028-\u202f\u2060-\u206f\u20d0-\U0010ffff]"
)
"""Characters that may take no column or two; all others take one."""


def width(text: str) -> int:
    """Columns of a text."""
    return wcwidth.width(text) if _NOT_ONE_COLUMN.search(text) else len(text)


def wrap(text: str, columns: int) -> list[str]:
    """Split a text into lines of at most `columns` columns, at spaces where possible."""
    if _NOT_ONE_COLUMN.search(text):
        return wcwidth.wrap(text, columns)
    return textwrap.wrap(text, columns)


def fitted(text: str, columns: int) -> str:
    """Cut or pad a text to exactly `columns` columns; a cut ends with an ellipsis."""
    if width(text) > columns:
        short = text[: columns - 1]
        while width(short) > columns - 1:
            short = short[:-1]
        text = short.rstrip() + "…"
    return text + " " * (columns - width(text))
