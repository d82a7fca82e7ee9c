"""The title of an exported document: a paragraph above its headings, which are chapters."""

import re
from itertools import islice

from wikisearch.ingest.extract.anchors import is_first_text
from wikisearch.ingest.extract.line_kinds import ends_sentence
from wikisearch.ingest.extract.other_titles import captions
from wikisearch.ingest.extract.page_h1 import is_shown_in, shown_headings
from wikisearch.ingest.html.element import BLOCKS, Element, TextNode
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree

_OFFICE_CLASS = "msotitle"
"""Class of a title that an editor sets; its `<title>` is often that of an older document."""
_CHAPTER = re.compile(r"\d+[.)]?\s")
_FIRST_NODES = 60
_LONGEST = 100


def exported_title(tree: Tree, main: Element, named: str) -> Element | None:
    """Return the element with the title of a document whose `<title>` is missing, if it has one."""
    for caption in captions(tree):
        is_office = _OFFICE_CLASS in caption.attrs.get("class", "").lower().split()
        if (is_office or not named) and not caption.rank and _is_first(caption, main):
            return caption if heading_text(caption) else None
    heading = None if named else next(shown_headings(tree, main), None)
    if heading is None or _CHAPTER.match(heading_text(heading)) is None:
        return None
    return _line_above(heading, main)


def _is_first(element: Element, main: Element) -> bool:
    """Return whether an element is the first one with text in the content."""
    place = element
    while is_shown_in(element, main) and is_first_text(place):
        if place.parent is main or place.parent is None:
            return True
        place = place.parent
    return False


def _line_above(heading: Element, main: Element) -> Element | None:
    """Return the first block of the content, if it is one short line and not the heading."""
    texts = (node for node in islice(main.descendants, _FIRST_NODES) if isinstance(node, TextNode))
    block = next((text.parent for text in texts if not text.isspace()), None)
    while block is not None and block.name not in BLOCKS:
        block = block.parent
    if block is None or block is main or block.rank or block.dropped or block is heading:
        return None
    text = heading_text(block)
    return block if 0 < len(text) <= _LONGEST and not ends_sentence(text) else None
