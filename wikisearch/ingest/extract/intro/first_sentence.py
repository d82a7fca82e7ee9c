"""The paragraphs of a page, or of a section of it -> the first sentence about the page."""

from wikisearch.analysis.characters.letter_case import has_case
from wikisearch.analysis.characters.sentence_ends import (
    QUESTION_MARKS,
    ends_paragraph,
    ends_with_colon,
    is_question,
)
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.intro.definition_lines import (
    NOT_PARAGRAPHS,
    begins_with,
    is_long,
    is_long_phrase,
)
from wikisearch.ingest.extract.lines.labels import LONG_INTRO, has_label_between, is_label
from wikisearch.ingest.extract.lines.line_kinds import has_sentence, is_aside
from wikisearch.ingest.extract.lines.reader_notes import is_hatnote, is_note
from wikisearch.ingest.extract.raw_sections import Line

_INTRO_LINES = 5
_MAX_QUESTION_LENGTH = 100
_FIRST_WORDS = 6


def first_sentence(lines: list[Line], title: str, start: list[Line]) -> str:
    """Return the first sentence; one that begins with the title comes before a note above it.

    `start` is the line that nothing stands above, if there is one.
    """
    begins = {line.text for line in start}
    texts = (line.text for line in lines if _is_definition(line))
    sentences = [text for text in texts if not (is_aside(text) or _is_title(text))]
    own = (text for text in sentences if not (is_note(text, title) or is_hatnote(text)))
    sentences = list(own) or sentences
    # The rest of a sentence after a formula or an example is not a sentence of its own.
    whole = [
        text
        for text in sentences
        if (text in begins and has_sentence(text)) or not _goes_on(text, title)
    ]
    found = (whole or sentences)[:2]
    if not found:
        return ""
    note, *after = found
    is_above = (
        title.casefold() not in note.casefold() and bool(after) and begins_with(after[0], title)
    )
    is_above = is_above and not has_label_between(lines, *found)
    return after[0] if is_above else note


def first_paragraph(lines: list[Line], *, by_shape: bool) -> str:
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


def _is_title(text: str) -> bool:
    """Return whether a text is a short question, which is the title of a box."""
    is_short = width(text) <= _MAX_QUESTION_LENGTH
    return is_short and is_question(text) and not has_sentence(text.rstrip(f"{QUESTION_MARKS} "))


def _goes_on(text: str, title: str) -> bool:
    """Return whether a text begins within a sentence: in lower case, and not with the title."""
    words = text.casefold().split(maxsplit=_FIRST_WORDS)[:_FIRST_WORDS]
    if len(words) > 1 and words[1][0].isalpha() and not has_case(words[1][0]):
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
