"""Lines that are addressed to readers or authors: notes, requests, references to other pages.

They are about the page, and do not say what its term is.
"""

import re

from wikisearch.analysis.characters.unsegmented import count_words
from wikisearch.ingest.extract.words.word_list import phrase_list, phrase_pattern, word_pattern

_EDITORIAL = phrase_pattern("editorial_phrases.txt")
_LABELS = phrase_list("note_labels.txt")
_DEPRECATED = phrase_list("deprecated_labels.txt")
_ANY_LABEL = "|".join(map(re.escape, sorted(_LABELS | _DEPRECATED, key=len, reverse=True)))
_LABELLED = re.compile(
    rf"\W*+(?:{_ANY_LABEL})(?:\s*[:：!]|\s+[-–—]\s)|\W*+(?-i:DEPRECATED|OBSOLETE)\s",
    re.IGNORECASE,
)
_UNFINISHED = re.compile(
    rf"(?:{word_pattern('unfinished_phrases.txt').pattern})(?=\s*(?:[.!,;:)，。！；、）]|$))",
    re.IGNORECASE,
)
_MAX_UNFINISHED = 30
"""Words of a sentence about a page that is not finished."""
_HATNOTE = phrase_pattern("hatnote_phrases.txt")
_ALONE = {"todo", "fixme"}
"""Labels that are a note to the authors as a whole."""
_ABOVE_NOTES = (_LABELS | _DEPRECATED) - _ALONE
_AROUND_LABEL = " .:!¡。：！"
_AROUND_TITLE = 4


def is_note(text: str, title: str) -> bool:
    """Return whether a text is such a line: "See also gates". It may begin with the title."""
    is_short = count_words(text) <= _MAX_UNFINISHED
    is_unfinished = is_short and _UNFINISHED.search(text) is not None
    if not (is_unfinished or _LABELLED.match(text) or _EDITORIAL.match(text)):
        return False
    return not 0 <= text.casefold().find(title.casefold()) <= _AROUND_TITLE


def is_labelled_note(text: str) -> bool:
    """Return whether a text begins as a note does: "Note: the gate is old"."""
    return _LABELLED.match(text) is not None


def is_label_of_note(text: str) -> bool:
    """Return whether a text is only what stands above a note: "Warning!", "Deprecated."."""
    label = text.strip(_AROUND_LABEL).casefold()
    return label in _ABOVE_NOTES


def is_hatnote(text: str) -> bool:
    """Return whether a text distinguishes an article from others: "This article is about gates"."""
    return _HATNOTE.match(text) is not None
