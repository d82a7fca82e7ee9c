"""A box with a heading and a sentence before the content -> the element around both.

A start page can state in it what the program does; the page of a person, who that is.
"""

from collections.abc import Iterator

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.content.link_boxes import is_link_box
from wikisearch.ingest.html.element import Element, elements_in
from wikisearch.ingest.html.plain_text import plain_text

_MAX_BEFORE = 10
"""Elements before the content that are looked at."""
_MAX_PARTS = 400
"""Nodes of such a box that are looked at."""
_BOXES = ("div", "section")
_WHOLE = ("html", "body")
_LEAD = 40
"""Columns of the sentence; labels and slogans are shorter."""
_MAX_LENGTH = 1000


def with_parts_before(main: Element) -> Element:
    """Return the element around the content and such boxes; what else is in it is dropped."""
    around = main.parent
    if main.name in _WHOLE or not isinstance(around, Element):
        return main
    boxes = set(filter(_is_content, _elements_before(main)))
    if not boxes:
        return main
    for node in around.contents:
        if isinstance(node, Element) and node is not main and node not in boxes:
            node.dropped = node.dropped or "boilerplate"
    return around


def _elements_before(main: Element) -> Iterator[Element]:
    before = main.previous_sibling
    for _ in range(2 * _MAX_BEFORE):
        if before is None:
            return
        if isinstance(before, Element):
            yield before
        before = before.previous_sibling


def _is_content(box: Element) -> bool:
    """Return whether a sentence in a paragraph is below a heading of a box."""
    if box.dropped or box.name not in _BOXES or is_link_box(box):
        return False
    is_below = False
    for part in elements_in(box, _MAX_PARTS):
        is_below = is_below or part.rank > 0
        if is_below and part.name == "p" and not part.dropped and _is_sentence(part):
            return True
    return False


def _is_sentence(paragraph: Element) -> bool:
    text = plain_text(paragraph, _MAX_LENGTH)
    return width(text) >= _LEAD and ends_sentence(text)
