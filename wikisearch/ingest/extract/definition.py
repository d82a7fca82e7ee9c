"""The lines of a page -> its definition: the first sentence that is no metadata and no navigation.

The rules use shapes, which work in any language. Words are only a second sign.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import islice

from wikisearch.ingest.extract.list_entries import ENTRY_RANK
from wikisearch.ingest.extract.raw_sections import Content, Line

_SHORTEST = 20
_LONGEST = 4000
"""Characters of a line that can be a definition; a longer one is a page without blocks."""
_INTRO_LINES = 5
_MOST_LINES = 40
_MOST_SECTIONS = 3
"""Sections with prose that are searched; the headings of an infobox have none."""
_MOST_HEADINGS = 20
_METADATA_WORDS = 16
"""A line with a date and more words than these is prose."""
_NOT_PARAGRAPHS = ("li", "pre", "tr", "dt", "dd")
_CHOICE = 12
"""Characters of a version or the name of a language."""

_CLOSED = r"[\"'”’»)\]」』]*$"
_SENTENCE_END = re.compile(rf"[.!?。．！？…।॥؟۔։።]\s*{_CLOSED}")
_LINE_END = re.compile(rf"[.!?:;。．！？…।॥؟۔։።]\s*{_CLOSED}")
_DATE = re.compile(
    r"\b\d{4}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}|\b\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?[^\W\d]{3,12}\.?,?\s+(?:de\s+)?\d{4}\b"
    r"|\b[^\W\d]{3,9}\.?\s+\d{1,2},?\s+\d{4}\b"
)
_METADATA = re.compile(
    r"^\W*(?:©|\(c\)\s|copyright\b|licen[sc]ed? under"
    r"|version\s+v?\d|last (?:updated|modified|edited)"
    r"|(?:posted|published|written|updated|created|edited) (?:on|by|in|at|:)"
    r"|(?:estimated )?reading time|\d+ min(?:ute)?s?\b|share (?:this|on)\b|by\s+\S+\s+\S+\W*$)",
    re.IGNORECASE,
)
_PARTS = re.compile(r"[\s,;|·•/、，]+")


def find_definition(content: Content, lines: list[Line], title: str, *, by_shape: bool) -> str:
    """Return the first sentence at the top of the page, else below its first headings."""
    at_top = [
        line
        for line in lines[:_MOST_LINES]
        if not (is_mostly_links(line) or is_byline(line.text, title))
    ]
    definition = _first_sentence(at_top) or _first_paragraph(at_top, by_shape=by_shape)
    if definition:
        return definition
    for below in islice(_prose_below(content, title), _MOST_SECTIONS):
        if definition := _first_sentence(below):
            return definition
    return ""


def _prose_below(content: Content, title: str) -> Iterator[list[Line]]:
    """Yield the lines of each section that has a long one, up to the first entry."""
    for draft in content.drafts[:_MOST_HEADINGS]:
        if draft.rank >= ENTRY_RANK or draft.is_related:
            break
        lines = draft.lines[:_MOST_LINES]
        if any(width(line.text) >= _SHORTEST for line in lines):
            yield [
                line for line in lines if not (is_mostly_links(line) or is_byline(line.text, title))
            ]


def is_byline(text: str, title: str = "") -> bool:
    """Return whether a text is a date, a version, a licence, an author or a time to read."""
    if _METADATA.match(text):
        return True
    if len(text.split()) > _METADATA_WORDS or not _DATE.search(text):
        return False
    # A sentence about the term may have a date.
    return not title or title.casefold() not in text.casefold()


def is_mostly_links(line: Line) -> bool:
    """Return whether a line is mostly links, or a label and links."""
    if not line.linked:
        return False
    if 2 * line.linked > _size(line.text):
        return True
    _, colon, after = line.text.replace("：", ":").partition(":")
    return bool(colon) and line.linked >= sum(map(str.isalnum, after)) > 0


def is_chooser(line: Line) -> bool:
    """Return whether a line only links to the versions or languages of the page."""
    if not is_mostly_links(line):
        return False
    _, colon, after = line.text.replace("：", ":").partition(":")
    choices = _PARTS.split((after if colon else line.text).strip())
    return len(choices) > 1 and all(
        len(choice) <= _CHOICE and _is_version(choice) for choice in choices
    )


def is_sentence(text: str) -> bool:
    """Return whether a text is long enough for a definition and ends as a sentence does."""
    return width(text) >= _SHORTEST and len(text) <= _LONGEST and bool(_SENTENCE_END.search(text))


def width(text: str) -> int:
    """Return the number of columns; an ideograph counts twice, as it says more than a letter."""
    if text.isascii():
        return len(text)
    return len(text) + sum(unicodedata.east_asian_width(char) in "WF" for char in text[:_LONGEST])


def _is_version(choice: str) -> bool:
    return bool(re.fullmatch(r"v?\d+(?:\.\w+)*|[a-zA-Z]{2,3}(?:-\w+)?|latest|stable|main", choice))


def _first_sentence(lines: Iterable[Line]) -> str:
    paragraphs = (line.text for line in lines if line.block not in _NOT_PARAGRAPHS)
    return next(filter(is_sentence, paragraphs), "")


def _first_paragraph(lines: list[Line], *, by_shape: bool) -> str:
    """Return the first paragraph that is long enough, without the end of a sentence."""
    for line in _long_lines(lines):
        if line.block == "p" or (by_shape and line.block not in _NOT_PARAGRAPHS):
            return line.text
    # Some generators write paragraphs as <div>; a colon ends them before a list.
    first = next(iter(_long_lines(lines[:_INTRO_LINES])), None)
    return first.text if first is not None and _LINE_END.search(first.text) else ""


def _long_lines(lines: list[Line]) -> Iterator[Line]:
    return (
        line
        for line in lines
        if width(line.text) >= _SHORTEST and line.block not in _NOT_PARAGRAPHS
    )


def _size(text: str) -> int:
    return len(text.replace(" ", ""))
