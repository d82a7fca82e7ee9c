"""The link targets of a page -> groups of blocks of one shape that begin with one."""

import re
from collections.abc import Container, Iterator
from itertools import chain, islice
from typing import NamedTuple
from urllib.parse import unquote

from wikisearch.analysis.characters.sentence_ends import ends_with_stop
from wikisearch.ingest.extract.entries.entry_names import (
    MAX_NAME_LENGTH,
    is_line_address,
    is_name_of,
    without_keyword,
)
from wikisearch.ingest.extract.entries.name_after import name_after
from wikisearch.ingest.html.element import (
    BLOCKS,
    Element,
    ancestors,
    is_shown_in,
    next_element,
)
from wikisearch.ingest.html.link_targets import is_first_text
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

WRAPPERS = ("div", "section", "article")
"""Elements around an entry; elements of a page's own, as `<api-entry>`, can be as well."""
CELLS = ("td", "th")
PARAGRAPHS = ("p", "li")
_LEVELS = 4
_MAX_DECLARATION_LENGTH = 500
_MAX_BEFORE = 10
_MAX_AROUND = 10
"""Elements around a line of code, of which one is `<pre>`."""
_OWN = "id"
_LETTER = re.compile(r"\w")
_PARTS = (
    r"(?:footnote|citation|figure|table|equation|example|listing|admonition|warning|caution|"
    r"important|toc|index)"
)
_OTHERS = re.compile(rf"(?<![a-z]){_PARTS}", re.IGNORECASE)
"""Classes of notes, figures and lists."""
_OTHER_ADDRESSES = re.compile(
    rf"^(?:cite|fn|footnote|ref|note|bib).*\d$|^{_PARTS}s?(?![a-z()]|_[a-z])"
    rf"|(?<![a-z_-]){_PARTS}s?(?![a-z()]|[-_][a-z])|(?<![a-z_]){_PARTS}s?[-_.:]?\d",
    re.IGNORECASE,
)
"""Addresses of notes, figures and lists, not `index(a, b)`, `with_index` or `path-index-join`."""


class Target(NamedTuple):
    """The link target that a block begins with."""

    element: Element
    name: str
    """Its text, if that is what its address names: `<a id="t:Lag">Lag</a>`; else empty."""

    @property
    def address(self) -> str:
        """The fragment that leads to it."""
        attrs = self.element.attrs
        return (attrs.get("id") or attrs.get("name") or "").strip()


Group = dict[Element, Target]
"""The target of each block."""


class Shape(NamedTuple):
    """What the blocks of a group have in common."""

    parent: Element
    name: str
    classes: str
    first: str
    """Name and class of the first element in a paragraph; or that its own address leads to it."""


def find_groups(tree: Tree, main: Element) -> dict[Shape, Group]:
    """Group the blocks that begin with an address by parent, name, class and first element."""
    groups: dict[Shape, Group] = {}
    named = (link for link in tree.by_name.get("a", ()) if "name" in link.attrs)
    for element in chain(list(tree.by_id.values()), named):
        target = Target(element, "")
        if _is_counted(target) or _OTHER_ADDRESSES.search(target.address):
            continue
        if _leads_to_name(element, target.address, tree.ids):
            continue
        target = Target(element, _own_name(target))
        for block in _blocks(target, main):
            classes = block.attrs.get("class", "")
            if block.parent is not None and not _is_other(block, classes):
                classes = classes or _class_in_row(block, target)
                shape = Shape(block.parent, block.name, classes, _first_shape(block, element))
                groups.setdefault(shape, {}).setdefault(block, target)
    shown: dict[Element, bool] = {}
    return {shape: group for shape, group in groups.items() if _is_shown(shape.parent, main, shown)}


def _is_other(block: Element, classes: str) -> bool:
    """Return whether a class is that of notes, figures or lists: not `table` of a table."""
    other = _OTHERS.search(classes)
    return other is not None and other[0].casefold() != block.name


def is_wrapper(element: Element) -> bool:
    """Return whether an element can be around an entry, as a link target can that is not closed."""
    if element.name == "a":
        return "href" not in element.attrs and _has_block(element)
    return element.name in WRAPPERS or "-" in element.name


def _is_counted(target: Target) -> bool:
    """Return whether a target is one of the rows that a script counts, or a line of code."""
    element = target.element
    if not is_line_address(target.address):
        return False
    if element.name == "tr":
        return True
    around = islice(ancestors(element), _MAX_AROUND)
    is_in_code = element.name != "pre" and any(each.name == "pre" for each in around)
    return is_in_code and not any(map(str.isalpha, _own_name(target)))


def _leads_to_name(element: Element, address: str, ids: Container[str]) -> bool:
    """Return whether a target is a link to the place on the page whose address names its text.

    A row of a summary: `<td><a id="link7" href="#Sluice.lag">lag</a></td>`.
    """
    href = element.attrs.get("href", "")
    if href[:1] != "#" or text_size(element) > MAX_NAME_LENGTH:
        return False
    place, text = unquote(href[1:]), plain_text(element)
    is_elsewhere = place != address and place in ids
    return is_elsewhere and is_name_of(text, place) and not is_name_of(text, address)


def _is_shown(parent: Element, main: Element, shown: dict[Element, bool]) -> bool:
    if parent not in shown:
        shown[parent] = is_shown_in(parent, main)
    return shown[parent]


def _own_name(target: Target) -> str:
    """Return the text of an inline target that has the name in its address.

    An empty target can stand before the name.
    """
    element = target.element
    if element.name in BLOCKS or element.rank or text_size(element) > MAX_NAME_LENGTH:
        return ""
    if not text_size(element):
        line = _line_of(target)
        return name_after(element, target.address, line) if line is not element else ""
    text = without_keyword(plain_text(element))
    return text if is_name_of(text, target.address) else ""


def _blocks(target: Target, main: Element) -> Iterator[Element]:
    """Yield the elements of the page that begin with a link target, the innermost first.

    A target with its name can be anywhere in the first line: `int <a id="lag">lag</a>(a)`.
    """
    place = _line_of(target) if target.name else _cell_of(target.element)
    for _ in range(_LEVELS):
        if place is main or place.rank or place.dropped:
            return
        is_span = place is target.element and place.name == "span" and "class" in place.attrs
        is_table = place.name == "table" and (
            place is target.element or (bool(target.name) and "class" in place.attrs)
        )
        is_block = place.name in (*PARAGRAPHS, "tr", "pre") or is_wrapper(place)
        if is_span or is_table or is_block:
            yield place
        is_start = is_first_text(place) or (place is target.element and _is_after_signs(place))
        if not isinstance(place.parent, Element) or not is_start:
            return
        place = place.parent


def _cell_of(element: Element) -> Element:
    """Return the cell with a name that an empty target ends: `<td>lag <a id="lag-1"></a></td>`."""
    cell = element.parent
    if cell is None or cell.name not in CELLS or text_size(element):
        return element
    is_name = 0 < text_size(cell) <= MAX_NAME_LENGTH and next_element(element) is None
    after = element.next_sibling
    return cell if is_name and (after is None or not str(after).strip()) else element


def _is_after_signs(place: Element) -> bool:
    """Return whether only signs stand before a target: the bracket of a call in Lisp."""
    before = place.previous_sibling
    for _ in range(_MAX_BEFORE):
        if before is None:
            return True
        if text_size(before) > 0 if isinstance(before, Element) else _LETTER.search(before):
            return False
        before = before.previous_sibling
    return False


def _line_of(target: Target) -> Element:
    """Return the block whose only line is a declaration with the target, else the target."""
    place: Element | None = target.element
    while place is not None and place.name not in BLOCKS:
        place = place.parent
    if place is None or text_size(place) > _MAX_DECLARATION_LENGTH or _has_block(place):
        return target.element
    if place.name in CELLS and place.parent is not None and place.parent.name == "tr":
        is_line = text_size(place.parent) <= _MAX_DECLARATION_LENGTH
        return place.parent if is_line else place
    is_prose = place.name in PARAGRAPHS and ends_with_stop(plain_text(place))
    return target.element if is_prose else place


def _has_block(place: Element) -> bool:
    return any(isinstance(each, Element) and each.name in BLOCKS for each in place.contents)


def _class_in_row(block: Element, target: Target) -> str:
    """Return the tag and the class of the link target in a row, or of an element around it.

    It shows what the row is.
    """
    for part in (target.element, *islice(ancestors(target.element), _LEVELS)):
        if block.name != "tr" or part is block:
            break
        if classes := part.attrs.get("class", "").split(maxsplit=1):
            return f"{part.name}.{classes[0]}"
    return ""


def _first_shape(block: Element, target: Element) -> str:
    """Return the name and class of the first inline element with text in a paragraph."""
    if block.name not in PARAGRAPHS:
        return ""
    for node in block.contents:
        if isinstance(node, Element) and node.contents:
            classes = node.attrs.get("class", "")
            if classes:
                return f"{node.name} {classes}"
            break
        if not isinstance(node, Element) and not node.isspace():
            break
    return _OWN if target is block else ""
