"""An entry of a definition list -> the term or name that it defines."""

import re
from collections.abc import Collection, Iterator
from functools import cache

from wikisearch.ingest.html.element import Element, elements_in, previous_element
from wikisearch.ingest.html.link_targets import names_after, names_before
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.profiles.profile import Profile

_ABBREVIATIONS = re.compile(r"\s*:(?:\s+[\w/-]{1,6}\.,?){0,4}$")
"""What follows a term in a dictionary: "hack: n., v."."""
_KEYWORDS = re.compile(
    r"^(?:(?:class|exception|async|static|abstract|classmethod|staticmethod|property|function|"
    r"method|module|enum|struct|type|macro|const|final)\s+)+(?=\w)"
)
_CALL = re.compile(r"^([\w.:$~*&<>-]*[\w>])[(\[]")
_SIGNS = re.compile(r"[\[(:]")
"""Signs of a badge, a call or an abbreviation."""
_C_DOMAIN = "c."
_TEXINFO_INDEX = re.compile(r"index-(.+?)(?:-\d+)?")
"""The id of a function in Texinfo, with a number if it has several."""
_MAX_NODES = 500
"""Nodes of an entry that are searched for an id; terms that nobody closed are nested."""
_BADGES = re.compile(r"^(?:\[[^\W\d]+\]\s*)+(?=\w)")
"""Words in brackets before a name: "[static] open"."""
_LETTER = re.compile(r"\w")
_TEXINFO_ESCAPE = re.compile("_00([0-9a-f]{2})")
"""How Texinfo writes a character that is neither a letter nor a digit."""


class TermReader:
    """Reads the names and the addresses of the terms of a page, each of them once."""

    def __init__(self, profile: Profile, ids: Collection[str]) -> None:
        """Read with a profile; `ids` are those of the page, which can be none."""
        self._profile = profile
        self._has_addresses = bool(ids)
        self._names: dict[Element, str] = {}
        # A method here would be a cycle, which keeps the whole tree until garbage is collected.
        self._own_addresses = cache(_all_own_addresses)
        self._addresses: dict[Element, tuple[str, ...]] = {}

    def name(self, term: Element) -> str:
        """Return the name of an entry without its signature or its part of speech."""
        found = self._names.get(term)
        if found is None:
            found = self._names[term] = self._read_name(term)
        return found

    def addresses(self, term: Element) -> tuple[str, ...]:
        """Return the fragments that lead to an entry, the closest first."""
        if not self._has_addresses:
            return ()
        found = self._addresses.get(term)
        if found is None:
            found = self._addresses[term] = (*self._own_addresses(term), *names_after(term))
        return found

    def _read_name(self, term: Element) -> str:
        text = plain_text(term)
        name = _profile_name(term, self._profile)
        if name:
            address = term.attrs.get("id", "").removeprefix(_C_DOMAIN)
            return address if address.endswith(f".{name}") else name
        for address in self._own_addresses(term) if self._has_addresses else ():
            index = _TEXINFO_INDEX.fullmatch(address)
            name = _TEXINFO_ESCAPE.sub(_unescape, index[1]) if index is not None else ""
            if _LETTER.search(name) and name in text.split():
                return name
        if _SIGNS.search(text) is None:
            return text  # a term of a glossary
        text = _BADGES.sub("", text)
        call = _CALL.match(_KEYWORDS.sub("", text))
        if call is not None:
            return call[1]
        return _ABBREVIATIONS.sub("", text) or text


def addresses_of(element: Element) -> Iterator[str]:
    """Yield the fragments that lead to an entry: its own ones, and those before its definition."""
    yield from _own_addresses(element)
    if element.next_sibling is not None:
        yield from names_after(element)


def _all_own_addresses(element: Element) -> tuple[str, ...]:
    return tuple(_own_addresses(element))


def _own_addresses(element: Element) -> Iterator[str]:
    """Yield the fragments in an entry, before it or around it."""
    if name := element.attrs.get("id"):
        yield name
    for inner in elements_in(element, _MAX_NODES):
        if inner.name in ("a", "span"):
            yield from filter(None, [inner.attrs.get("id") or inner.attrs.get("name")])
    yield from names_before(element)
    wrapper = element.parent
    if wrapper is not None and _wraps_term(wrapper) and previous_element(element) is None:
        yield from filter(None, [wrapper.attrs.get("id")])


def _wraps_term(element: Element) -> bool:
    """Return whether an element can contain one term and its definition, in a list of others."""
    if element.name == "div":
        return True
    is_in_list = element.parent is not None and element.parent.name == "dl"
    return is_in_list and element.name in ("section", "article")


def _unescape(escape: re.Match[str]) -> str:
    return chr(int(escape[1], 16))


def _profile_name(element: Element, profile: Profile) -> str:
    """Return the part of an entry that the profile selects as its name; empty if it has none."""
    for selector in profile.entry_names:
        for inner in elements_in(element):
            if selector.matches(inner):
                return plain_text(inner)
    return ""
