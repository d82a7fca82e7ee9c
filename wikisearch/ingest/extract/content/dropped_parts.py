"""A profile's rules -> marks on the elements that they select."""

from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import takewhile

from wikisearch.ingest.extract.content.comment_sections import mark_comment_sections
from wikisearch.ingest.extract.content.fact_lines import mark_fact_lines
from wikisearch.ingest.extract.content.heading_controls import mark_heading_controls
from wikisearch.ingest.extract.content.link_boxes import mark_link_boxes
from wikisearch.ingest.extract.content.page_contents import mark_page_contents
from wikisearch.ingest.extract.content.side_parts import mark_side_parts
from wikisearch.ingest.extract.content.title_bars import mark_title_bars
from wikisearch.ingest.html.element import (
    Element,
    Node,
    ancestors,
    elements_in,
    has_heading,
    next_element,
)
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.selectors import Selector
from wikisearch.ingest.html.text_measures import has_any_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

_FIRST_CHILDREN = 3
"""The heading of a section is one of its first three elements."""
_MIN_PARAGRAPHS = 3
_LONG_PARAGRAPH = 80
"""Characters of a paragraph that is not a label in a menu."""


def mark_parts(tree: Tree, profile: Profile) -> None:
    """Mark dropped elements, elements with related links, and headings that start no section."""
    shared = profile.shared_drops
    with_text = cache(partial(_elements_with_text, tree))
    for reason, selectors in profile.drops:
        for selector in selectors:
            for element in selector.select(tree):
                if selector.css in shared and _is_content(element, selector, reason, with_text):
                    continue
                element.dropped = element.dropped or reason
    mark_heading_controls(tree)
    for element in _select(tree, profile.keep):
        element.dropped = ""
    for element in _select(tree, profile.related):
        element.related = True
    for element in _select(tree, profile.plain_headings):
        element.rank = 0
    mark_comment_sections(tree)
    _mark_buttons(tree)
    _mark_asides(tree)
    _mark_line_numbers(tree)
    mark_side_parts(tree)
    mark_link_boxes(tree)
    mark_title_bars(tree)
    mark_fact_lines(tree)
    mark_page_contents(tree)


def _mark_buttons(tree: Tree) -> None:
    """Drop the buttons in headings, unless a button is the heading or contains one."""
    buttons = tree.by_name.get("button", ())
    parents = {button.parent: button for button in reversed(buttons) if button.parent is not None}
    for button in buttons:
        if not has_heading(button):
            button.dropped = button.dropped or "boilerplate"
        menu = next_element(button)
        if menu is not None and menu.name in ("ul", "menu") and _is_command_menu(menu):
            menu.dropped = menu.dropped or "boilerplate"
    for parent, first in parents.items():
        if not any(map(_has_own_text, parent.contents)):
            first.dropped = ""


def _is_command_menu(menu: Element) -> bool:
    """Return whether each item of the list that a button opens only runs a script."""
    parts = [part for item in menu.contents for part in _parts(item)]
    links = [part for part in parts if isinstance(part, Element) and part.name == "a"]
    others = [part for part in parts if not (isinstance(part, Element) and part.name == "a")]
    return bool(links) and all(map(_runs_script, links)) and not any(map(_has_own_text, others))


def _parts(item: Node) -> list[Node]:
    return item.contents if isinstance(item, Element) and item.name == "li" else [item]


def _runs_script(link: Element) -> bool:
    return link.attrs.get("href", "").lstrip()[:11].lower() == "javascript:"


def _has_own_text(node: Node) -> bool:
    if isinstance(node, Element):
        return not node.dropped and has_any_text(node)
    return not node.isspace()


def _mark_line_numbers(tree: Tree) -> None:
    """Drop the numbers of lines in a cell beside that with the code."""
    for block in tree.by_name.get("pre", ()):
        cell = block.parent
        if cell is not None and cell.name == "td" and next_element(cell) is not None:
            numbers = plain_text(block).split() if _begins_with_one(block) else []
            if len(numbers) > 1 and numbers == [str(at + 1) for at in range(len(numbers))]:
                block.dropped = block.dropped or "boilerplate"


def _begins_with_one(block: Element) -> bool:
    first = block.contents[0] if block.contents else ""
    return not isinstance(first, Element) and first.lstrip()[:1] == "1"


def _mark_asides(tree: Tree) -> None:
    """Make labels of the headings in an info box: what follows it is not below them."""
    inner: set[Element] = set()
    for aside in (*tree.by_name.get("aside", ()), *tree.by_class.get("infobox", ())):
        if aside in inner:
            continue  # nothing is left to do in it
        elements = list(elements_in(aside))
        inner.update(each for each in elements if each.name == "aside")
        if aside.name == "table":
            aside.layout = False
        headings = [each for each in elements if each.rank]
        if len(headings) > 1:
            for heading in headings:
                heading.rank = heading.rank if "id" in heading.attrs else 0


def _is_content(
    element: Element, selector: Selector, reason: str, with_text: Callable[[], set[Element]]
) -> bool:
    """Return whether a selector of all profiles matches a part of the text on this page."""
    if selector.is_by_id:
        return _is_section(element)
    return reason == "navigation" and not selector.css.isalpha() and element in with_text()


def _elements_with_text(tree: Tree) -> set[Element]:
    """Find the elements that have the text of tabs in them, or several paragraphs.

    The tabs of a list can unfold below it; a menu that nobody closed has the page in it.
    """
    found: set[Element] = set()
    for panel in tree.by_role.get("tabpanel", ()):
        found.update(takewhile(lambda above: above not in found, ancestors(panel)))
    paragraphs: dict[Element, int] = {}
    for part in tree.by_name.get("p", ()):
        if "." not in (text := plain_text(part, _LONG_PARAGRAPH)) or len(text) < _LONG_PARAGRAPH:
            continue
        for above in ancestors(part):
            if above in found:
                break  # as all above it are
            paragraphs[above] = paragraphs.get(above, 0) + 1
            if paragraphs[above] == _MIN_PARAGRAPHS:
                found.add(above)
    return found


def _is_section(element: Element) -> bool:
    """Return whether an id such as `comments` is made from the heading of a section."""
    if element.rank:
        return True
    if element.name != "section" and "section" not in element.attrs.get("class", "").split():
        return False
    children = [child for child in element.contents if isinstance(child, Element)]
    return any(child.rank for child in children[:_FIRST_CHILDREN])


def _select(tree: Tree, selectors: tuple[Selector, ...]) -> Iterator[Element]:
    for selector in selectors:
        yield from selector.select(tree)
