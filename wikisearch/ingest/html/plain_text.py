"""An element -> its words on one line."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from wikisearch.ingest.html.element import BLOCKS, Element

LINE_BREAK = "\u2028"
"""What a `<br>` becomes: the line separator of Unicode."""

LONGEST_HEADING = 300
"""Characters; a longer heading is one that nobody closed, with the page in it."""

MOST_MARKS = 30
"""Combining marks kept per base letter, as in the stream-safe format of Unicode (UAX #15)."""

_SOFT_HYPHEN = "\xad"
_VOICED_MARKS = "\uff9e\uff9f"
_MARK_RUN = re.compile(rf"(?:[^\w\s\x00-\x7f]|[{_VOICED_MARKS}]){{{MOST_MARKS + 1},}}")
"""Where a run of marks can be: marks are not letters, and neither are signs."""


def plain_text(root: Element) -> str:
    """Return the words of an element on one line, without boilerplate and permalinks."""
    return one_line("".join(_chunks(root)))


def heading_text(root: Element) -> str:
    """Return the words of a heading; only the start of one with more than `LONGEST_HEADING`.

    Headings that nobody closed are nested, so that reading them whole takes quadratic time.
    """
    chunks: list[str] = []
    left = LONGEST_HEADING
    for chunk in _chunks(root):
        chunks.append(chunk)
        left -= len(one_line(chunk))
        if left < 0:
            break
    return one_line("".join(chunks))


def _chunks(root: Element) -> Iterator[str]:
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node, Element):
            yield node
        elif node is root or not (node.dropped or is_permalink(node)):
            if node.name in BLOCKS:
                yield " "
            stack.extend(reversed(node.contents))


def is_permalink(node: Element) -> bool:
    """Return whether a link is only a sign that links to its own heading: `¶`, `#`, `§`."""
    if node.name != "a" or "#" not in node.attrs.get("href", ""):
        return False
    for sign in node.contents:
        if isinstance(sign, Element):
            if not sign.dropped:
                return False
        elif any(map(str.isalnum, sign)):
            return False
    return True


def one_line(text: str) -> str:
    """Collapse white space, remove soft hyphens and limit runs of combining marks."""
    if not text.isascii():
        text = limit_marks(text.replace(_SOFT_HYPHEN, ""))
    return " ".join(text.split())


def limit_marks(text: str) -> str:
    """Keep `MOST_MARKS` combining marks per letter: normalising longer runs is quadratic."""
    return _MARK_RUN.sub(_limit_run, text) if len(text) > MOST_MARKS else text


def _limit_run(run: re.Match[str]) -> str:
    kept: list[str] = []
    marks = 0
    for character in run[0]:
        is_mark = unicodedata.category(character)[0] == "M" or character in _VOICED_MARKS
        marks = marks + 1 if is_mark else 0
        if marks <= MOST_MARKS:
            kept.append(character)
    return "".join(kept)
