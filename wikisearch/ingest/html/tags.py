"""A tag and its attributes -> what a builder does with it: read it, pass over it, leave it out."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from wikisearch.ingest.html.element import TITLE_CLASSES

_NOT_READ_NAMES = """
script style template svg iframe object embed applet noscript noembed noframes audio video canvas
select datalist button textarea dialog rp annotation annotation-xml
"""
NOT_READ = frozenset(_NOT_READ_NAMES.split())
"""Elements that hold no text of the page."""

TELLING = frozenset({"id", "name", "role", "hidden", "aria-hidden", "style"})
"""Attributes by which any element may be led to, looked for or left out; most have none."""

NAMED = frozenset({"id", "role"})
"""Those of them by which any element may be looked for."""

VOID = frozenset({"br", "img"})
"""Elements that are text without holding any."""

_ALWAYS = frozenset({"title", "base"})
_ABOUT_PAGE = frozenset({"meta", "link"})
_OF_THEIR_OWN = _ALWAYS | _ABOUT_PAGE | {"img"}
_PLACES = NAMED | {"href", "name"}
_WHOLE_PAGE = frozenset({"html", "body", "main"})
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)


class ClassNames(NamedTuple):
    """What stands in a class attribute."""

    each: tuple[str, ...] = ()
    asked: bool = False
    """Whether a profile asks for any of it."""
    known: bool = False
    """Whether one does, or a title may be told by any of it."""


class KnownClasses(dict[str, ClassNames]):
    """Class attributes taken apart, each when it is first met: a page repeats the same ones."""

    def __init__(self, asked: frozenset[str]) -> None:
        super().__init__()
        self._asked = asked

    def __missing__(self, written: str) -> ClassNames:
        each = tuple(written.split())
        asked = not self._asked.isdisjoint(each)
        names = ClassNames(each, asked, asked or any(name in TITLE_CLASSES for name in each))
        self[written] = names
        return names


def is_wanted(tag: str, attrs: Mapping[str, str], classes: ClassNames) -> bool:
    """Tell whether an inline element means something to us."""
    if tag in _OF_THEIR_OWN:
        return tag in _ALWAYS or (tag in _ABOUT_PAGE and _is_about_page(tag, attrs))
    return classes.asked or not (_PLACES if tag == "a" else NAMED).isdisjoint(attrs)


def _is_about_page(tag: str, attrs: Mapping[str, str]) -> bool:
    """Tell whether a `<meta>` or `<link>` says what made the page, where it is, or where to go."""
    if tag == "link":
        return "canonical" in attrs.get("rel", "").lower().split()
    return (
        attrs.get("name", "").lower() == "generator"
        or attrs.get("property", "").lower() == "og:url"
        or attrs.get("http-equiv", "").lower() == "refresh"
    )


def is_hidden(tag: str, attrs: Mapping[str, str]) -> bool:
    """Tell whether a browser would not show it; never true of what holds the whole page."""
    if tag in _WHOLE_PAGE:
        return False
    if "hidden" in attrs and attrs["hidden"].lower() != "until-found":
        return True
    if attrs.get("aria-hidden") == "true" and "id" not in attrs:
        return True
    return "style" in attrs and _NO_DISPLAY.search(attrs["style"]) is not None
