"""Copyright notices and conditions of licences: lines about a page, which do not define it."""

import re

from wikisearch.analysis.characters.text_width import width
from wikisearch.analysis.characters.unsegmented import count_words
from wikisearch.ingest.extract.words.word_list import word_pattern

_NOTICE_WORDS = 16
"""A line with the sign © and more words than these is prose."""
_COPYRIGHT_WORDS = 6
"""A shorter line with `(c)` is a copyright without a year; an item of a list has others."""
_MIN_LICENCE_LENGTH = 120
_NAMED_LICENCE = re.compile(
    r"\bcreative commons\b|\bgnu (?:free documentation|general public)\b", re.IGNORECASE
)
_LICENCE_WORD = word_pattern("licence_words.txt")
_TRADEMARK = word_pattern("trademark_words.txt")
_MAX_NAMED_LICENCE = 40
"""Words of a text that is only about its licence."""
_COPYRIGHT_SIGNS = ("©", "(c)", "copyright")
_COPYRIGHT = re.compile(
    r"^\W*(?:©|\(c\)\s)|(?:©|\(c\)|copyright)\s*(?:\(c\)\s*|©\s*)?\d{4}", re.IGNORECASE
)
_ADDRESS = re.compile(r"(?<!\S)\W?[\w.+-]{1,60}@[\w.-]{1,60}")
"""An address of e-mail."""


def has_copyright(text: str) -> bool:
    """Return whether a text has a copyright notice."""
    if "©" in text and len(text.split()) <= _NOTICE_WORDS:
        return True
    lower = text.lower()
    if "(c)" in lower and "(b)" not in lower and len(text.split()) <= _COPYRIGHT_WORDS:
        return True
    return any(sign in lower for sign in _COPYRIGHT_SIGNS) and bool(_COPYRIGHT.search(text))


def is_copyright(text: str) -> bool:
    """Return whether a text begins as a copyright notice does."""
    return _COPYRIGHT.match(text) is not None


def is_signed_copyright(text: str) -> bool:
    """Return whether a text has a copyright with a year after the address of its owner."""
    signed = _ADDRESS.search(text)
    return signed is not None and _COPYRIGHT.search(text, signed.end()) is not None


def is_licence(text: str) -> bool:
    """Return whether a text has a copyright and the conditions of a licence."""
    return has_copyright(text) and width(text) >= _MIN_LICENCE_LENGTH


def names_licence(text: str, title: str) -> bool:
    """Return whether a short text names a licence or a trademark, and the title does not."""
    if count_words(text) > _MAX_NAMED_LICENCE:
        return False
    if _TRADEMARK.search(text) is not None and _TRADEMARK.search(title) is None:
        return True
    is_named = _NAMED_LICENCE.search(text) is not None and _LICENCE_WORD.search(text) is not None
    return is_named and _LICENCE_WORD.search(title) is None
