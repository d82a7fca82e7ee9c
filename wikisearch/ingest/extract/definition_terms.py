"""An entry of a list of definitions -> the term or the name that is explained."""

import re
from collections.abc import Iterator

from wikisearch.ingest.extract.anchors import names_before
from wikisearch.ingest.html.element import Element, plain_text
from wikisearch.ingest.profiles.profile import Profile

_ABBREVIATIONS = re.compile(r"\s*:(?:\s+[\w/-]{1,6}\.,?){0,4}$")
"""What stands behind a term in a dictionary: "hack: n., v."."""
_KEYWORDS = re.compile(
    r"^(?:(?:class|exception|async|static|abstract|classmethod|staticmethod|property|function|"
    r"method|module|enum|struct|type|macro|const|final)\s+)+(?=\w)"
)
_CALL = re.compile(r"^([\w.:$~*&<>-]*[\w>])[(\[]")
_HOUSE_OF_C = "c."
_INDEXED = re.compile(r"index-(.+?)(?:-\d+)?")
"""What Texinfo calls the place of a function in its index, with a number when it has several."""
_LETTER = re.compile(r"\w")
_ESCAPED = re.compile("_00([0-9a-f]{2})")
"""How it writes a character that is no letter or digit."""


def term_of(element: Element, profile: Profile) -> str:
    """Read what an entry is called, without its signature or its part of speech."""
    text = plain_text(element)
    name = _named_part(element, profile)
    if name:
        address = element.attrs.get("id", "").removeprefix(_HOUSE_OF_C)
        return address if address.endswith(f".{name}") else name
    words = {word for word in text.split() if _LETTER.search(word)}
    for address in addresses_of(element):
        index = _INDEXED.fullmatch(address)
        if index is not None and (indexed := _ESCAPED.sub(_character, index[1])) in words:
            return indexed
    call = _CALL.match(_KEYWORDS.sub("", text))
    if call is not None:
        return call[1]
    return _ABBREVIATIONS.sub("", text) or text


def addresses_of(element: Element) -> Iterator[str]:
    """List what leads to an entry: its own id, that of a place in it, or directly before it."""
    yield from filter(None, [element.attrs.get("id")])
    for inner in element.descendants:
        if isinstance(inner, Element) and inner.name in ("a", "span"):
            yield from filter(None, [inner.attrs.get("id") or inner.attrs.get("name")])
    yield from names_before(element)


def _character(escaped: re.Match[str]) -> str:
    return chr(int(escaped[1], 16))


def _named_part(element: Element, profile: Profile) -> str:
    """Read the part of an entry that a profile says is its name."""
    for selector in profile.entry_names:
        last = selector.steps[-1] if selector.steps else None
        for inner in element.descendants:
            if isinstance(inner, Element) and last is not None and last.matches(inner):
                return plain_text(inner)
    return ""
