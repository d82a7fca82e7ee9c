"""Lines of a paragraph that a line break, or code, ends within a sentence -> the sentence."""

import re
import unicodedata
from collections.abc import Iterable
from itertools import pairwise

from wikisearch.analysis.characters.sentence_ends import (
    SENTENCE_END,
    ends_paragraph,
    ends_with_colon,
    is_question,
)
from wikisearch.analysis.characters.text_width import is_wide, width
from wikisearch.ingest.extract.raw_sections import Line
from wikisearch.model.line_layout import ITEM_LINES

_LONG = 30
"""Columns of a line that is not a label, a name or a verse."""
_LONGEST_CODE = 80
_MAX_JOINED = 12
_MIN_REST = 30
"""Columns of the sentences before the one that goes on."""
_NAME = re.compile(r"\S+\s[-–—]{1,2}\s")
"""What stands before the summary in the NAME line of a manual."""
_AFTER_OPEN = ("pre", "dt", "tr", "li")
_COMMAS = (",", "，", "、", "،")
"""A paragraph that ends with one goes on in the next one."""
_PARAGRAPHS = {"p", "div", "blockquote"}


def join_around_code(lines: list[Line]) -> list[Line]:
    """Join a paragraph that a colon ends, one line of code and the rest of the sentence."""
    found: list[Line] = []
    for line in lines:
        if len(found) > 1 and _is_rest(found[-2], found[-1], line):
            code = found.pop()
            start = found.pop()
            text = f"{start.text} {code.text.strip()} {line.text}"
            found.append(start._replace(text=text, linked=start.linked + line.linked))
        else:
            found.append(line)
    return found


def _is_rest(start: Line, code: Line, line: Line) -> bool:
    """Return whether a line goes on with a sentence after one line of code."""
    blocks = start.block, line.block
    if code.block != "pre" or len(code.text) > _LONGEST_CODE or not set(blocks) <= _PARAGRAPHS:
        return False
    return ends_with_colon(start.text) and line.text[0].islower()


def join_broken(lines: list[Line]) -> list[Line]:
    """Join each line with those after it that go on with its sentence."""
    if not any(line.is_broken or line.text.endswith(_COMMAS) for line in lines):
        return lines
    found: list[Line] = []
    joined = 0
    for line in lines:
        before = found[-1] if found else None
        if before is not None and joined < _MAX_JOINED and _goes_on(before, line):
            space = "" if is_wide(before.text[-1]) and is_wide(line.text[0]) else " "
            text, linked = f"{before.text}{space}{line.text}", before.linked + line.linked
            found[-1] = before._replace(text=text, linked=linked, is_broken=line.is_broken)
            joined += 1
        else:
            found.append(line)
            joined = 0
    return found


def without_open_end(lines: Iterable[Line], text: str) -> str:
    """Return a text without its last sentence if code or a list goes on with that.

    "Gates are old. One opens" before the list of what opens one is "Gates are old."
    """
    if not text or ends_paragraph(text):
        return text
    end = max((each.end() for each in SENTENCE_END.finditer(text)), default=0)
    is_open = any(
        line.text == text and (after.block in _AFTER_OPEN or after.layout[:1] in ITEM_LINES)
        for line, after in pairwise(lines)
    )
    rest = text[:end]
    is_whole = width(rest) >= _MIN_REST and not (is_question(rest) or _NAME.match(rest))
    return rest if is_open and is_whole else text


def _goes_on(before: Line, line: Line) -> bool:
    """Return whether a line goes on with the sentence of the one before it."""
    is_open = before.is_broken or before.text.endswith(_COMMAS)
    if not is_open or before.block not in _PARAGRAPHS or width(before.text) < _LONG:
        return False
    if ends_paragraph(before.text):
        return False
    first = line.text[0]
    # Scripts without capital letters do not show where a sentence begins.
    return first.islower() or unicodedata.category(first) == "Lo"
