"""The section that a heading calls the description of the page -> its first phrase."""

from wikisearch.ingest.extract.intro.definition_lines import NOT_PARAGRAPHS
from wikisearch.ingest.extract.lines.labels import is_label
from wikisearch.ingest.extract.lines.line_kinds import (
    has_sentence,
    is_byline,
    is_code,
    is_list_of_links,
)
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.extract.words.word_list import phrase_list

_HEADINGS = phrase_list("description_headings.txt")
_MAX_SECTIONS = 5
_MIN_WORDS = 3
"""Words of a phrase; fewer are a name."""
_UNFINISHED = ("...", "…", ":", "：", "?", "？")


def description_below_heading(content: Content) -> str:
    """Return the first line below "Description", if the page has only one with text.

    It is a sentence, or a phrase that lacks its stop, also in a definition list.
    """
    first = content.raw_sections[:_MAX_SECTIONS]
    named = next((raw for raw in first if raw.lines and raw.title.casefold() in _HEADINGS), None)
    if named is None or named.rank > first[0].rank:
        return ""
    filled = (raw for raw in content.raw_sections if raw.lines)
    if sum(raw.title == named.title for raw in filled) > 1:
        return ""  # each is of an entry
    line = named.lines[0]
    return line.text if _describes(line) else ""


def _describes(line: Line) -> bool:
    text = line.text
    is_text = line.block == "dd" or line.block not in NOT_PARAGRAPHS
    if not is_text or is_list_of_links(line) or is_byline(text) or is_code(text) or is_label(text):
        return False
    is_phrase = len(text.split()) >= _MIN_WORDS and not text.endswith(_UNFINISHED)
    return has_sentence(text) or (is_phrase and text[:1].isalpha())
