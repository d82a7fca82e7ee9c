"""A definition of any length -> one that is not longer than a short paragraph."""

import re

from wikisearch.analysis.characters.sentence_ends import SENTENCE_END
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.lines.line_kinds import MIN_LENGTH

MAX_DEFINITION_LENGTH = 1000
"""Characters. The longest definition in the documentation of Python has 871."""

_MIN = 3 * MAX_DEFINITION_LENGTH // 4
"""Characters of a definition that ends with a space; a shorter one ends within a word."""
_ELLIPSIS = "…"
_SIGNS_AT_END = ",;:–—- "
_LAST_CLUSTER = re.compile(r"[^\W\d_]?[^\w\s\x00-\x7f]*$")
"""The last letter and its combining marks."""


def limited_definition(text: str) -> str:
    """Return at most MAX_DEFINITION_LENGTH characters.

    A longer text ends with its last sentence that fits, or else with a word and an ellipsis.
    """
    if len(text) <= MAX_DEFINITION_LENGTH:
        return text
    # One character more shows whether a space follows the last sentence.
    ends = (each.end() for each in SENTENCE_END.finditer(text, 0, MAX_DEFINITION_LENGTH + 1))
    sentences = text[: max((end for end in ends if end <= MAX_DEFINITION_LENGTH), default=0)]
    if width(sentences) >= MIN_LENGTH:
        return sentences
    words = text[:MAX_DEFINITION_LENGTH].rsplit(maxsplit=1)[0]
    start = text[: MAX_DEFINITION_LENGTH - len(_ELLIPSIS)]
    # Some scripts have few spaces.
    part = words if _MIN <= len(words) <= len(start) else _LAST_CLUSTER.sub("", start)
    return (part.rstrip(_SIGNS_AT_END) or start) + _ELLIPSIS
