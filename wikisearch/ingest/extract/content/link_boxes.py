"""A box with a heading and a list of links, in the middle of text: it starts no section.

The tags of a page can stand between its title and its text. The text does not belong to "Tags:".
"""

from wikisearch.ingest.html.element import Element, elements_in, next_element, previous_element
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_BOXES = ("div", "section", "aside", "header")
_LISTS = ("ul", "ol", "div")
_LEVELS = 3
_LOWEST = ("h3", "h4", "h5", "h6")
"""Headings of boxes; a higher one is that of a chapter."""
_MAX_NODES = 200
_MIN_LINKS = 2
_MAX_BESIDE = 10
"""Characters besides the links of a box: the signs between them."""


def mark_link_boxes(tree: Tree) -> None:
    """Make labels of the headings without an address in such boxes."""
    for name in _LOWEST:
        for heading in tree.by_name.get(name, ()):
            if heading.rank and "id" not in heading.attrs and _is_label(heading):
                heading.rank = 0


def is_link_box(element: Element) -> bool:
    """Return whether an element contains only links and a heading above them."""
    rest = links = 0
    stack = [element]
    while stack:
        for node in stack.pop().contents:
            if not isinstance(node, Element):
                rest += len(node.strip())
            elif node.name == "a" and "href" in node.attrs:
                links += 1
            elif not (node.dropped or node.rank):
                stack.append(node)
        if rest > _MAX_BESIDE:
            return False
    return links >= _MIN_LINKS


def _is_label(heading: Element) -> bool:
    box, links = heading.parent, next_element(heading)
    if box is None or box.name not in _BOXES or previous_element(heading) is not None:
        return False
    is_list = links is not None and links.name in _LISTS and next_element(links) is None
    if not is_list or links is None or not _goes_on_after(box):
        return False
    found = (each for each in elements_in(links, _MAX_NODES) if each.name == "a")
    size = text_size(links)
    return 0 < size <= sum(text_size(each) for each in found if "href" in each.attrs)


def _goes_on_after(box: Element) -> bool:
    """Return whether a paragraph follows a box, or the block that it ends."""
    place = box
    for _ in range(_LEVELS):
        after = next_element(place)
        if after is not None:
            return after.name == "p"
        if place.parent is None or place.parent.name not in _BOXES:
            return False
        place = place.parent
    return False
