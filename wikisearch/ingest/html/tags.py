"""A tag and its attributes -> what the tree builder does with it: build, pass over or leave out."""

import re
from collections.abc import Mapping

from wikisearch.ingest.html.element import BLOCKS, Element

_UNREAD_NAMES = """
script style template svg iframe object embed applet noscript noembed noframes audio video canvas
select datalist button textarea dialog rp rt rtc annotation annotation-xml
"""
UNREAD = frozenset(_UNREAD_NAMES.split())
"""Elements whose content is not text of the page."""

SHOWN_TEMPLATES = frozenset({"slot", "shadowrootmode", "shadowroot"})
"""Attributes of a template that browsers or frameworks show where it is."""

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

CONTROLS = frozenset({"input", "label"})
"""Parts of a form, which only a style sheet separates from the words before them."""

METADATA = frozenset({"meta", "link"})
"""Elements of the head that are built if they say something that is used."""

_RELATIONS = frozenset({"canonical", "search"})
"""Relations of the `<link>` elements that are used."""
LANGUAGE_NAMES = frozenset({"language", "dc.language", "dcterms.language"})
"""Names of a `<meta>` with the language of the page."""
_META_NAMES = frozenset({"author", "generator", "description", "robots"}) | LANGUAGE_NAMES
PAGE_FACTS = frozenset({"datepublished", "datemodified", "datecreated", "timerequired"})
"""Properties of schema.org that state when a page was written, and how long it takes to read."""
_META_PROPERTIES = frozenset(
    {"og:title", "og:url", "og:description", "og:locale", "article:section", "article:tag"}
)
_META_HEADERS = frozenset({"refresh", "content-language"})
_WHOLE_PAGE = frozenset({"html", "body", "main"})
_FOLDED = re.compile(
    r"\b(?:tab-?(?:pane|panel|content)|accordion|collaps|fold|spoiler|toggle)", re.IGNORECASE
)
"""Classes of content that readers unfold."""
_UNFOLDING = re.compile(r"accordion|collapsible|faq|question", re.IGNORECASE)
"""Classes of the buttons that unfold it."""
_SOURCE = re.compile("source|src|code", re.IGNORECASE)
"""In the id or the class of a block that shows how a function is written."""
_POPUP = re.compile(r"modal|popup|dialog|cookie|consent|overlay|banner", re.IGNORECASE)
"""Classes of what covers the page."""
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)


_ICON_FONTS = ("material-icons", "material-symbols")
"""Classes of fonts that replace the name of an icon by the icon: `home`, `arrow_back`."""
_BADGE = re.compile(r"badge|(?<![a-z])(?:version|label|status|pill|chip|deprecated)(?![a-z])")
_MIN_DESCRIBING = 3
"""Words of the text of an image that describes it; fewer can be a letter, an icon or a name."""
_FORMULA = re.compile(r"\s*[$\\]")
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)
_MISSING = re.compile(
    r"(?:not (?:be )?found|nicht gefunden|introuvable|no encontrad[oa]|non trovat[oa]"
    r"|não encontrad[oa]|niet gevonden|hittades inte|nie znaleziono|не найден[оа]?|bulunamadı"
    r"|未找到|找不到|見つかりません|찾을 수 없(?:음|습니다))\W*$",
    re.IGNORECASE,
)
_MISSING_LENGTH = 40
"""Last characters of an alternative text, which say that a file is missing."""


def is_metadata(tag: str, attrs: Mapping[str, str]) -> bool:
    """Return whether a `<meta>` or `<link>` says something about the page that is used."""
    if tag == "link":
        return not _RELATIONS.isdisjoint(attrs.get("rel", "").lower().split())
    return (
        attrs.get("name", "").lower() in _META_NAMES
        or is_page_fact(attrs)
        or attrs.get("property", "").lower() in _META_PROPERTIES
        or attrs.get("http-equiv", "").lower() in _META_HEADERS
    )


def is_page_fact(attrs: Mapping[str, str]) -> bool:
    """Return whether an element states when its page was written, or how long it takes to read."""
    return (attrs.get("itemprop") or attrs.get("property", "")).lower() in PAGE_FACTS


def is_hidden(tag: str, attrs: Mapping[str, str]) -> bool:
    """Return whether browsers hide an element; False for those that contain the whole page."""
    if tag in _WHOLE_PAGE:
        return False
    if "hidden" in attrs and attrs["hidden"].lower() != "until-found":
        return True
    if attrs.get("aria-hidden") == "true" and "id" not in attrs:
        return True
    return "style" in attrs and _NO_DISPLAY.search(attrs["style"]) is not None


def is_icon_class(name: str) -> bool:
    """Return whether a class in lower case shows the words of its element as a picture."""
    return name.startswith(_ICON_FONTS)


def is_badge_class(name: str) -> bool:
    """Return whether a class in lower case is that of a badge after a name: its version, "new"."""
    return _BADGE.search(name) is not None


def is_linked_data(attrs: Mapping[str, str]) -> bool:
    """Return whether a script is JSON-LD."""
    return attrs.get("type", "").strip().lower() == "application/ld+json"


def picture_text(attrs: Mapping[str, str]) -> str:
    """Return the alternative text of an image.

    The name of its file, and an error if the file is missing, are not about what it shows.
    """
    text = attrs.get("alt", "")
    is_other = not text or _FILE_NAME.fullmatch(text) or _MISSING.search(text[-_MISSING_LENGTH:])
    return "" if is_other else f" {text} "


def parts_from_text(text: str) -> bool:
    """Return whether the text of an image is several words: no part of the sentence after it."""
    return len(text.split()) >= _MIN_DESCRIBING and not is_formula(text)


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
    if before.name == "a":
        return _has_script_for(before.attrs, attrs)
    return before.rank > 1 or (before.name == "button" and _shows(before.attrs, attrs))


def is_popup(attrs: Mapping[str, str]) -> bool:
    """Return whether an element with these attributes covers the page when it is shown."""
    return bool({"role", "aria-modal"} & attrs.keys()) or bool(
        _POPUP.search(attrs.get("class", ""))
    )


def unfolds(button: Mapping[str, str]) -> bool:
    """Return whether a button, which has these attributes, shows and hides a part of the page."""
    return "aria-expanded" in button or _is_question(button)


def _shows(button: Mapping[str, str], panel: Mapping[str, str]) -> bool:
    """Return whether a button shows the block after it, and that block is not a menu."""
    if _is_question(button):
        return True
    controlled = button.get("aria-controls", "")
    return bool(controlled) and controlled == panel.get("id") and "aria-haspopup" not in button


def _has_script_for(link: Mapping[str, str], panel: Mapping[str, str]) -> bool:
    """Return whether the script of a link names the block after it, which is not source code."""
    name, href = panel.get("id", ""), link.get("href", "")
    if not name or _SOURCE.search(f"{name} {panel.get('class', '')}"):
        return False
    script = href if href.lstrip()[:11].lower() == "javascript:" else link.get("onclick", "")
    return f"'{name}'" in script or f'"{name}"' in script


def _is_question(button: Mapping[str, str]) -> bool:
    return _UNFOLDING.search(button.get("class", "")) is not None
