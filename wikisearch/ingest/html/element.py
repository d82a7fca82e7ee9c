"""The nodes of a parsed page."""

from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar, Union

from bs4 import BeautifulSoup

Node = Union["Element", "TextNode"]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    # The published types of bs4 contradict each other; this is the part that we use.
    class Tag:
        """An element of the page."""

        MAIN_CONTENT_STRING_TYPES: Any
        name: str
        attrs: Mapping[str, str]
        contents: list[Node]
        parent: "Element | None"
        previous_element: Node | None
        next_element: Node | None
        previous_sibling: Node | None
        next_sibling: Node | None
        descendants: Iterator[Node]
        append: Callable[[Node], None]
        extend: Callable[[Iterable[Node]], None]
        replace_with: Callable[[Node], None]
        clear: Callable[[], None]

    class NavigableString(str):
        """Text of the page."""

        __slots__ = ()
        parent: "Element | None"
        previous_element: Node | None
        next_element: Node | None
        previous_sibling: Node | None
        next_sibling: Node | None
else:
    from bs4 import NavigableString, Tag

HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}

ENTRY_RANK = 7
"""Rank of an entry, below all headings; an entry within an entry has a higher one."""

_BLOCK_NAMES = """
html head body address article aside blockquote caption center dd details dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol
optgroup p plaintext pre section summary table tbody td tfoot th thead tr ul xmp
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Block elements; all others are inline."""

LAYOUT = frozenset({"div", "table", "tbody", "thead", "tr", "th", "td", "ul", "center"})
"""Block elements that only arrange their content, unless they have a name."""

TITLE_CLASSES = ("title", "page-title", "pagetitle", "entry-title", "msotitle")
"""Classes of the title within a page, in lower case, the most likely first."""


ENTRY_LABEL = "label of an entry"
"""Why a part is dropped that stands before the name of an entry: "Q:"."""


class Element(Tag):
    """A Tag without the state that only output needs, and with what extraction notes on it."""

    parser_class = BeautifulSoup
    namespace = prefix = sourceline = sourcepos = None
    _is_xml = False
    parent: "Element | None" = None
    next_element: Node | None = None
    previous_element: Node | None = None
    next_sibling: Node | None = None
    previous_sibling: Node | None = None
    _namespaces: ClassVar[dict[str, str]] = {}
    known_xml = hidden = can_be_empty_element = False
    cdata_list_attributes: ClassVar[dict[str, set[str]]] = {}
    preserve_whitespace_tags = frozenset({"pre", "textarea"})
    interesting_string_types = Tag.MAIN_CONTENT_STRING_TYPES

    rank = 0
    """1 to 6 for a heading, `ENTRY_RANK` or more for an entry, 0 for any other element."""
    dropped = ""
    """Why the element is excluded from the content; empty if it is included."""
    related = False
    """Contains links to related pages."""
    entry_title = ""
    """For an entry, the term or name that it defines."""
    entry_line = ""
    """First line of an entry, without the words that all entries end with; empty if it is the text
    of the element."""
    holds_entries = False
    """Contains entries that become sections."""
    language = ""
    """For preformatted text, the programming language that its `<code>` names."""
    layout = False
    """A table that arranges the page rather than data: it contains headings."""

    # Results of text_measures.py, computed once per element.
    visible_text: bool | None = None
    any_text: bool | None = None
    text_size = -1

    wordless_children = 0
    """Number of leading children without words; the tree builder has checked them."""

    def __init__(self, name: str, attrs: "Mapping[str, str]") -> None:
        self.name = name
        self.attrs = attrs
        self.contents = []

    # Tag compares and hashes by markup, which writes out the whole subtree each time.
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class TextNode(NavigableString):
    """A run of text between two elements."""

    parent: "Element | None" = None
    next_element: Node | None = None
    previous_element: Node | None = None
    next_sibling: Node | None = None
    previous_sibling: Node | None = None


def ancestors(element: Element) -> "Iterator[Element]":
    """Yield the elements that contain an element, the closest first."""
    above: object = element.parent
    # The root is the soup, which is not an Element.
    while isinstance(above, Element):
        yield above
        above = above.parent


def elements_in(element: Element, most: int | None = None) -> "Iterator[Element]":
    """Iterate over the elements in an element in document order, of the first `most` nodes in it.

    The generator of bs4 is slow, and most elements have no other in them.
    """
    for child in element.contents:
        if isinstance(child, Element):
            nodes = islice(element.descendants, most)
            return (node for node in nodes if isinstance(node, Element))
    return iter(())


def has_address(element: Element) -> bool:
    """Return whether an element has an id or a name, so that a link may lead to it."""
    attrs = element.attrs
    return "id" in attrs or "name" in attrs


def address_of(element: Element) -> str:
    """Return the id of an element, or the name of an `<a>`; empty if it has none."""
    attrs = element.attrs
    return attrs.get("id") or (element.name == "a" and attrs.get("name")) or ""


def is_shown_in(element: Element, main: Element) -> bool:
    """Return whether an element is the content or a part of it that is not dropped."""
    place: object = element
    while isinstance(place, Element):
        if place is main:
            return True
        if place.dropped:
            return False
        place = place.parent
    return False


def leads_away(element: Element) -> bool:
    """Return whether an element is a link to another place than one of its own page."""
    return element.name == "a" and not element.attrs.get("href", "#").startswith("#")


def has_heading(element: Element) -> bool:
    """Return whether a heading is in an element."""
    level: Sequence[Node] = element.contents
    while level:
        below: list[Node] = []
        for node in level:
            if isinstance(node, Element):
                if node.rank:
                    return True
                below += node.contents
        level = below
    return False


def previous_element(element: Element) -> Element | None:
    """Return the sibling before an element, if only white space separates them."""
    sibling = element.previous_sibling
    while sibling is not None and not isinstance(sibling, Element):
        if not sibling.isspace():
            return None
        sibling = sibling.previous_sibling
    return sibling


def next_element(element: Element) -> Element | None:
    """Return the sibling after an element, if only white space separates them."""
    sibling = element.next_sibling
    while sibling is not None and not isinstance(sibling, Element):
        if not sibling.isspace():
            return None
        sibling = sibling.next_sibling
    return sibling


def mark_layout(tables: "Sequence[Element]") -> None:
    """Mark tables, the outermost first, as layout; those around a marked one are marked."""
    for table in reversed(tables):
        if table.layout:
            break
        table.layout = True
