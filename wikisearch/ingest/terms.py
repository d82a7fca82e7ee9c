"""An entry of a list of definitions -> the term or the name that is explained."""

import re

from wikisearch.ingest.element import Element, plain_text
from wikisearch.ingest.profile import Profile

_ABBREVIATIONS = re.compile(r"\s*:(?:\s+[\w/-]{1,6}\.,?){0,4}$")
"""What stands behind a term in a dictionary: "hack: n., v."."""
_KEYWORDS = re.compile(
    r"^(?:(?:class|exception|async|static|abstract|classmethod|staticmethod|property|function|"
    r"method|module|enum|struct|type|macro|const|final)\s+)+(?=\w)"
)
_CALL = re.compile(r"^([\w.:$~*&<>-]*[\w>])[(\[]")
_HOUSE_OF_C = "c."
_INDEXED = re.compile(r"index-(.+)")
"""What Texinfo calls the place of a function in its index."""


def term_of(element: Element, profile: Profile) -> str:
    """Read what an entry is called, without its signature or its part of speech."""
    text = plain_text(element)
    name = _named_part(element, profile)
    if name:
        address = element.attrs.get("id", "").removeprefix(_HOUSE_OF_C)
        return address if address.endswith(f".{name}") else name
    index = _INDEXED.fullmatch(_address(element))
    if index is not None and index[1] in text.split():
        return index[1]
    call = _CALL.match(_KEYWORDS.sub("", text))
    if call is not None:
        return call[1]
    return _ABBREVIATIONS.sub("", text) or text


def _address(element: Element) -> str:
    inner = (node for node in element.descendants if isinstance(node, Element))
    names = (node.attrs.get("id") or node.attrs.get("name", "") for node in (element, *inner))
    return next(filter(None, names), "")


def _named_part(element: Element, profile: Profile) -> str:
    """Read the part of an entry that a profile says is its name."""
    for selector in profile.entry_names:
        last = selector.steps[-1] if selector.steps else None
        for inner in element.descendants:
            if isinstance(inner, Element) and last is not None and last.matches(inner):
                return plain_text(inner)
    return ""
