"""The name and the class attribute of an element -> what the tree builder does with it.

A process decides once for each pair: the pages of a wiki repeat them.
"""

from dataclasses import dataclass
from functools import lru_cache

from wikisearch.ingest.html.code_language import language_in
from wikisearch.ingest.html.element import BLOCKS, LAYOUT, TITLE_CLASSES
from wikisearch.ingest.html.inline_needs import InlineNeeds
from wikisearch.ingest.html.tags import (
    CONTROLS,
    METADATA,
    NAMES,
    SELECTABLE,
    SEPARATORS,
    SIGNIFICANT,
    UNREAD,
    VOID,
    is_badge_class,
    is_icon_class,
)

_ALWAYS = frozenset({"title", "base"})
_NEVER = METADATA | {"img"}
"""Elements without text; a page has them by what their other attributes say."""
_LINKS_AND_TARGETS = SELECTABLE | {"href", "name"}
_NOTHING: frozenset[str] = frozenset()
_TITLES = frozenset(TITLE_CLASSES)

_MAX_KINDS = 20_000
"""Kinds that are cached from page to page."""


@dataclass(frozen=True, slots=True)
class ElementKind:
    """What the elements of one name and class attribute have in common."""

    classes: tuple[str, ...]
    """In lower case."""
    is_unread: bool
    is_block: bool
    is_layout: bool
    """A block that only arranges its content."""
    is_skippable: bool
    """The same without a class that matters."""
    is_built: bool
    """A block, or inline and an object whatever its attributes are."""
    wanted: frozenset[str]
    """Attributes that make an object of an inline element."""
    begins_names: bool
    """Inline, and can contain the name that its paragraph begins with."""
    is_special: bool
    """Inline, and built for what its attributes say, or a button, which is read in headings."""
    is_empty: bool
    """Inline, without content, and becomes text."""
    is_control: bool
    """Inline, and apart from the words before it."""
    is_badge: bool
    """Inline, and apart from the words before it in a heading."""
    is_separator: bool
    """Inline, and separates words where it is empty."""
    language: str
    """Of inline code, the programming language that its class names."""
    is_plain: bool
    """None of these, but perhaps a separator: passed over without a `noticed` attribute."""
    noticed: frozenset[str]


class ElementKinds(dict[tuple[str, str], ElementKind]):
    """Name and class attribute -> kind, decided once."""

    def __init__(self, needs: InlineNeeds) -> None:
        super().__init__()
        self._needs = needs

    def __missing__(self, key: tuple[str, str]) -> ElementKind:
        tag, attribute = key
        classes = tuple(attribute.lower().split())
        needs = self._needs
        is_selected = not needs.classes.isdisjoint(classes)
        is_known = is_selected or not _TITLES.isdisjoint(classes)
        is_needed = is_selected or needs.everything or tag in needs.names
        is_built = tag in _ALWAYS or (is_needed and tag not in _NEVER and tag != "br")
        is_built = is_built or tag in BLOCKS
        is_special = tag in METADATA or tag == "button"
        wanted = _NOTHING if tag in _NEVER or is_needed else self._attributes(tag)
        is_unread = tag in UNREAD or (tag not in BLOCKS and any(map(is_icon_class, classes)))
        language = language_in(attribute) if tag == "code" else ""
        is_other = is_built or is_special or is_unread or tag in VOID or tag in CONTROLS
        self[key] = kind = ElementKind(
            classes=classes,
            is_unread=is_unread,
            is_block=tag in BLOCKS,
            is_layout=tag in LAYOUT,
            is_skippable=tag in LAYOUT and not is_known,
            is_built=is_built,
            wanted=wanted,
            begins_names=tag in NAMES,
            is_special=is_special,
            is_empty=tag in VOID,
            is_control=tag in CONTROLS,
            is_badge=tag not in BLOCKS and any(map(is_badge_class, classes)),
            is_separator=tag in SEPARATORS,
            language=language,
            is_plain=not (is_other or language),
            noticed=wanted | SIGNIFICANT,
        )
        return kind

    def _attributes(self, tag: str) -> frozenset[str]:
        links = _LINKS_AND_TARGETS if tag == "a" else SELECTABLE
        return links | self._needs.attributes


@lru_cache(maxsize=8)
def _shared_kinds(needs: InlineNeeds) -> ElementKinds:
    return ElementKinds(needs)


def element_kinds(needs: InlineNeeds) -> ElementKinds:
    """Return the kinds that all pages of a process share."""
    kinds = _shared_kinds(needs)
    if len(kinds) > _MAX_KINDS:
        kinds.clear()
    return kinds
