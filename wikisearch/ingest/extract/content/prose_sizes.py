"""How much text that is not links is in each element of a page."""

from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.html.element import Element, TextNode
from wikisearch.ingest.html.other_files import is_download

_MIN_NAME = 20
"""Columns of the name of a file; a button to download the page has fewer."""
HEADING_WEIGHT = 100
"""Columns that a heading counts for, besides its own."""


def prose_sizes(body: Element) -> dict[Element, int]:
    """Count the columns of each element that are not links; a heading counts extra.

    The name of a file in a link to it is not a link: no other page has it.
    Dropped parts are left out.
    """
    found: list[tuple[Element, int, list[Element]]] = []
    stack = [body]
    while stack:
        element = stack.pop()
        size = 0
        children: list[Element] = []
        for node in element.contents:
            if isinstance(node, TextNode):
                size += width(node.strip())
            elif not node.dropped:
                children.append(node)
        if element.rank:
            size += HEADING_WEIGHT * sum(isinstance(node, TextNode) for node in element.contents)
        if element.name == "a" and "href" in element.attrs:
            size = size if size >= _MIN_NAME and is_download(element) else 0
        found.append((element, size, children))
        stack += children
    sizes: dict[Element, int] = {}
    for element, size, children in reversed(found):
        sizes[element] = size + sum([sizes[child] for child in children])
    return sizes
