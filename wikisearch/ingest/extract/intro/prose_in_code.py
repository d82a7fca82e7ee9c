"""Preformatted text -> its first paragraph of prose, which can define a page of plain text."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby, islice

from wikisearch.analysis.characters.unsegmented import count_words
from wikisearch.ingest.extract.lines.labelled_lines import label_of
from wikisearch.ingest.extract.lines.line_kinds import has_sentence, is_byline, is_code
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.model.line_layout import CODE_LINES, LineKind

_MAX_SECTIONS = 3
_MAX_PARAGRAPHS = 6
_MIN_WORDS = 10
_MIN_ALONE = 7
"""The same for the only preformatted paragraph of a section."""
_MIN_BELOW_LABEL = 5
"""The same for preformatted text below a label that is prose as a whole."""
_MIN_IN_PHRASE = 4
_LABELS = phrase_list("description_headings.txt")
_MAX_LABEL_WORDS = 2
"""Words of a label above preformatted text: "DESCRIPTION"."""
_PROSE = 0.95
"""Share of the characters of prose that are letters, marks, digits, spaces or sentence signs."""
_BOX = re.compile(r"^\s*[|+][^|+]*[|+]|\+-{3,}|-{3,}\+")
"""A line of a table or a window that is drawn with signs."""
_MIN_BOX_LINES = 3
_SIGNS = " .,;:!?'\"()-/。，、；：！？（）「」"


def prose_in_code(content: Content) -> str:
    """Return the first paragraph of prose in preformatted text."""
    for raw in (content.top, *content.raw_sections[:_MAX_SECTIONS]):
        paragraphs = list(islice(_paragraphs(raw.lines), _MAX_PARAGRAPHS))
        for text, is_below_label in paragraphs:
            fewest = _MIN_ALONE if len(paragraphs) == 1 else _MIN_WORDS
            if is_below_label or _is_prose(text, fewest):
                return text
    return ""


def _paragraphs(lines: list[Line]) -> Iterator[tuple[str, bool]]:
    """Yield the paragraphs of preformatted text, and whether prose is all that is below a label.

    A paragraph begins after a blank line, or after another line than one of code.
    """
    before: Line | None = None
    for is_code_block, block in groupby(lines, _is_in_code):
        found = list(block)
        if is_code_block and not _is_drawn(found):
            texts = _parts(found)
            label = before.text if before is not None else ""
            is_labelled = bool(label) and len(label.split()) <= _MAX_LABEL_WORDS
            is_prose = is_labelled and all(_is_prose(text, _MIN_BELOW_LABEL) for text in texts)
            is_first_prose = label_of(label) in _LABELS and _is_phrase(texts[0])
            yield from (
                (text, is_prose or (is_first_prose and at == 0)) for at, text in enumerate(texts)
            )
        before = found[-1]


def _is_drawn(block: list[Line]) -> bool:
    """Return whether preformatted text is a drawing, such as that of a screen with text."""
    return sum(_BOX.search(line.text) is not None for line in block) >= _MIN_BOX_LINES


def _is_in_code(line: Line) -> bool:
    return line.block == "pre" and line.layout in CODE_LINES


def _parts(block: list[Line]) -> list[str]:
    """Join the lines of preformatted text that no blank line parts."""
    parts: list[list[str]] = []
    for line in block:
        if line.layout == LineKind.CODE_AFTER_BLANK or not parts:
            parts.append([])
        parts[-1] += line.text.split()
    return list(map(" ".join, parts))


def _is_phrase(text: str) -> bool:
    """Return whether a text that a label calls the description is words, before a formula."""
    return count_words(text) >= _MIN_IN_PHRASE and not is_code(text) and text[:1].isalpha()


def _is_prose(text: str, fewest: int) -> bool:
    # A script without capital letters has none at the start of a sentence.
    if not text[:1].isalpha() or text[:1].islower() or count_words(text) < fewest:
        return False
    if not has_sentence(text) or is_byline(text) or is_code(text):
        return False
    return sum(map(_is_of_prose, text)) >= _PROSE * len(text)


def _is_of_prose(char: str) -> bool:
    return char.isalnum() or char in _SIGNS or unicodedata.category(char).startswith("M")
