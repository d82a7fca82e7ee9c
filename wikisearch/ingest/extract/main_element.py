"""A tree -> the element that contains the content of the page."""

from collections.abc import Iterator

from wikisearch.ingest.html.element import Element, TextNode, previous_element
from wikisearch.ingest.html.text_measures import has_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

_MOST = 0.85
"""Share of the text of the page that an element must hold for the content to be in it."""
_HEADING_WEIGHT = 100
"""Characters that a heading counts for, besides its own."""
_NEVER_MAIN = ("p", "pre", "ul", "ol", "dl", "a")


def find_main(tree: Tree, profile: Profile) -> Element:
    """Return the first element of the profile's `main` that has text, else the densest one."""
    for selector in profile.main:
        found = [element for element in selector.select(tree) if has_text(element)]
        # Several articles are a list; none of them is the page.
        if len(found) == 1 or (found and not selector.css.endswith("article")):
            return found[0]
    return _densest(tree)


def _densest(tree: Tree) -> Element:
    """Go down from the body while one child holds most of the text of the page.

    Links do not count, so that menus have no weight; the h1 must not be left behind.
    """
    body = next(iter(tree.by_name.get("body") or tree.by_name.get("html") or ()), None)
    if body is None:
        return Element("body", {})
    sizes = _prose_sizes(body)
    least = max(_MOST * sizes[body], 1)
    h1 = tree.by_name.get("h1", ())
    main = body
    while True:
        children = [child for child in main.contents if isinstance(child, Element)]
        largest = max(children, key=lambda child: sizes.get(child, 0), default=None)
        if largest is None or largest.rank or largest.name in _NEVER_MAIN:
            return main
        if sizes.get(largest, 0) < least:
            return main
        if len(h1) == 1 and h1[0].parent is main:
            return main
        if _is_only_heading(previous_element(largest)):
            return main
        main = largest


def _is_only_heading(element: Element | None) -> bool:
    """Return whether an element contains only a heading: that belongs to the next element."""
    while element is not None and not element.rank:
        children = [child for child in element.contents if isinstance(child, Element)]
        if len(children) != 1 or element.dropped:
            return False
        element = children[0]
    return element is not None and not element.dropped


def _prose_sizes(body: Element) -> dict[Element, int]:
    """Count the characters of each element that are not links; a heading counts extra."""
    sizes: dict[Element, int] = {}
    elements = list(_elements(body))
    for element in reversed(elements):
        size = sizes.get(element, 0)
        if not (element.name == "a" and "href" in element.attrs):
            texts = [node for node in element.contents if isinstance(node, TextNode)]
            extra = _HEADING_WEIGHT * len(texts) if element.rank else 0
            size += extra + sum(len(text.strip()) for text in texts)
        sizes[element] = size
        if element is not body and element.parent is not None:
            sizes[element.parent] = sizes.get(element.parent, 0) + size
    return sizes


def _elements(root: Element) -> Iterator[Element]:
    """Yield an element and those below it in document order, without dropped parts."""
    stack = [root]
    while stack:
        element = stack.pop()
        yield element
        stack.extend(
            child
            for child in reversed(element.contents)
            if isinstance(child, Element) and not child.dropped
        )
