"""Elements with a class for the title of the page, which are not headings."""

import re
from collections.abc import Iterator
from itertools import islice

from wikisearch.ingest.html.element import BLOCKS, TITLE_CLASSES, Element, Node
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree

_CAPTION_CLASSES = (*TITLE_CLASSES, "caption")
_MAX_BEFORE = 5000
"""Nodes between a caption and the h1 below it."""
_WORDS = re.compile(r"\w+")


def captions(tree: Tree) -> Iterator[Element]:
    """Yield the elements with a class for the title of the page."""
    for name in _CAPTION_CLASSES:
        yield from islice(tree.by_class.get(name, ()), 10)


def own_caption(tree: Tree, heading: Element, named: str, text: str) -> Element | None:
    """Find the caption with all of `<title>` that the h1 is less than.

    The h1 is only its last word, `a.b.Lag`, or it has none of its words and is below the caption,
    which is a block then: an inline element can be the end of a trail.
    """
    is_last_word = named.endswith(text) and not named.endswith(f" {text}")
    is_other = set(_WORDS.findall(text)).isdisjoint(_WORDS.findall(named))
    if text == named or not (is_last_word or (is_other and named)):
        return None
    found = (each for each in captions(tree) if heading_text(each) == named)
    caption = next(found, None)
    if caption is None or is_last_word:
        return caption
    if caption.name not in BLOCKS:
        return None
    place: Node | None = heading
    for _ in range(_MAX_BEFORE):
        place = None if place is None else place.previous_element
        if place is caption:
            return caption
    return None
