"""The nodes of a parsed page, and the words in them."""

from typing import TYPE_CHECKING, Any, ClassVar, Union

from bs4 import BeautifulSoup

Node = Union["Element", "Text"]

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    # The types of bs4 come from two places that do not agree; this is what we use of them.
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

LINE_BREAK = "\u2028"
"""What a `<br>` becomes: Unicode's own line separator."""

HEADINGS = {f"h{rank}": rank for rank in range(1, 7)}

_BLOCK_NAMES = """
html head body address article aside blockquote caption center dd details dir div dl dt fieldset
figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol
optgroup p plaintext pre section summary table tbody td tfoot th thead tr ul xmp
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
"""Elements that stand on lines of their own; every other one is part of a line."""

LAYOUT = frozenset({"div", "table", "tbody", "thead", "tr", "th", "td", "ul", "center"})
"""Those of them that only arrange what is in them, when nothing names them."""

TITLE_CLASSES = ("title", "page-title", "pagetitle", "entry-title", "MsoTitle")
"""Classes that sites give to the title within a page, the likeliest first."""


class Element(Tag):
    """A Tag made without what only writing HTML needs, and with what extraction notes on it."""

    parser_class = BeautifulSoup
    namespace = prefix = sourceline = sourcepos = None
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
    """1 to 6 for a heading, more for an entry of a glossary, 0 for anything else."""
    dropped = ""
    """Why it is neither text nor links of the content; empty when it is."""
    related = False
    """Holds links to related pages."""
    entry_title = ""
    """For an entry of a glossary, the term or the name that is explained."""
    holds_entries = False
    """The list of a glossary."""
    layout = False
    """A table that arranges the page rather than data: headings stand in it."""

    def __init__(self, name: str, attrs: "Mapping[str, str]") -> None:
        self.name = name
        self.attrs = attrs
        self.contents = []

    # Tag compares by content and hashes by its markup: a whole subtree written out each time.
    __eq__ = object.__eq__
    __ne__ = object.__ne__
    __hash__ = object.__hash__


class Text(NavigableString):
    """A run of text between two elements."""

    hidden = False
    parent: "Element | None" = None
    next_element: Node | None = None
    previous_element: Node | None = None
    next_sibling: Node | None = None
    previous_sibling: Node | None = None


def plain_text(root: Element) -> str:
    """Return the words of an element on one line, boilerplate and permalinks left out."""
    chunks: list[str] = []
    waiting: list[Any] = [root]
    while waiting:
        node = waiting.pop()
        if not isinstance(node, Element):
            chunks.append(node)
        elif node is root or not (node.dropped or is_permalink(node)):
            if node.name in BLOCKS:
                chunks.append(" ")
            waiting.extend(reversed(node.contents))
    return one_line("".join(chunks))


def is_permalink(node: Element) -> bool:
    """Tell whether a link is only a sign that leads to the heading it stands in: `¶`, `#`, `§`."""
    if node.name != "a" or "#" not in node.attrs.get("href", ""):
        return False
    for sign in node.contents:
        if isinstance(sign, Element):
            if not sign.dropped:
                return False
        elif any(map(str.isalnum, sign)):
            return False
    return True


def one_line(text: str) -> str:
    """Collapse white space and drop soft hyphens."""
    if "\xad" in text:
        text = text.replace("\xad", "")
    return " ".join(text.split())
