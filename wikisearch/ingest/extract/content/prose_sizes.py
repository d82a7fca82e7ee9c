"""How much text that is not links is in each element of a page."""

from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.content.downloads import is_download
from wikisearch.ingest.html.element import Element, TextNode

HEADING_WEIGHT = 100
"""Columns that a heading counts for, besides its own."""


def prose_sizes(body: Element) -> dict[Element, int]:
    """Count the columns of each element that are not links to pages; a heading counts extra.

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
        if element.name == "a" and "href" in element.attrs and not is_download(element):
            size = 0
        found.append((element, size, children))
        stack += children
    sizes: dict[Element, int] = {}
    for element, size, children in reversed(found):
        sizes[element] = size + sum([sizes[child] for child in children])
    return sizes
