"""The lines of a page -> its definition: the first sentence that is not metadata or navigation."""

import re
from collections.abc import Sequence
from itertools import islice

from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.broken_lines import join_around_code, join_broken
from wikisearch.ingest.extract.intro.definition_lines import (
    begins_with,
    is_phrase,
    paragraphs,
    without_columns,
)
from wikisearch.ingest.extract.intro.definition_places import (
    are_own_entries,
    defining_sections,
    own_entry,
    own_first,
)
from wikisearch.ingest.extract.intro.described_section import (
    description_below_heading,
    entry_summary,
)
from wikisearch.ingest.extract.intro.equal_sections import without_parts
from wikisearch.ingest.extract.intro.first_sentence import first_paragraph, first_sentence
from wikisearch.ingest.extract.intro.item_lines import own_text, without_numbered, without_others
from wikisearch.ingest.extract.intro.name_lines import (
    described_name,
    line_below_name,
    manual_name_line,
    name_line,
)
from wikisearch.ingest.extract.intro.other_definitions import (
    first_heading,
    first_meaning,
    heading_sentence,
    labelled_definition,
    only_phrase,
    only_text,
    phrase_after_title,
    phrase_of_declaration,
    short_lead,
    short_sentence,
)
from wikisearch.ingest.extract.intro.prose_in_code import prose_in_code
from wikisearch.ingest.extract.lines.labels import without_facts
from wikisearch.ingest.extract.lines.licences import is_licence
from wikisearch.ingest.extract.lines.line_kinds import MIN_LENGTH, is_same
from wikisearch.ingest.extract.lines.reader_notes import is_labelled_note
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.survey.survey import FolderSurvey

_MAX_LINES = 40
"""Lines that are searched, without links: a table of contents can be longer."""
_MAX_SECTIONS = 3
"""Sections with prose that are searched; the headings of an infobox have none."""
_MAX_BEFORE = 4
"""Lines of a section before its first sentence; more are a table or a list."""
_COLON = re.compile(r":\s|：")
_SUBTITLE = re.compile(r"\s[-–—:|]\s")


def find_definition(content: Content, lines: list[Line], title: str, survey: FolderSurvey) -> str:
    """Return a line marked as definition, else the first sentence at the top or below a heading."""
    name = _SUBTITLE.split(title)[0]
    if marked := manual_name_line(content) or _marked_line(lines[:_MAX_LINES], name):
        return marked
    sections = without_parts(list(defining_sections(content, name)), name, survey)
    raw_sections = [join_broken(raw.lines[:_MAX_LINES]) for raw in sections]
    if named := name_line([lines[:_MAX_LINES], *raw_sections[:_MAX_SECTIONS]], title):
        return named
    parts = [without_others(each) for each in raw_sections]
    own = _own_lines(content, lines, name)
    first = without_facts(list(islice(own_text(own, name), _MAX_LINES)), name)
    prose = join_broken(join_around_code(without_numbered(first)))
    at_top = paragraphs(prose, name)
    definition = (
        phrase_after_title(own, name)
        or phrase_of_declaration(own, name)
        or first_sentence(at_top, name, prose[:1])
        or first_paragraph(at_top, by_shape=content.is_term)
        or short_sentence(at_top)
    )
    is_other = is_labelled_note(definition) or any(is_licence(line.text) for line in prose[:1])
    if definition and not is_other:
        return definition
    lead = only_phrase(content, own, at_top) or heading_sentence(sections, name)
    if found := entry_summary(own_entry(content, name)) or _sentence_below_heading(parts, name):
        return found if begins_with(found, name) else lead or found
    phrase = _first_phrase([without_others(own), *own_first(sections, parts, name)], name)
    return (
        lead
        or short_lead(content, at_top)
        or description_below_heading(content, name)
        or phrase
        or only_text(content, sections)
        or first_meaning(own)
        or prose_in_code(content)
        or described_name(title)
        or definition
        or first_heading(sections)
    )


def _marked_line(lines: list[Line], title: str) -> str:
    """Return the line that a label calls the definition."""
    return labelled_definition(lines) or line_below_name(lines, title)


def _own_lines(content: Content, lines: list[Line], title: str) -> list[Line]:
    """List the lines that can be about the page: not those after its entries."""
    after = frozenset() if are_own_entries(content, title) else content.after_entries
    return without_columns(
        [line for line in lines if id(line) not in after or _has(line.text, title)]
    )


def _sentence_below_heading(parts: list[list[Line]], title: str) -> str:
    """Return the first sentence of the first sections with prose, or the phrase before it.

    A phrase that is the only paragraph of a section is a sentence that lacks its stop.
    """
    phrase = ""
    long = (below for below in parts if any(width(line.text) >= MIN_LENGTH for line in below))
    for below in islice(long, _MAX_SECTIONS):
        # A sentence after many lines is in a table, unless it is a paragraph.
        at_start = below[: _MAX_BEFORE + 1]
        at_start += [line for line in below[_MAX_BEFORE + 1 :] if line.block == "p"]
        found = first_sentence(paragraphs(at_start, title), title, at_start[:1])
        if found and not is_labelled_note(found):
            is_better = len(phrase) > len(found) and not begins_with(found, title)
            return phrase if is_better else found
        phrase = phrase or _only_paragraph(below, title)
    return ""


def _only_paragraph(lines: list[Line], title: str) -> str:
    """Return the only paragraph of a section, if it is a phrase that lacks its stop."""
    first, *others = lines
    is_only = first.block == "p" and not any(line.block in ("p", "div") for line in others)
    if not is_only or _COLON.search(first.text) or not is_phrase(first):
        return ""
    return first.text if paragraphs([first], title) else ""


def _first_phrase(sections: Sequence[Sequence[Line]], title: str) -> str:
    """Return the phrase below a declaration, or the paragraph that begins the first section.

    The first lines are those above all headings. A phrase that is all the text of a section is a
    paragraph, too.
    """
    named = (below for below in sections if below and not _is_only(below, title))
    for below in islice(named, 2):
        is_whole = len(below) == 1 and below is not sections[0]
        for before, line in zip([None, *below], below, strict=False):
            is_alone = is_whole or _is_code_line(before)
            if line.block == "p" or (line.block == "div" and is_alone):
                found = paragraphs([line], title)
                if phrase := next((each.text for each in found if is_phrase(each)), ""):
                    return phrase
                break
    return ""


def _is_only(lines: Sequence[Line], title: str) -> bool:
    """Return whether the only text of a section is the title."""
    return len(lines) == 1 and is_same(lines[0].text, title)


def _is_code_line(line: Line | None) -> bool:
    return line is not None and (line.block == "pre" or is_declaration(line.text))


def _has(text: str, title: str) -> bool:
    return title.casefold() in text.casefold()
