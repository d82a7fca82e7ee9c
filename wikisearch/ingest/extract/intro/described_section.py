"""The section that a heading calls the description of the page -> its first phrase."""

from collections.abc import Sequence
from itertools import filterfalse, pairwise

from wikisearch.analysis.characters.sentence_ends import ends_sentence, is_unfinished
from wikisearch.analysis.characters.unsegmented import count_words
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.definition_lines import NOT_PARAGRAPHS
from wikisearch.ingest.extract.lines.labels import is_label
from wikisearch.ingest.extract.lines.line_kinds import (
    has_sentence,
    is_byline,
    is_code,
    is_list_of_links,
)
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list

_HEADINGS = phrase_list("description_headings.txt")
_MAX_SECTIONS = 5
_COLON = " :："
_MIN_UNLINKED = 20
"""Characters beside the links of a phrase that is more than a list of links."""
_MIN_AFTER_LABEL = 8
"""Words of a sentence with a colon; a label with a value has fewer."""
_MIN_WORDS = 2
"""Words of a phrase; fewer are a name."""


def description_below_heading(content: Content, title: str) -> str:
    """Return the first line below "Description", if the page has only one with text.

    It is a sentence, or a phrase that lacks its stop, also in a list. The section after
    the one that only has the declaration of the page is such a description, too.
    """
    filled = [raw for raw in content.raw_sections if raw.lines]
    first = filled[:_MAX_SECTIONS]
    named = next((raw for raw in first if raw.title.rstrip(_COLON).casefold() in _HEADINGS), None)
    named = named or _after_declaration(first, title)
    if named is None or named.rank > first[0].rank:
        return ""
    if sum(raw.title == named.title for raw in filled) > 1:
        return ""  # each is of an entry
    line = next(filterfalse(_is_declared, named.lines), None)
    return line.text if line is not None and _describes(line) else ""


def entry_summary(entry: RawSection | None) -> str:
    """Return the first paragraph of the entry that a page is about, perhaps without a stop."""
    lines = () if entry is None else entry.lines
    first = next((line for line in lines if line.block == "p"), None)
    return first.text if first is not None and _describes(first) else ""


def _after_declaration(sections: Sequence[RawSection], title: str) -> RawSection | None:
    """Return the section after the one with only a call of the page: `lag( [ gate ] )`."""
    for raw, after in pairwise(sections):
        start = raw.lines[0].text
        is_call = len(raw.lines) == 1 and start.endswith((")", ");")) and "(" in start
        if is_call and start.startswith(title) and raw.rank == after.rank and not raw.is_entry:
            return None if after.is_entry else after
    return None


def _is_declared(line: Line) -> bool:
    """Return whether a line is a declaration above the description: `template<class M>`."""
    return is_declaration(line.text) and not ends_sentence(line.text)


def _is_only_links(line: Line) -> bool:
    return is_list_of_links(line) and line.unlinked < _MIN_UNLINKED


def _describes(line: Line) -> bool:
    text = line.text
    is_text = line.block in ("dd", "li") or line.block not in NOT_PARAGRAPHS
    if not is_text or _is_only_links(line) or is_byline(text) or is_code(text):
        return False
    if is_label(text) and count_words(text) < _MIN_AFTER_LABEL:
        return False
    is_phrase = len(text.split()) >= _MIN_WORDS and not is_unfinished(text)
    return has_sentence(text) or (is_phrase and text[:1].isalpha())
