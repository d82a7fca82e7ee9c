"""How much text is in an element: each measure is computed once per element, then remembered.

Elements are nested, so that measuring each one by itself takes quadratic time.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from wikisearch.ingest.html.element import Element, Node, TextNode

_Flag = Literal["visible_text", "any_text"]


def has_text(root: Element) -> bool:
    """Return whether an element contains a word, not counting dropped parts."""
    if root.visible_text is None:
        _find_text(root, "visible_text", lambda child: not child.dropped)
    return bool(root.visible_text)


def has_any_text(root: Element) -> bool:
    """Return whether an element contains a word, counting dropped parts."""
    if root.any_text is None:
        _find_text(root, "any_text", lambda _: True)
    return bool(root.any_text)


def text_size(root: Element) -> int:
    """Count the characters of an element without dropped parts and outer white space."""
    if root.text_size < 0:
        found = _own_sizes(root)
        while len(found) > 1:
            element = found.pop()
            if element.parent is not None:
                element.parent.text_size += element.text_size
    return root.text_size


def is_shorter(root: Element, size: int) -> bool:
    """Return whether `text_size` is below a size, without measuring a long element whole."""
    stack = [root]
    while stack:
        for node in stack.pop().contents:
            if not isinstance(node, Element):
                size -= len(node.strip())
            elif not node.dropped:
                stack.append(node)
        if size <= 0:
            return False
    return True


def _find_text(root: Element, flag: _Flag, counts: Callable[[Element], bool]) -> None:
    """Set a flag on the elements up to the first text found below the root."""
    first = root.contents[0] if root.contents else ""
    if not isinstance(first, Element) and first.strip():
        setattr(root, flag, True)  # as most elements have it
        return
    stack: list[tuple[Element, Iterator[Node]]] = [(root, iter(root.contents))]
    while stack:
        element, nodes = stack[-1]
        for node in nodes:
            if not isinstance(node, Element):
                found: bool | None = not node.isspace()
            elif not counts(node):
                continue
            else:
                found = getattr(node, flag)
                if found is None:
                    stack.append((node, iter(node.contents)))
                    break
            if found:
                for above, _ in stack:
                    setattr(above, flag, True)
                return
        else:
            setattr(element, flag, False)
            stack.pop()


def _own_sizes(root: Element) -> list[Element]:
    """List an element and those below it without a known size, each before those below it.

    Their sizes are those of the texts directly in them, and of the elements with a known size.
    """
    found = [root]
    for element in found:
        size = 0
        nodes: list[Any] = element.contents
        for node in nodes:
            if type(node) is TextNode:
                size += len(node.strip())
            elif not node.dropped:
                if node.text_size < 0:
                    found.append(node)
                else:
                    size += node.text_size
        element.text_size = size
    return found
