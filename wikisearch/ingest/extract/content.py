"""A tree -> the element that holds the content, with the boilerplate in it marked."""

from collections.abc import Iterator

from wikisearch.ingest.html.element import Element, Text
from wikisearch.ingest.html.selectors import Selector
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

_BEFORE_HEADING = 3
"""Of the elements of a section, its heading is one of so many."""
_MOST = 0.85
"""Share of the text an element has to hold for the content to be within it."""


def mark_parts(tree: Tree, profile: Profile) -> None:
    """Mark what a profile drops, what holds related links and what is no heading."""
    shared = profile.shared_drops
    for reason, selectors in profile.drops:
        for selector in selectors:
            for element in selector.select(tree):
                if not (selector.css in shared and selector.is_by_id and _is_headed(element)):
                    element.dropped = element.dropped or reason
    for element in _all(tree, profile.keep):
        element.dropped = ""
    for element in _all(tree, profile.related):
        element.related = True
    for element in _all(tree, profile.plain_headings):
        element.rank = 0


def _is_headed(element: Element) -> bool:
    """Tell whether an id is that of a section, made from its heading: "Comments", "Breadcrumbs"."""
    if element.rank:
        return True
    if element.name != "section" and "section" not in element.attrs.get("class", "").split():
        return False
    inner = [child for child in element.contents if isinstance(child, Element)]
    return any(child.rank for child in inner[:_BEFORE_HEADING])


def find_main(tree: Tree, profile: Profile) -> Element:
    """Take the first place the profile names that has text, else the one with most of it."""
    for selector in profile.main:
        found = [element for element in selector.select(tree) if has_text(element)]
        # Several articles are a list of them: none is the page.
        if len(found) == 1 or (found and not selector.css.endswith("article")):
            return found[0]
    return _densest(tree)


def has_text(root: Element) -> bool:
    """Tell whether an element holds any words outside its boilerplate."""
    return any(not text.isspace() for text in _texts(root))


def _all(tree: Tree, selectors: tuple[Selector, ...]) -> Iterator[Element]:
    for selector in selectors:
        yield from selector.select(tree)


def _texts(root: Element) -> Iterator[Text]:
    """Walk the text of an element without what is dropped."""
    waiting = [iter(root.contents)]
    while waiting:
        node = next(waiting[-1], None)
        if node is None:
            waiting.pop()
        elif isinstance(node, Text):
            yield node
        elif isinstance(node, Element) and not node.dropped:
            waiting.append(iter(node.contents))


def _densest(tree: Tree) -> Element:
    """Go down from the body as long as one child holds most of the text of the page.

    Links count for nothing, so that menus do not weigh; the h1 must not be left behind.
    """
    body = next(iter(tree.by_name.get("body") or tree.by_name.get("html") or ()), None)
    if body is None:
        return Element("body", {})
    sizes = _sizes(body)
    least = max(_MOST * sizes[body], 1)
    titles = tree.by_name.get("h1", ())
    place = body
    while True:
        inner = [child for child in place.contents if isinstance(child, Element)]
        largest = max(inner, key=lambda child: sizes.get(child, 0), default=None)
        if largest is None or largest.rank or largest.name in ("p", "pre", "ul", "ol", "dl", "a"):
            return place
        if sizes.get(largest, 0) < least:
            return place
        if len(titles) == 1 and titles[0].parent is place:
            return place
        if _is_only_heading(previous_element(largest)):
            return place
        place = largest


def previous_element(element: Element) -> Element | None:
    """Find the sibling before an element, over white space."""
    sibling = element.previous_sibling
    while sibling is not None and not isinstance(sibling, Element):
        if not sibling.isspace():
            return None
        sibling = sibling.previous_sibling
    return sibling


def _is_only_heading(element: Element | None) -> bool:
    """Tell whether a heading is all that is in an element: it belongs to what comes after it."""
    while element is not None and not element.rank:
        inner = [child for child in element.contents if isinstance(child, Element)]
        if len(inner) != 1 or element.dropped:
            return False
        element = inner[0]
    return element is not None and not element.dropped


def _sizes(body: Element) -> dict[Element, int]:
    """Count for each element the characters in it that are not links; a heading counts extra."""
    sizes: dict[Element, int] = {}
    for text in _texts(body):
        above = text.parent
        weight = len(text.strip())
        if not isinstance(above, Element) or (above.name == "a" and "href" in above.attrs):
            continue
        if above.rank:
            weight += 100
        sizes[above] = sizes.get(above, 0) + weight
    for element in reversed(list(_elements(body))):
        size = sizes.setdefault(element, 0)
        if element is not body and isinstance(element.parent, Element):
            sizes[element.parent] = sizes.get(element.parent, 0) + size
    return sizes


def _elements(root: Element) -> Iterator[Element]:
    """List an element and those below it in document order, without what is dropped."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        yield element
        waiting.extend(
            child
            for child in reversed(element.contents)
            if isinstance(child, Element) and not child.dropped
        )
