"""A block of code -> its programming language, as the classes for a highlighter name it."""

import re
from functools import lru_cache
from itertools import islice

from wikisearch.ingest.html.element import Element, ancestors

_PREFIX = re.compile(
    r"(?:(?:mw-highlight-)?lang(?:uage)?-|highlight-(?:source-)?|src-|brush:)"
    r"(?P<name>[a-z0-9+#._-]{1,20});?"
)
_BEFORE = frozenset({"sourcecode", "brush:", "makeup", "src"})
"""Classes before the one that is the language."""
_NAME = re.compile(r"[a-z][a-z0-9+#.-]{0,19};?")
_NO_LANGUAGE = frozenset(
    {"default", "none", "plain", "plaintext", "text", "txt", "unknown", "wrapper", "literal"}
)
_ATTRIBUTES = ("data-language", "data-lang")
_HIGHLIGHTER = "highlight"
"""What the class of a highlighter contains that is far around its code."""
_MAX_LENGTH = 500
"""Characters of the classes of an element; a page can repeat an element inside longer ones."""
_MAX_AROUND = 6
"""Elements around code that are looked at: a table can put line numbers beside it."""


def code_language(block: Element) -> str:
    """Return the language of a block of code; empty if nothing names it."""
    found = block.language or language_in(block.attrs.get("class", "")) or _attribute(block)
    for at, element in enumerate(islice(ancestors(block), _MAX_AROUND)):
        if found:
            break
        classes = element.attrs.get("class", "")
        found = _language_around(classes) if at else language_in(classes)
    return found


@lru_cache(512)
def language_in(classes: str) -> str:
    """Return the language that the classes of an element name; empty if they name none."""
    if len(classes) > _MAX_LENGTH:
        return ""
    before = ""
    for each in classes.lower().split():
        match = _PREFIX.fullmatch(each)
        name = match["name"] if match is not None else ""
        if before in _BEFORE and _NAME.fullmatch(each):
            name = name or each.rstrip(";")
        if name and name not in _NO_LANGUAGE:
            return name
        before = each
    return ""


@lru_cache(512)
def _language_around(classes: str) -> str:
    """Return the language in the classes of an element further around, if it is a highlighter."""
    return language_in(classes) if _HIGHLIGHTER in classes[:_MAX_LENGTH] else ""


def _attribute(block: Element) -> str:
    name = next((block.attrs[each].lower() for each in _ATTRIBUTES if each in block.attrs), "")
    return name if _NAME.fullmatch(name) and name not in _NO_LANGUAGE else ""
