"""A tag and its attributes -> what the tree builder does with it: build, pass over or leave out."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from wikisearch.ingest.html.element import BLOCKS, TITLE_CLASSES, Element
from wikisearch.ingest.html.inline_needs import InlineNeeds

_UNREAD_NAMES = """
script style template svg iframe object embed applet noscript noembed noframes audio video canvas
select datalist button textarea dialog rp rt rtc annotation annotation-xml
"""
UNREAD = frozenset(_UNREAD_NAMES.split())
"""Elements whose content is not text of the page."""

SIGNIFICANT = frozenset({"id", "name", "role", "hidden", "aria-hidden", "style"})
"""Attributes that make any element a link target, selectable or hidden; most elements have none."""

SELECTABLE = frozenset({"id", "role"})
"""Attributes by which any element can be selected."""

SEPARATORS = frozenset({"span", "i"})
"""Elements that separate words where they are empty."""

BOLD = frozenset({"b", "strong", "dfn"})
"""Inline elements that can contain the term that a paragraph begins with."""

NAMES = BOLD | {"code", "em", "font", "i", "samp", "span", "tt", "var"}
"""Inline elements that can contain the name of a paragraph or item with a link target."""

VOID = frozenset({"br", "img"})
"""Elements without content that become text."""

_ALWAYS = frozenset({"title", "base"})
_METADATA = frozenset({"meta", "link"})
_RELATIONS = frozenset({"canonical", "search"})
"""Relations of the `<link>` elements that are used."""
_META_NAMES = frozenset({"generator", "description", "language", "robots"})
_META_PROPERTIES = frozenset({"og:url", "og:description", "article:section"})
_META_HEADERS = frozenset({"refresh", "content-language"})
_BY_NAME = _ALWAYS | _METADATA | {"img"}
_LINKS_AND_TARGETS = SELECTABLE | {"href", "name"}
_WHOLE_PAGE = frozenset({"html", "body", "main"})
_FOLDED = re.compile(
    r"\b(?:tab-?(?:pane|panel|content)|accordion|collaps|fold|spoiler|toggle)", re.IGNORECASE
)
"""Classes of content that readers unfold."""
_UNFOLDING = re.compile(r"accordion|collapsible|faq|question", re.IGNORECASE)
"""Classes of the buttons that unfold it."""
_POPUP = re.compile(r"modal|popup|dialog|cookie|consent|overlay|banner", re.IGNORECASE)
"""Classes of what covers the page."""
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)


_FORMULA = re.compile(r"\s*[$\\]")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)


_MOST_CLASSES = 20_000
"""Class attributes that are cached from page to page."""


class ClassNames(NamedTuple):
    """The names in one class attribute."""

    names: tuple[str, ...] = ()
    is_selected: bool = False
    """Whether a selector of a profile uses one of them."""
    is_known: bool = False
    """Whether a selector uses one of them, or one marks a title."""


class ClassCache(dict[str, ClassNames]):
    """Class attribute -> its names, parsed once."""

    def __init__(self, selected: frozenset[str]) -> None:
        super().__init__()
        self._selected = selected

    def __missing__(self, attribute: str) -> ClassNames:
        names = tuple(attribute.lower().split())
        is_selected = not self._selected.isdisjoint(names)
        known = is_selected or any(name in TITLE_CLASSES for name in names)
        self[attribute] = found = ClassNames(names, is_selected, known)
        return found


@lru_cache(maxsize=8)
def _shared_classes(selected: frozenset[str]) -> ClassCache:
    return ClassCache(selected)


def class_cache(selected: frozenset[str]) -> ClassCache:
    """Return the cache that all pages of a process share: they repeat the same attributes."""
    cache = _shared_classes(selected)
    if len(cache) > _MOST_CLASSES:
        cache.clear()
    return cache


class InlineFilter:
    """Decides which inline elements become objects."""

    def __init__(self, needs: InlineNeeds) -> None:
        self._names = needs.names
        self._attributes = SELECTABLE | needs.attributes
        self._link_attributes = _LINKS_AND_TARGETS | needs.attributes
        self._everything = needs.everything

    def is_built(self, tag: str, attrs: Mapping[str, str], classes: ClassNames) -> bool:
        """Return whether an inline element is built."""
        if tag in _BY_NAME:
            return tag in _ALWAYS or (tag in _METADATA and _is_metadata(tag, attrs))
        if classes.is_selected or self._everything or tag in self._names:
            return tag != "br"
        wanted = self._link_attributes if tag == "a" else self._attributes
        return not wanted.isdisjoint(attrs)


def _is_metadata(tag: str, attrs: Mapping[str, str]) -> bool:
    """Return whether a `<meta>` or `<link>` says something about the page that is used."""
    if tag == "link":
        return not _RELATIONS.isdisjoint(attrs.get("rel", "").lower().split())
    return (
        attrs.get("name", "").lower() in _META_NAMES
        or attrs.get("property", "").lower() in _META_PROPERTIES
        or attrs.get("http-equiv", "").lower() in _META_HEADERS
    )


def is_hidden(tag: str, attrs: Mapping[str, str]) -> bool:
    """Return whether browsers hide an element; False for those that contain the whole page."""
    if tag in _WHOLE_PAGE:
        return False
    if "hidden" in attrs and attrs["hidden"].lower() != "until-found":
        return True
    if attrs.get("aria-hidden") == "true" and "id" not in attrs:
        return True
    return "style" in attrs and _NO_DISPLAY.search(attrs["style"]) is not None


def is_linked_data(attrs: Mapping[str, str]) -> bool:
    """Return whether a script is JSON-LD."""
    return attrs.get("type", "").strip().lower() == "application/ld+json"


def picture_text(attrs: Mapping[str, str]) -> str:
    """Return the alternative text of an image, unless it is the name of its file."""
    text = attrs.get("alt", "")
    return "" if not text or _FILE_NAME.fullmatch(text) else f" {text} "


def is_formula(text: str) -> bool:
    """Return whether the text of an image is a formula in TeX."""
    return _FORMULA.match(text) is not None


def is_folded(tag: str, attrs: Mapping[str, str], before: object) -> bool:
    """Return whether a hidden element is content that unfolds: a tab, the text of a heading.

    `before` is the node before it.
    """
    if tag not in BLOCKS or "aria-modal" in attrs:
        return False
    role, classes = attrs.get("role", "").strip().lower(), attrs.get("class", "")
    if role == "tabpanel":
        return True
    if role or _POPUP.search(classes):
        return False
    if _FOLDED.search(classes):
        return True
    if not isinstance(before, Element):
        return False
    return before.rank > 1 or (before.name == "button" and _is_question(before.attrs))


def unfolds(button: Mapping[str, str]) -> bool:
    """Return whether a button, which has these attributes, shows and hides a part of the page."""
    return "aria-expanded" in button or _is_question(button)


def _is_question(button: Mapping[str, str]) -> bool:
    return _UNFOLDING.search(button.get("class", "")) is not None
