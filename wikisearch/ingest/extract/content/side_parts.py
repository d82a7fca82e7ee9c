"""Parts that are not text of the page, by their class: only a style sheet hides or moves them.

Tool tips are shown while the mouse is over a link. A link to a neighbour has no words but its name.
"""

import re
from collections.abc import Callable, Iterator

from wikisearch.ingest.html.element import Element, elements_in, has_heading
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_TOOLTIP = re.compile(r"tool-?tips?\Z")
"""Classes of a block that is shown while the mouse is over a link."""
_NEIGHBOUR = re.compile(r"(?:prev|previous|next)\Z")
"""Classes of a block with a link to the page before or after."""
_CREDIT = re.compile(r"copyright\Z")
"""Classes of a heading that names the program that made the page."""
_BLOCKS = ("div", "section", "td", "p")
"""Not items of a list: "next" can be the next class in a tree of them."""
_MAX_NODES = 20
"""Nodes of a link to a neighbour; a link that nobody closed has the page in it."""


def mark_side_parts(tree: Tree) -> None:
    """Drop the tool tips, the links to neighbours and the headings with the program of a page."""
    for element in _of_class(tree, _TOOLTIP, _is_tooltip):
        element.dropped = element.dropped or "boilerplate"
    for element in _of_class(tree, _NEIGHBOUR, _is_link):
        element.dropped = element.dropped or "navigation"
    for element in _of_class(tree, _CREDIT, _is_heading):
        element.dropped = element.dropped or "boilerplate"


def _of_class(
    tree: Tree, pattern: re.Pattern[str], fits: Callable[[Element], bool]
) -> Iterator[Element]:
    names = [name for name in tree.by_class if pattern.search(name)]
    return (element for name in names for element in tree.by_class[name] if fits(element))


def _is_tooltip(element: Element) -> bool:
    """Return whether a block is a tool tip; the words beside it can have the class as well."""
    return element.name == "div" and not has_heading(element)


def _is_link(element: Element) -> bool:
    """Return whether a block contains only one link to another page."""
    if element.name not in _BLOCKS:
        return False
    inner = list(elements_in(element, _MAX_NODES + 1))
    links = [part for part in inner if part.name == "a" and part.attrs.get("href", "#")[0] != "#"]
    is_short = len(inner) <= _MAX_NODES and not any(part.rank for part in inner)
    return is_short and len(links) == 1 and text_size(links[0]) == text_size(element)


def _is_heading(element: Element) -> bool:
    return element.rank > 0
