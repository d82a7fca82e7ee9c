"""Lines of a paragraph that a line break ends within a sentence -> the whole sentence."""

import unicodedata

from wikisearch.analysis.characters.sentence_ends import ends_paragraph
from wikisearch.analysis.characters.text_width import is_wide, width
from wikisearch.ingest.extract.raw_sections import Line

_LONG = 30
"""Columns of a line that is not a label, a name or a verse."""
_MAX_JOINED = 12
_PARAGRAPHS = ("p", "div", "blockquote")


def join_broken(lines: list[Line]) -> list[Line]:
    """Join each line with those after it that go on with its sentence."""
    if not any(line.is_broken for line in lines):
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


def _goes_on(before: Line, line: Line) -> bool:
    """Return whether a line goes on with the sentence of the one before it."""
    if not before.is_broken or before.block not in _PARAGRAPHS or width(before.text) < _LONG:
        return False
    if ends_paragraph(before.text):
        return False
    first = line.text[0]
    # Scripts without capital letters do not show where a sentence begins.
    return first.islower() or unicodedata.category(first) == "Lo"
