"""Numbers of paragraphs in lines of their own, as in a standard or a law: they are dropped.

They are not text, and separate the paragraphs that a phrase or a definition is in.
"""

import re

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.ingest.extract.raw_sections import Content, Line

_NUMBER = re.compile(r"(\d{1,4})(?:[./][\w./]{1,8})?")
"""`12`, or `12.a/3` for a paragraph that was inserted."""
_MAX_LENGTH = 13
_BLOCKS = ("div", "p", "")
_MIN = 3
_MIN_SHARE = 0.2
"""Share of the lines that are such numbers."""
_SENTENCES = 0.2
"""Share of the lines that are sentences; between numbers of lines is code."""


def drop_paragraph_numbers(content: Content) -> None:
    """Remove the numbers from the lines of a page, if they count its paragraphs."""
    lines = content.top.lines[content.lines_before_title :]
    lines += [line for raw in content.raw_sections for line in raw.lines]
    numbers = [line for line in lines if _is_number(line)]
    if len(numbers) < max(_MIN, _MIN_SHARE * len(lines)) or not _count_up(numbers):
        return
    if sum(ends_sentence(line.text) for line in lines) < _SENTENCES * len(lines):
        return
    content.has_paragraph_numbers = True
    found = set(map(id, numbers))
    for raw in (content.top, *content.raw_sections):
        raw.lines[:] = [line for line in raw.lines if id(line) not in found]


def _is_number(line: Line) -> bool:
    text = line.text
    if len(text) > _MAX_LENGTH or not text[:1].isdigit() or line.block not in _BLOCKS:
        return False
    return _NUMBER.fullmatch(text) is not None and not line.linked


def _count_up(lines: list[Line]) -> bool:
    values = [int(match[1]) for line in lines if (match := _NUMBER.fullmatch(line.text))]
    return values == sorted(values) and len(set(values)) >= _MIN
