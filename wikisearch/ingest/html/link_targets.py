"""The ids and names of elements: what a link with a fragment leads to."""

from collections.abc import Iterator

from wikisearch.ingest.html.element import (
    ENTRY_LABEL,
    Element,
    elements_in,
    has_address,
    previous_element,
)
from wikisearch.ingest.html.plain_text import is_permalink
from wikisearch.ingest.html.text_measures import has_text, text_size

_MAX_BEFORE = 40
"""Nodes before a heading that are searched for an id."""
_TARGETS = ("a", "span")
"""Empty elements that are link targets, also at the end of a block with text."""


def target_names(element: Element) -> list[str]:
    """Return the id, and the name of an `<a>`."""
    attrs = element.attrs
    if not attrs:
        return []
    names = [attrs.get("id", "").strip()]
    if element.name == "a":
        names.append(attrs.get("name", "").strip())
    return [name for name in names if name]


def is_linkable(heading: Element) -> bool:
    """Return whether a link can lead to a heading: by its id, that of its wrapper or a target."""
    if "id" in heading.attrs:
        return True
    inner = elements_in(heading, 20)
    if any(map(has_address, inner)):
        return True
    before = previous_element(heading)
    if before is not None and has_address(before) and not text_size(before):
        return True  # a target above it
    return heading.parent is not None and "id" in heading.parent.attrs and before is None


def names_before(place: Element) -> list[str]:
    """Return the names of the empty elements directly before an element.

    They can be at the end of the block before it: in a paragraph or an item that nobody closed.
    """
    node = place.previous_sibling
    found: list[str] = []
    is_inside = False
    """Whether the nodes are at the end of a block with text."""
    for _ in range(_MAX_BEFORE):
        if node is None:
            break
        if not isinstance(node, Element):
            if not node.isspace():
                break
        elif node.rank or node.name == "dt":
            break  # what is before it belongs to it
        elif _is_silent(node):
            if node.dropped in ("", ENTRY_LABEL) and (not is_inside or node.name in _TARGETS):
                found.extend(_names_in(node))
        elif node.contents:
            node, is_inside = node.contents[-1], True
            continue
        node = node.previous_sibling
    return found


def names_after(term: Element) -> list[str]:
    """Return the names of the empty elements between a `<dt>` and the text of its definition."""
    node = term.next_sibling if term.name == "dt" else None
    found: list[str] = []
    is_defined = False
    for _ in range(_MAX_BEFORE):
        if node is None:
            break
        if isinstance(node, Element):
            is_start = node.name == "dd" if not is_defined else node.name in ("p", "div")
            if is_start and node.contents:
                node, is_defined = node.contents[0], True
                continue
            if node.name in ("dt", "dd") or not _is_silent(node):
                break
            found.extend(_names_in(node))
        elif not node.isspace():
            break
        node = node.next_sibling
    return found if is_defined or (isinstance(node, Element) and node.name == "dd") else []


def _names_in(element: Element) -> Iterator[str]:
    """Yield the names of an element and of those in it."""
    yield from target_names(element)
    for inner in elements_in(element, _MAX_BEFORE):
        yield from target_names(inner)


def is_first_text(place: Element) -> bool:
    """Return whether readers see nothing before an element in its parent but permalinks."""
    sibling = place.previous_sibling
    for _ in range(_MAX_BEFORE):
        if sibling is None:
            return True
        if isinstance(sibling, Element):
            if sibling.rank or not _is_silent(sibling):
                return False
        elif not sibling.isspace():
            return False
        sibling = sibling.previous_sibling
    return False


def _is_silent(element: Element) -> bool:
    """Return whether an element has no words of the page: empty, dropped or a permalink."""
    if element.dropped or not has_text(element):
        return True
    return is_permalink(element) or element.attrs.get("href", "")[:1] == "#"
