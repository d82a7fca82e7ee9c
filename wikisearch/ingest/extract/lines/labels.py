"""Labels at the start of a line, with or without a value: "Defined in: sluice.py"."""

import re
from collections.abc import Sequence
from itertools import groupby

from wikisearch.analysis.characters.sentence_ends import ends_sentence, ends_with_colon
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.raw_sections import Line

LABEL = re.compile(r"[^\W\d_](?:[\w ]{0,20}:\s|[\w ]{0,9}：)")
LONG_INTRO = 40
"""Columns of a paragraph that introduces a list or an example; a shorter one is a label."""
_MIN_FACTS = 3
_MIN_COMMAS = 2
_MAX_FACT_WORDS = 12
"""Words of a list of values after a label."""
_MAX_WORDS = 3
_PARAGRAPHS = ("p", "div")
_LABELED = re.compile(r"[^\W\d_][\w ]{0,30}:\s.{1,15}$")


def is_label(text: str) -> bool:
    """Return whether a text is a label, alone or with a value."""
    is_short = ends_with_colon(text) and width(text) < LONG_INTRO
    is_value = LABEL.match(text) is not None and not ends_sentence(text)
    return is_short or is_value or _LABELED.match(text) is not None


def is_intro(text: str) -> bool:
    """Return whether a text introduces a list or an example: it is long, and a colon ends it."""
    return ends_with_colon(text) and width(text) >= LONG_INTRO


def without_labels(lines: Sequence[Line]) -> list[Line]:
    """Leave out the lines that are labels, unless all are."""
    return [line for line in lines if not is_label(line.text)] or list(lines)


def without_facts(lines: Sequence[Line], title: str) -> list[Line]:
    """Leave out the lines of an info box: several in a row that are a label with its values.

    A label that is the title has a definition after it.
    """
    found: list[Line] = []
    for is_fact, block in groupby(lines, lambda line: _is_fact(line.text, title)):
        facts = list(block)
        found += [] if is_fact and len(facts) >= _MIN_FACTS else facts
    return found


def _is_fact(text: str, title: str) -> bool:
    if LABEL.match(text) is None or text.casefold().startswith(title.casefold()):
        return False
    is_list = text.count(",") >= _MIN_COMMAS and len(text.split()) <= _MAX_FACT_WORDS
    return is_list or not ends_sentence(text)


def has_label_between(lines: Sequence[Line], first: str, second: str) -> bool:
    """Return whether a label between two lines begins another part of a page: "Return value"."""
    texts = [line.text for line in lines]
    between = lines[texts.index(first) + 1 : texts.index(second)]
    labels = (line for line in between if line.block in _PARAGRAPHS and line.text[:1].isupper())
    return any(
        len(line.text.split()) <= _MAX_WORDS and not ends_sentence(line.text) for line in labels
    )
