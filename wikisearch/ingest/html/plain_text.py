"""An element -> its words on one line."""

import re
import unicodedata
from typing import Any

from wikisearch.ingest.html.element import BLOCKS, Element

LINE_BREAK = "\u2028"
"""What a `<br>` becomes: the line separator of Unicode."""

MAX_HEADING_LENGTH = 300
"""Characters; a longer heading is one that nobody closed, with the page in it."""

_MAX_BLANK = 16
"""Elements in a row without a word, in a heading; a real one has fewer."""

_MAX_MORE_LENGTH = 20

MAX_MARKS = 30
"""Combining marks kept per base letter, as in the stream-safe format of Unicode (UAX #15)."""

_EMPTY_BRACKETS = re.compile(r"\s+(?:\[[\s|/·]*\]|\(\s*\))$")
"""What remains of "[edit]" without its link."""
_MARKS = ("†", "‡", "¶", "§")
_SOFT_HYPHEN = "\xad"
_ICONS = re.compile(
    "[\ue000-\uf8ff\U000f0000-\U0010ffff]"
    "|(?<![^\\x00-\\x7f])[\u200c\u200d]|[\u200c\u200d](?![^\\x00-\\x7f])"
)
"""Characters for private use, the signs of an icon font, and joiners beside ASCII."""
_VOICED_MARKS = "\uff9e\uff9f"
_MARK = r"[^\w\s\x00-\x7f]"
"""A mark or a sign: marks are not letters, and neither are signs."""
_MARK_RUN = re.compile(f"{_MARK}{_MARK}{{{MAX_MARKS},}}")
_VOICED_MARK_RUN = re.compile(f"(?:{_MARK}|[{_VOICED_MARKS}]){{{MAX_MARKS + 1},}}")
"""With the half-width marks of Japanese, which are letters; it is slower."""


def plain_text(root: Element, longest: int | None = None) -> str:
    """Return the words of an element on one line, without boilerplate and permalinks.

    With `longest`, reading stops after that many characters, or `_MAX_BLANK` elements without any:
    headings that nobody closed are nested.
    """
    contents = root.contents
    if not contents:
        return ""  # a link target, a link whose words are in another element
    if len(contents) == 1 and not isinstance(contents[0], Element):
        return one_line(contents[0])  # as most elements have it
    chunks: list[str] = []
    blank = 0
    stack: list[Any] = [root]
    while stack:
        node = stack.pop()
        if not isinstance(node, Element):
            chunks.append(node)
            if longest is not None:
                size = len(one_line(node))
                blank = 0 if size else blank
                longest -= size
                if longest < 0:
                    break
        elif longest is not None and blank > _MAX_BLANK:
            break
        elif node is root or not (node.dropped or is_permalink(node)):
            blank += 1
            if node.name in BLOCKS or is_set_apart(node):
                chunks.append(" ")
            stack.extend(reversed(node.contents))
    return one_line("".join(chunks))


def heading_text(heading: Element) -> str:
    """Return the words of a heading; only the start of one longer than `MAX_HEADING_LENGTH`.

    Headings that nobody closed are nested, so that reading them whole takes quadratic time.
    """
    text = plain_text(heading, MAX_HEADING_LENGTH)
    if text.endswith("]") or (text.endswith(" ()") and any(map(_is_in_brackets, heading.contents))):
        return _EMPTY_BRACKETS.sub("", text)
    return text


def _is_in_brackets(node: Any) -> bool:
    """Return whether a node is a dropped element after an opening bracket: "lag() (source)"."""
    if not isinstance(node, Element) or not node.dropped:
        return False
    before = node.previous_sibling
    return isinstance(before, str) and before.rstrip().endswith("(")


def is_set_apart(node: Element) -> bool:
    """Return whether a link directly follows a link, or a value one of the same class.

    Only a style sheet separates them.
    """
    before = node.previous_sibling
    if not isinstance(before, Element) or before.name != node.name:
        return False
    if node.name == "a":
        return "href" in before.attrs and "href" in node.attrs
    return (
        node.name == "span"
        and bool(_first_class(node))
        and _first_class(node) == _first_class(before)
    )


def _first_class(element: Element) -> str:
    return element.attrs.get("class", "").partition(" ")[0]


def _is_mark(target: Element) -> bool:
    """Return whether a link target is only the mark of a paragraph: `<a id="x3">†</a>`."""
    marks = target.contents
    return len(marks) == 1 and not isinstance(marks[0], Element) and marks[0].strip() in _MARKS


def is_permalink(node: Element) -> bool:
    """Return whether a link is only a sign that links to its own heading: `¶`, `#`, `§`.

    One with the class of a permalink can have the address of its page.
    """
    if node.name != "a":
        return False
    href = node.attrs.get("href", "")
    if not href:
        return _is_mark(node)
    is_own = href.startswith("#") or "permalink" in node.attrs.get("class", "")
    if not (is_own or ("#" in href and _is_mark(node))):
        return False
    for sign in node.contents:
        if isinstance(sign, Element):
            if not sign.dropped:
                return False
        elif any(map(str.isalnum, sign)):
            return False
    return True


def is_more_link(node: Element) -> bool:
    """Return whether a link leads to more on a page, as "More..." does."""
    if "#" not in node.attrs.get("href", "") or len(node.contents) != 1:
        return False
    text = node.contents[0]
    is_short = not isinstance(text, Element) and len(text) <= _MAX_MORE_LENGTH
    return is_short and str(text).rstrip().endswith(("...", "…"))


def one_line(text: str) -> str:
    """Collapse white space, remove soft hyphens and icons, and limit runs of combining marks."""
    if not text.isascii():
        text = limit_marks(_ICONS.sub("", text.replace(_SOFT_HYPHEN, "")))
    return " ".join(text.split())


def limit_marks(text: str) -> str:
    """Keep `MAX_MARKS` combining marks per letter: normalizing longer runs is quadratic."""
    if len(text) <= MAX_MARKS:
        return text
    has_voiced = any(mark in text for mark in _VOICED_MARKS)
    return (_VOICED_MARK_RUN if has_voiced else _MARK_RUN).sub(_limit_run, text)


def _limit_run(run: re.Match[str]) -> str:
    characters: list[str] = []
    marks = 0
    for character in run[0]:
        is_mark = unicodedata.category(character)[0] == "M" or character in _VOICED_MARKS
        marks = marks + 1 if is_mark else 0
        if marks <= MAX_MARKS:
            characters.append(character)
    return "".join(characters)


def cut_heading(title: str) -> str:
    """Cut a title that is too long after a word: every section of the page repeats it."""
    if len(title) <= MAX_HEADING_LENGTH:
        return title
    start = title[:MAX_HEADING_LENGTH]
    return start.rpartition(" ")[0] or start
