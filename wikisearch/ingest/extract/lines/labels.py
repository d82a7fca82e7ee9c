"""Labels at the start of a line, with or without a value: "Defined in: sluice.py"."""

import re
from collections.abc import Sequence

from wikisearch.ingest.extract.lines.line_kinds import ends_sentence, width
from wikisearch.ingest.extract.raw_sections import Line

LABEL = re.compile(r"[^\W\d_][\w ]{0,20}:\s")
LONG_INTRO = 40
"""Columns of a paragraph that introduces a list or an example; a shorter one is a label."""
_LABELED = re.compile(r"[^\W\d_][\w ]{0,20}:\s.{1,15}$")


def is_label(text: str) -> bool:
    """Return whether a text is a label, alone or with a value."""
    is_short = text.endswith((":", "：")) and width(text) < LONG_INTRO
    is_value = LABEL.match(text) is not None and not ends_sentence(text)
    return is_short or is_value or _LABELED.match(text) is not None


def without_labels(lines: Sequence[Line]) -> list[Line]:
    """Leave out the lines that are labels, unless all are."""
    return [line for line in lines if not is_label(line.text)] or list(lines)
