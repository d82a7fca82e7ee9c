"""A block of code -> its programming language, as the classes for a highlighter name it."""

import re
from collections.abc import Mapping
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
_MAX_AROUND = 6
"""Elements around code that are looked at: a table can put line numbers beside it."""


def code_language(block: Element) -> str:
    """Return the language of a block of code; empty if nothing names it."""
    found = block.language or language_of(block.attrs)
    around = islice(ancestors(block), _MAX_AROUND)
    for at, element in enumerate(around):
        if found:
            break
        if not at or _HIGHLIGHTER in element.attrs.get("class", ""):
            found = language_of(element.attrs)
    return found


def language_of(attrs: Mapping[str, str]) -> str:
    """Return the language that the attributes of an element name; empty if they name none."""
    classes = attrs.get("class", "").lower().split()
    before = ""
    for each in classes:
        match = _PREFIX.fullmatch(each)
        name = match["name"] if match is not None else ""
        if before in _BEFORE and _NAME.fullmatch(each):
            name = name or each.rstrip(";")
        if name and name not in _NO_LANGUAGE:
            return name
        before = each
    named = next((attrs[name].lower() for name in _ATTRIBUTES if name in attrs), "")
    return named if _NAME.fullmatch(named) and named not in _NO_LANGUAGE else ""
