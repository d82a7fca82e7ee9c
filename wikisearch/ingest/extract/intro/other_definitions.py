"""Definitions of pages without a sentence in a paragraph: of modules, of functions."""

import re
from collections.abc import Sequence
from itertools import pairwise

from wikisearch.analysis.characters.letter_case import has_case
from wikisearch.analysis.characters.sentence_ends import (
    ends_sentence,
    ends_with_colon,
    is_unfinished,
)
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.definition_lines import is_phrase
from wikisearch.ingest.extract.lines.labelled_lines import label_of
from wikisearch.ingest.extract.lines.labels import is_label, without_labels
from wikisearch.ingest.extract.lines.line_kinds import (
    MIN_LENGTH,
    has_sentence,
    is_byline,
    is_code,
    is_sentence,
)
from wikisearch.ingest.extract.lines.reader_notes import is_labelled_note
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.model.line_layout import LineKind, decode_layout

_NAME = re.compile(r"\w+")
_LONG_WORD = re.compile(r"[^\W\d_]{2,}")
"""A sentence has several: "RFC 12." is a reference."""
_LABELS = phrase_list("definition_labels.txt")
_ROW_LABELS = _LABELS | phrase_list("description_headings.txt")
_LABEL_AND_VALUE = 2
"""Cells of such a row."""
_MIN_PER_COMMA = 3
"""Words per comma of a phrase; a list of names has fewer."""
_MAX_LABELLED = 20
"""Lines among which a label is looked for."""
_MIN_IN_PHRASE = 3
"""Words of a phrase that can be a definition; fewer are a name."""
_MIN_LABELLED = 4
"""The same for a phrase that a label calls the definition."""
_MIN_WIDTH = 10
"""Columns of a short sentence in a script without capital letters."""


def labelled_definition(lines: Sequence[Line]) -> str:
    """Return the text that a label calls the definition, as in a table about a term."""
    for line, after in pairwise(lines[:_MAX_LABELLED]):
        if label_of(line.text) in _LABELS and after.block != "pre" and _is_text(after.text):
            return after.text
    for line in lines[:_MAX_LABELLED]:
        label, value = _first_cell(line)
        if label_of(label) in _ROW_LABELS and _is_text(value):
            return value
    return ""


def _first_cell(line: Line) -> tuple[str, str]:
    """Return the text of the first cell of a table row, and the rest; both empty if it is none."""
    layout = next(decode_layout(line.layout, 1))
    if layout.kind != LineKind.ROW or len(layout.cells) != _LABEL_AND_VALUE:
        return "", ""
    size = layout.cells[0]
    return line.text[:size], line.text[size:].lstrip()


def _is_text(text: str) -> bool:
    """Return whether a text is a sentence, or a phrase that is long enough to be one."""
    if has_sentence(text):
        return True
    is_phrase = width(text) >= MIN_LENGTH and not is_unfinished(text)
    return is_phrase and len(text.split()) >= _MIN_LABELLED


def phrase_after_title(own: Sequence[Line], title: str) -> str:
    """Return the first line if it is the title, a colon and a phrase: "Lag: the time between"."""
    if not own or own[0].block in ("li", "pre", "tr"):
        return ""
    before, sign, phrase = own[0].text.replace("：", ":").partition(":")
    is_named = bool(sign) and before.strip().casefold() == title.casefold()
    is_list = _MIN_PER_COMMA * phrase.count(",") > len(phrase.split())
    return own[0].text if is_named and not is_list and _is_text(phrase.strip()) else ""


def short_lead(content: Content, paragraphs: list[Line]) -> str:
    """Return the short line above the entries of a module: "Depth-first search"."""
    if not content.raw_sections or not content.raw_sections[0].is_entry:
        return ""
    first = next((line for line in paragraphs if line.block == "p"), None)
    return first.text if first is not None and " " in first.text else ""


def only_phrase(content: Content, own: list[Line], paragraphs: list[Line]) -> str:
    """Return the phrase that is all that stands above the headings: "Copies a policy".

    Labels with their values may stand beside it.
    """
    own, paragraphs = without_labels(own), without_labels(paragraphs)
    if len(own) != 1 or own != paragraphs or not content.raw_sections:
        return ""
    return "" if content.raw_sections[0].is_entry else _whole_phrase(own[0])


def _whole_phrase(line: Line) -> str:
    """Return the text of a paragraph without links if it is a phrase, and not a note."""
    if line.linked or line.block not in ("p", "div", "") or is_unfinished(line.text):
        return ""
    is_phrase = len(line.text.split()) >= _MIN_IN_PHRASE and line.text[:1].isalpha()
    return line.text if is_phrase and not is_labelled_note(line.text) else ""


def phrase_of_declaration(own: list[Line], title: str) -> str:
    """Return the phrase directly below the declaration of a page, which begins its text.

    The text below it may be about a part: a method, or what is inherited.
    """
    if len(own) <= 1 or own[0].block != "pre" or not is_declaration(own[0].text):
        return ""
    names, phrase = _NAME.findall(title), own[1]
    is_own = bool(names) and names[-1] in _NAME.findall(own[0].text)
    is_text = phrase.block == "p" and is_phrase(phrase) and _is_text(phrase.text)
    return phrase.text if is_own and is_text else ""


def only_text(content: Content, sections: Sequence[RawSection]) -> str:
    """Return the phrase that is all the text of a page, below its only heading: "Timed out here".

    `sections` are those that can define the page. Metadata may stand above it.
    """
    filled = [raw for raw in content.raw_sections if raw.lines]
    if len(filled) != 1 or len(filled[0].lines) != 1:
        return ""
    if not any(raw is filled[0] for raw in sections):
        return ""
    line = filled[0].lines[0]
    is_metadata = is_byline(line.text) or is_label(line.text) or is_code(line.text)
    is_below_text = any(each.block == "p" for each in content.top.lines)
    return "" if is_metadata or is_below_text else _whole_phrase(line)


def heading_sentence(sections: Sequence[RawSection], title: str) -> str:
    """Return the first heading if it is a sentence that begins with the title."""
    first = first_heading(sections)
    is_named = len(first) > len(title) and first.casefold().startswith(title.casefold())
    return first if is_named else ""


def first_heading(sections: Sequence[RawSection]) -> str:
    """Return the first heading if it is a sentence; a question is not a definition."""
    first = sections[0].title if sections else ""
    return first if is_sentence(first) and not is_unfinished(first) else ""


def short_sentence(paragraphs: list[Line]) -> str:
    """Return the first paragraph if it is a short sentence: "Copies policy."."""
    first = next((line for line in paragraphs if line.block in ("p", "div", "")), None)
    if first is None or first.linked or not ends_sentence(first.text):
        return ""
    text = first.text
    if is_unfinished(text):
        return ""
    if text[:1].isupper():
        return text if len(_LONG_WORD.findall(text)) > 1 else ""
    # A script without capital letters may have no spaces between words either.
    is_caseless = text[:1].isalpha() and not has_case(text[:1])
    return text if is_caseless and width(text) >= _MIN_WIDTH else ""


def first_meaning(lines: list[Line]) -> str:
    """Return the first of the meanings that a glossary lists below a term: all are sentences."""
    items = [line for line in lines if line.block == "li"]
    if not items or not all(has_sentence(each.text) and not each.linked for each in items):
        return ""
    before = lines[: lines.index(items[0])][-1:]
    if before and ends_with_colon(before[0].text):
        return ""  # a list of something else
    return "" if is_code(items[0].text) else items[0].text
