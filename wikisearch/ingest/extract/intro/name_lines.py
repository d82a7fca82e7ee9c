"""The line of a page with its name, a dash and what it is: "lag - delay a series"."""

import re
from collections.abc import Sequence
from itertools import chain

from wikisearch.ingest.extract.lines.line_kinds import is_same
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.extract.titles.generic_titles import MANUAL_HEADINGS, NAME_HEADINGS

_INTRO_LINES = 5
_MAX_SECTIONS = 3
_MIN_WORDS = 3
_MAX_NAME_LINE_LENGTH = 300
_NAME_LINE = re.compile(r"\S.*?\s[-–—]{1,2}\s+\S.*")
_MANUAL_PAGE = re.compile(r"(\S+)\(\d\w{0,4}\)(?:\s|$)")
"""The name and section of a manual page: `lag(1)`."""
_DASH = re.compile(r"\s+[-–—]{1,2}\s+(?=\w)")
_SECTION = re.compile(r"\(\w+\)$")
_BRACKETS = (("<", ">"), ("(", ")"))


def manual_name_line(content: Content) -> str:
    """Return the line below "NAME" in a manual page: its names, a dash and what it is."""
    for raw in content.raw_sections[:_MAX_SECTIONS]:
        if raw.title.casefold() in NAME_HEADINGS and not raw.is_entry:
            text = " ".join(line.text.strip() for line in raw.lines[:_INTRO_LINES])
            match = _NAME_LINE.match(text[:_MAX_NAME_LINE_LENGTH])
            return " ".join(match[0].split()) if match else ""
    return ""


def manual_subtitle(content: Content) -> str:
    """Return the heading below the title of a manual page, above "SYNOPSIS": what it is."""
    if len(content.raw_sections) <= 1:
        return ""
    first, second = content.raw_sections[:2]
    is_below = first.rank < second.rank and second.title.casefold() in MANUAL_HEADINGS
    return first.title if is_below and len(first.title.split()) >= _MIN_WORDS else ""


def described_name(title: str) -> str:
    """Return a title that is a name in code, a dash and what it is: "lag_init - Start a lag"."""
    name, dash, text = _DASH.sub("\n", title, count=1).partition("\n")
    is_code = " " not in name and (name[:1].islower() or "_" in name)
    return title if dash and is_code and len(text.split()) >= _MIN_WORDS else ""


def manual_names(line: str) -> tuple[str, ...]:
    """Return the names before the dash of that line; none if they are not single words."""
    names = re.split(r"\s*,\s*", re.split(r"\s[-–—]{1,2}\s", line, maxsplit=1)[0].strip())
    return tuple(names) if all(name and " " not in name for name in names) else ()


def line_below_name(lines: Sequence[Line], title: str) -> str:
    """Return the line below the label "Name" and the title: what a program or function does."""
    for label, name, text in zip(lines, lines[1:], lines[2 : _INTRO_LINES + 2], strict=False):
        is_name = label.text.strip(" :").casefold() in NAME_HEADINGS and is_same(name.text, title)
        if is_name and len(text.text.split()) >= _MIN_WORDS and not text.is_mostly_links:
            return text.text.strip()
    return ""


def name_line(sections: Sequence[list[Line]], title: str) -> str:
    """Find the line that manual pages have below "Name": the title, a dash and what it is."""
    manual = _MANUAL_PAGE.match(title)
    name = (manual[1] if manual else title).casefold()
    for line in chain.from_iterable(lines[:_INTRO_LINES] for lines in sections):
        text = line.text.strip()
        is_short = len(text) <= _MAX_NAME_LINE_LENGTH and not line.is_mostly_links
        if is_short and _is_named(text, name):
            return text
    return ""


def _is_named(text: str, name: str) -> bool:
    """Return whether a text begins with a name, maybe with its section, and a dash."""
    text = text.casefold()
    if not text.startswith(name):
        return False
    starts = (text[: dash.start()] for dash in _DASH.finditer(text))
    return any(name in (start, _SECTION.sub("", start)) for start in starts)


def is_qualified_name(text: str, title: str) -> bool:
    """Return whether a text is one word, such as the name of the page with its namespace."""
    if text.isascii() and " " not in _without_brackets(text):
        return True
    word, name = text.split(maxsplit=1)[0], title.split(maxsplit=1)[-1]
    return text.endswith(name) and len(text) - len(name) < len(word)


def _without_brackets(text: str) -> str:
    """Return a text without its type parameters and arguments: `f<A, B>(C, D)` -> `f`."""
    # An expression takes quadratic time for opening brackets that are never closed.
    for opening, closing in _BRACKETS:
        start, end = text.find(opening), text.rfind(closing)
        if 0 <= start < end:
            text = text[:start] + text[end + 1 :]
    return text
