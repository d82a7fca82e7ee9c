"""The lines of a page -> its definition: the first sentence that is not metadata or navigation."""

import re
from collections.abc import Sequence
from itertools import islice

from wikisearch.analysis.characters.sentence_ends import (
    QUESTION_MARKS,
    ends_paragraph,
    ends_with_colon,
    is_question,
)
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.entries.entry_names import is_declaration
from wikisearch.ingest.extract.intro.broken_lines import join_around_code, join_broken
from wikisearch.ingest.extract.intro.definition_lines import (
    NOT_PARAGRAPHS,
    begins_with,
    is_long,
    is_long_phrase,
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
from wikisearch.ingest.extract.intro.item_lines import own_text, without_numbered, without_others
from wikisearch.ingest.extract.intro.name_lines import (
    described_name,
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
    phrase_of_declaration,
    prose_in_code,
    short_lead,
    short_sentence,
)
from wikisearch.ingest.extract.lines.labels import (
    LONG_INTRO,
    has_label_between,
    is_label,
    without_facts,
)
from wikisearch.ingest.extract.lines.line_kinds import (
    MIN_LENGTH,
    has_sentence,
    is_aside,
    is_licence,
    is_same,
)
from wikisearch.ingest.extract.lines.reader_notes import is_hatnote, is_labelled_note, is_note
from wikisearch.ingest.extract.raw_sections import Content, Line

_INTRO_LINES = 5
_MAX_LINES = 40
"""Lines that are searched, without links: a table of contents can be longer."""
_MAX_SECTIONS = 3
"""Sections with prose that are searched; the headings of an infobox have none."""
_MAX_BEFORE = 4
"""Lines of a section before its first sentence; more are a table or a list."""
_MAX_QUESTION_LENGTH = 100
_FIRST_WORDS = 6
_COLON = re.compile(r":\s|：")
_SUBTITLE = re.compile(r"\s[-–—:|]\s")


def find_definition(content: Content, lines: list[Line], title: str, *, by_shape: bool) -> str:
    """Return a line marked as definition, else the first sentence at the top or below a heading."""
    if marked := manual_name_line(content) or labelled_definition(lines):
        return marked
    name = _SUBTITLE.split(title)[0]
    sections = without_parts(list(defining_sections(content, name)), name)
    raw_sections = [join_broken(raw.lines[:_MAX_LINES]) for raw in sections]
    if named := name_line([lines[:_MAX_LINES], *raw_sections[:_MAX_SECTIONS]], title):
        return named
    parts = [without_others(each) for each in raw_sections]
    after = frozenset() if are_own_entries(content, name) else content.after_entries
    own = [line for line in lines if id(line) not in after or _has(line.text, name)]
    own = without_columns(own)
    first = without_facts(list(islice(own_text(own, name), _MAX_LINES)), name)
    prose = join_broken(join_around_code(without_numbered(first)))
    at_top = paragraphs(prose, name)
    definition = (
        phrase_of_declaration(own, name)
        or _first_sentence(at_top, name)
        or _first_paragraph(at_top, by_shape=by_shape)
        or short_sentence(at_top)
    )
    if definition and not (is_licence(prose[0].text) or is_labelled_note(definition)):
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
        found = _first_sentence(paragraphs(at_start, title), title)
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


def _first_sentence(lines: list[Line], title: str) -> str:
    """Return the first sentence; one that begins with the title comes before a note above it."""
    texts = (line.text for line in lines if _is_definition(line))
    sentences = [text for text in texts if not (is_aside(text) or _is_title(text))]
    own = (text for text in sentences if not (is_note(text, title) or is_hatnote(text)))
    sentences = list(own) or sentences
    # The rest of a sentence after a formula or an example is not a sentence of its own.
    whole = [text for text in sentences if not _goes_on(text, title)]
    found = (whole or sentences)[:2]
    if not found:
        return ""
    note, *after = found
    is_above = not _has(note, title) and bool(after) and begins_with(after[0], title)
    is_above = is_above and not has_label_between(lines, *found)
    return after[0] if is_above else note


def _is_title(text: str) -> bool:
    """Return whether a text is a short question, which is the title of a box."""
    is_short = width(text) <= _MAX_QUESTION_LENGTH
    return is_short and is_question(text) and not has_sentence(text.rstrip(f"{QUESTION_MARKS} "))


def _goes_on(text: str, title: str) -> bool:
    """Return whether a text begins within a sentence: in lower case, and not with the title."""
    words = text.casefold().split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS]
    if len(words) > 1 and words[1][0].isalpha() and words[1][0] == words[1][0].swapcase():
        return False  # the script has no capital letters
    is_word = text.split(maxsplit=1)[0].rstrip(",").isalpha() and words[0] == text[: len(words[0])]
    return is_word and text[0].islower() and set(words).isdisjoint(title.casefold().split())


def _is_definition(line: Line) -> bool:
    if line.block in NOT_PARAGRAPHS or _trails_off(line.text):
        return False
    if has_sentence(line.text):
        return True
    if line.block not in ("p", "") or width(line.text) < LONG_INTRO:
        return False
    return ends_with_colon(line.text) or is_long_phrase(line)


def _trails_off(text: str) -> bool:
    """Return whether a short text goes on elsewhere: "And now the gate is open..."."""
    return text.endswith(("...", "…")) and width(text) < LONG_INTRO


def _has(text: str, title: str) -> bool:
    return title.casefold() in text.casefold()


def _first_paragraph(lines: list[Line], *, by_shape: bool) -> str:
    """Return the first paragraph that is long enough, even if it does not end a sentence."""
    lines = [line for line in lines if not _is_title(line.text)]
    for line in filter(is_long, lines):
        if (line.block == "p" and not is_label(line.text)) or by_shape:
            return line.text
    # Some generators write paragraphs as <div>; a colon ends them before a list.
    first = next(filter(is_long, lines[:_INTRO_LINES]), None)
    if first is None or is_label(first.text) or not ends_paragraph(first.text):
        return ""
    return first.text
