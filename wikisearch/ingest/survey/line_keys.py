"""A line -> its key: equal for lines that differ in case and numbers only."""

import re

from wikisearch.ingest.survey.title_affixes import SEPARATOR
from wikisearch.model.digest import digest

_DIGITS = re.compile(r"\d+")
_WORDS = re.compile(r"[^\W\d_]+")
_MAX_LENGTH = 2000
"""Characters of a line that its key depends on."""


def line_key(text: str) -> str:
    """Return the key of a line; numbers do not count, because dates and page numbers differ."""
    return digest(_DIGITS.sub("0", text[:_MAX_LENGTH].casefold()), 8)


def key_after_name(text: str, document_title: str) -> str:
    """Return the key of a line without its first part, which `<title>` begins with; else empty.

    The line is a title with the name of the site: "Lag - The manual of Tide".
    """
    separator = SEPARATOR.search(text)
    if separator is None or not separator.start():
        return ""
    name = text[: separator.start()]
    return line_key(f"\n{text[len(name) :]}") if document_title.startswith(name) else ""


def heading_key(title: str) -> str:
    """Return the key of a heading: another one than that of a line with the same words."""
    return line_key(f"# {title}")


def line_words(text: str) -> frozenset[str]:
    """Return the words of a line, in lower case, without numbers."""
    return frozenset(_WORDS.findall(text[:_MAX_LENGTH].casefold()))
