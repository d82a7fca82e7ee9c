"""Links of nodes that move in a tree: to siblings, in document order, and to their parent."""

from collections.abc import Sequence
from itertools import pairwise

from wikisearch.ingest.html.element import Element, Node


def link_siblings(*nodes: Node | None) -> None:
    """Make each node the next sibling of the one before it; None is the end of their parent."""
    for before, after in pairwise(nodes):
        if before is not None:
            before.next_sibling = after
        if after is not None:
            after.previous_sibling = before


def link_in_order(*nodes: Node | None) -> None:
    """Make each node the one after the one before it in the document; None is its end."""
    for before, after in pairwise(nodes):
        if before is not None:
            before.next_element = after
        if after is not None:
            after.previous_element = before


def move_into(element: Element, nodes: Sequence[Node]) -> None:
    """Make nodes, which are siblings, the last ones in an element."""
    last = element.contents[-1] if element.contents else None
    link_siblings(last, *nodes, None)
    element.contents.extend(nodes)
    for node in nodes:
        node.parent = element


def wrap_nodes(nodes: Sequence[Node], name: str, at: int = -1) -> Element:
    """Put nodes that are side by side into a new element in their place; return it.

    `at` is the index of the first one in its parent, if it is known.
    """
    new = Element(name, {})
    first, last, around = nodes[0], nodes[-1], nodes[0].parent
    link_siblings(first.previous_sibling, new, last.next_sibling)
    link_in_order(first.previous_element, new, first)
    if around is not None:
        if at < 0:
            at = next(at for at, each in enumerate(around.contents) if each is first)
        around.contents[at : at + len(nodes)] = [new]
    new.parent = around
    move_into(new, nodes)
    return new
