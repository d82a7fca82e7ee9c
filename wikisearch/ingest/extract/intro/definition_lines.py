"""The lines of a page -> those that can be its definition."""

import re

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.name_lines import is_qualified_name
from wikisearch.ingest.extract.lines.labels import LABEL, is_label
from wikisearch.ingest.extract.lines.line_kinds import (
    COLON,
    MAX_LENGTH,
    MIN_LENGTH,
    has_date,
    is_byline,
    is_code,
    is_list_of_links,
    is_path,
    is_same,
)
from wikisearch.ingest.extract.lines.reader_notes import is_label_of_note
from wikisearch.ingest.extract.raw_sections import Line

NOT_PARAGRAPHS = ("li", "pre", "tr", "dt", "dd")
_BEFORE_TITLE = 4
"""Characters of an article before the title, in a sentence that begins with it."""
_DECLARED = re.compile(r"[\w)\]>;]\s*[:{;}]$")
"""What a declaration ends with."""
_NUMBERED_LABEL = re.compile(r"[^\W\d_]{3,20}\.?\s\d{1,3}(?:[.-]\d{1,3})*\s?[.:：]\s")
_MIN_LETTERS = 3
"""A text of which less than a third is letters is a formula."""
_MIN_UNLINKED = 9
"""Characters of the words of a sentence outside its links."""
_MIN_PHRASE = 80
_MIN_WORDS = 8
"""Columns and words of a phrase that is a sentence without its stop."""
_MAX_LINKED = 3
"""A phrase of which more than a third is a link is about the link."""
_ADDRESS = re.compile(r"[a-z][a-z+.-]{1,20}://\S+")
_SITE = re.compile(r"(?:[^\s-]+\s){1,3}[-–—|:]\s")
"""What stands before the title in the text of a picture of a window: "Mill - Settings"."""
_MAX_ABOVE_ROWS = 5
_MIN_ROWS = 3


def paragraphs(lines: list[Line], title: str) -> list[Line]:
    """List the lines that can be a definition: not metadata, links, code or the rest of a line."""
    found: list[Line] = []
    is_open = False
    """Whether the next line can continue the line before: a paragraph, a list or an example."""
    is_below_label = False
    """Whether the line before is only the label of a note: "Deprecated."."""
    for line in lines:
        text = line.text
        goes_on = is_open and text[:1].islower() and not begins_with(text, title)
        is_of_note = is_below_label
        is_below_label = is_label_of_note(text) and not is_same(text, title)
        is_open = line.block == "pre" or (_can_go_on(line) and _goes_on_after(line))
        is_name = is_same(text, title) or is_qualified_name(text, title)
        is_name = is_name or _is_address(text) or _is_title_of_site(text, title)
        is_links = is_list_of_links(line) and not _is_about_link(line)
        is_other = is_links or is_byline(text, title) or is_code(text) or _is_declared(text)
        is_other = is_other or is_path(text) or _is_numbered(text, title) or _is_formula(text)
        if not (goes_on or is_name or is_other or is_of_note or is_below_label):
            found.append(line)
    return found


def _is_numbered(text: str, title: str) -> bool:
    """Return whether a text begins with the label and number of a picture or a step.

    "Figure 2.1. The gate of a mill". A text that begins with the title does not.
    """
    return _NUMBERED_LABEL.match(text) is not None and not begins_with(text, title)


def _is_formula(text: str) -> bool:
    """Return whether a text has few letters: "10 > 9; 3 < 4."."""
    return _MIN_LETTERS * sum(map(str.isalpha, text)) < len(text.replace(" ", ""))


def _is_address(text: str) -> bool:
    return _ADDRESS.fullmatch(text) is not None


def _is_title_of_site(text: str, title: str) -> bool:
    """Return whether a text is the title after the name of a program or site."""
    return (
        text.endswith(f" {title}") and _SITE.fullmatch(text, 0, len(text) - len(title)) is not None
    )


def _is_declared(text: str) -> bool:
    """Return whether a text is the first line of a declaration: `class Lag:`."""
    return is_declaration(text) and _DECLARED.search(text) is not None


def _is_about_link(line: Line) -> bool:
    """Return whether a line is a sentence that also has words outside its links."""
    is_long = line.unlinked >= _MIN_UNLINKED and line.text.count(" ") > 1
    return ends_sentence(line.text) and is_long and not COLON.search(line.text)


def _can_go_on(line: Line) -> bool:
    return is_long(line) or line.block == "li"


def _goes_on_after(line: Line) -> bool:
    """Return whether the sentence of a paragraph does not end in it, but after an example."""
    has_label = LABEL.match(line.text) is not None or is_list_of_links(line)
    return not (has_label or ends_sentence(line.text))


def begins_with(text: str, title: str) -> bool:
    """Return whether a text begins with the title, perhaps after an article."""
    return 0 <= text.casefold().find(title.casefold()) <= _BEFORE_TITLE


def is_long(line: Line) -> bool:
    """Return whether a line is long enough for a definition, and is a paragraph."""
    return width(line.text) >= MIN_LENGTH and line.block not in NOT_PARAGRAPHS


def is_phrase(line: Line) -> bool:
    """Return whether a line is about the page, not a label with a value or a link."""
    links = _MAX_LINKED * line.linked
    has_label = is_label(line.text) or LABEL.match(line.text) is not None
    return is_long(line) and not has_label and links <= len(line.text)


def without_columns(lines: list[Line]) -> list[Line]:
    """Leave out the heads of columns, in capitals, and the rows below them: all are paragraphs.

    Links in capitals, and those in a row of a table, are a menu above the text.
    """
    for at, line in enumerate(lines[:_MAX_ABOVE_ROWS]):
        if line.linked or line.block in NOT_PARAGRAPHS:
            continue
        if _is_in_capitals(line.text) and not ends_sentence(line.text):
            rows = lines[at + 1 : at + 1 + _MIN_ROWS]
            if len(rows) == _MIN_ROWS and not any(ends_sentence(row.text) for row in rows):
                return lines[:at]
    return lines


def _is_in_capitals(text: str) -> bool:
    """Return whether a text is several words in capitals; `isupper` ignores ideographs in it."""
    has_only = text.isupper() and all(map(str.isupper, filter(str.isalpha, text)))
    return has_only and text.count(" ") > 1


def is_long_phrase(line: Line) -> bool:
    """Return whether a line is a paragraph so long that it is a sentence that lacks its stop."""
    if not _MIN_PHRASE <= width(line.text) <= MAX_LENGTH or line.is_broken:
        return False
    is_other = "@" in line.text or has_date(line.text)
    words = line.text.count(" ") + 1
    return not is_other and is_phrase(line) and (words >= _MIN_WORDS or not line.text.isascii())
