"""Boxes beside the text of a page: tips, warnings, captions, which do not say what it is about."""

import re
from itertools import islice

from wikisearch.ingest.html.element import Element, elements_in
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree

_BOX = re.compile(
    r"(?:^|[-_])(?:admonition|alert|callout|caution|danger|deprecat\w*|hint|important|notice|tip|warning)s?(?:$|[-_])"
)
"""Classes of boxes; `note` is that of footnotes as well."""
_CAPTION = re.compile(r"(?:^|[-_])(?:fig|figure|image|img|photo|picture|thumb|wp)[-_]?caption")
"""Classes of captions of pictures; `caption` alone can be the text of a banner."""
_INFO = re.compile(r"(?<![a-z])info(?![a-z])", re.IGNORECASE)
"""Word in the class of a box that can introduce the page."""
_MAX_BOXES = 20
_MAX_NODES = 60
_MAX_LINES = 10
"""Nodes and lines of a box that are looked at."""
_MAX_LENGTH = 1000
_LINES = ("p", "li", "div", "figcaption")


def texts_in_boxes(tree: Tree) -> frozenset[str]:
    """Return the lines of the first boxes of a page."""
    names = [name for name in tree.by_class if _BOX.search(name)]
    marked = (box for name in names for box in tree.by_class[name][:_MAX_BOXES])
    boxes = (box for box in marked if _INFO.search(box.attrs["class"]) is None)
    return frozenset(text for box in islice(boxes, _MAX_BOXES) for text in _texts(box))


def texts_of_captions(tree: Tree) -> frozenset[str]:
    """Return the lines of the first captions of pictures."""
    names = [name for name in tree.by_class if "caption" in name and _CAPTION.search(name)]
    marked = [box for name in names for box in tree.by_class[name][:_MAX_BOXES]]
    captions = islice((*tree.by_name.get("figcaption", ()), *marked), _MAX_BOXES)
    return frozenset(text for caption in captions for text in _texts(caption))


def _texts(box: Element) -> list[str]:
    parts = (part for part in (box, *elements_in(box, _MAX_NODES)) if part.name in _LINES)
    lines = islice(parts, _MAX_LINES)
    return [text for part in lines if len(text := plain_text(part, _MAX_LENGTH + 1)) <= _MAX_LENGTH]
