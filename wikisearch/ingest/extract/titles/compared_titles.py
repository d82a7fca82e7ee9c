"""A heading beside `<title>`: which of the two has more than the name of the page."""

import re

from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.plain_text import heading_text, plain_text

_MIN_NODES = 2
_SITE_END = re.compile(r"\s[-|–—:]\s|:\s")
_MIN_PART_LENGTH = 4
_SEPARATORS = re.compile(r"(?<=\w)\.+::\.+(?=\w)")
_WORD = re.compile(r"\w+")
_DOTS = re.compile(r"(?<=\w)\.(?=\w)")
_MANUAL_PAGE = re.compile(r"\S+\(\d\w{0,4}\)")
_PART_NUMBER = re.compile(r"\s*[-|–—:/»]\s*(?:[IVXLC]{1,6}|\d{1,3})[.:)]?")
"""A number after the name of a book and a separator."""
_VERSION = re.compile(r"\s\((?:\S+\s)?v?\d+\.[\w.+-]+\)$")
_MANUAL_HEADER = re.compile(r"\((?:\d\w{0,4}|n)\)\s+\d+(?:\.\d+)+\s")


def own_words(heading: Element, text: str, *titles: str) -> str:
    """Return the words of a heading without a book before them and a badge after them.

    The titles are `<title>` with and without the name of the site. A separator that is there once
    for each programming language is a dot: `Lag..::..Fill` is `Lag.Fill`.
    """
    text = _SEPARATORS.sub(".", text)
    for full in titles:
        short = _chapter_of_book(heading, full) or _without_badge(heading, text, full)
        if short != text:
            return short
    return text


def without_site(text: str, named: str, full: str) -> str:
    """Remove badges after the name of the page if the site in `<title>` begins with the first."""
    site = _WORD.search(full, len(named)) if named and full.startswith(named) else None
    return named if site is not None and f"{text} ".startswith(f"{named} {site[0]} ") else text


def _without_badge(heading: Element, text: str, full: str) -> str:
    """Remove the last element of a heading if `<title>` has the words before it, but not its own.

    `<h1>lag method <a href="…">Deprecated</a></h1>` with the title "lag method - Gate class".
    """
    parts = [node for node in heading.contents if isinstance(node, Element) or not node.isspace()]
    if len(parts) < _MIN_NODES or not isinstance(last := parts[-1], Element):
        return text
    badge = plain_text(last)
    name = text.removesuffix(badge).rstrip() if badge and badge not in full else ""
    if not name or name == text or not full.startswith(name):
        return text
    return text if full[len(name) :][:1].isalnum() else name


def _chapter_of_book(heading: Element, named: str) -> str:
    """Return the end of `<title>` if a heading begins as it does and has its end as well.

    "Tide Manual" above "Chapter 4 - Neap tides" is one heading; the title has both names. In "Tide
    Manual / IV", the number is that of the end.
    """
    start, *others = _SITE_END.split(named, maxsplit=1)
    name = others[0].strip() if others else ""
    text = heading_text(heading)
    if len(name) < _MIN_PART_LENGTH or not start or not text.startswith(start):
        return ""
    if _PART_NUMBER.fullmatch(text, len(start)):
        return name
    if not text.startswith(f"{start} "):
        return ""
    between = text[len(start) : len(text) - len(name)].strip() if text.endswith(f" {name}") else ""
    return name if any(map(str.isalpha, between)) else ""


def has_version(heading: str, named: str, full: str) -> bool:
    """Return whether a heading is the name and a version in brackets: "Gate (mill v1.2)".

    The words before the version can be those of the site at the end of `<title>`.
    """
    if not heading.startswith(f"{named} ("):
        return False
    site = heading[len(named) + 2 : -1]
    is_site = heading.endswith(")") and any(map(str.isdecimal, site)) and full.endswith(f" {site}")
    return is_site or _VERSION.match(heading, len(named)) is not None


def lacks_signs(heading: str, named: str) -> bool:
    """Return whether a heading is `<title>` without its dots: a script writes those of a name."""
    if heading == named or "." not in named:
        return False
    return heading in (_DOTS.sub("", named), _DOTS.sub(" ", named))


def is_manual_page(named: str, heading: str) -> bool:
    """Return whether the heading is the header of a manual page, and `<title>` only its name.

    They are `lag(1) Manual Page` and `lag(1)`, or `lag(n) 1.0 gate "Gates"` and `lag`.
    """
    if not named or not heading.startswith(named):
        return False
    if _MANUAL_HEADER.match(heading, len(named)) is not None:
        return True
    return heading.startswith(f"{named} ") and _MANUAL_PAGE.fullmatch(named) is not None
