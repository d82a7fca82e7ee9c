"""Tables with one colored cell and a short text: the headings of a page without other headings."""

import re
from collections import defaultdict

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.ingest.html.element import HEADINGS, Element, ancestors, elements_in, next_element
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import has_text
from wikisearch.ingest.html.tree import Tree

_BACKGROUND = re.compile(r"background(?:-color)?\s*:\s*([^;]+)", re.IGNORECASE)
_MIN_BARS = 2
"""Bars of one color; a single one can be a banner or a notice."""
_MAX_LENGTH = 80
_LABEL = 40
"""Characters; a shorter text before the first bar is not the lead of the page."""
_MAX_NODES = 20
_RANK = 2


def mark_title_bars(tree: Tree) -> None:
    """Make headings of such cells if each has text below it, in the next table or block."""
    if any(element.rank for name in HEADINGS for element in tree.by_name.get(name, ())):
        return
    bars: dict[str, list[Element]] = defaultdict(list)
    for cell in tree.by_name.get("td", ()):
        color = _color(cell)
        if color and _is_bar(cell):
            bars[color].append(cell)
    for cells in bars.values():
        if len(cells) >= _MIN_BARS:
            for cell in cells[_begins_page(cells[0]) :]:
                cell.rank = _RANK


def _begins_page(cell: Element) -> bool:
    """Return whether only a logo or a label stands before a bar: it is the name of the page."""
    table = next(above for above in ancestors(cell) if above.name == "table")
    before = table.previous_sibling
    for _ in range(_MAX_NODES):
        if before is None:
            return True
        text = plain_text(before, _LABEL) if isinstance(before, Element) else before.strip()
        if len(text) >= _LABEL:
            return False
        before = before.previous_sibling
    return False


def _color(cell: Element) -> str:
    """Return the color of the background of a cell; empty if it has none of its own."""
    style = _BACKGROUND.search(cell.attrs.get("style", ""))
    return (cell.attrs.get("bgcolor", "") or (style[1] if style else "")).strip().lower()


def _is_bar(cell: Element) -> bool:
    table = cell.parent
    inner: Element = cell
    while table is not None and table.name != "table":
        if table.name not in ("tr", "tbody") or not _is_only_child(inner):
            return False
        inner, table = table, table.parent
    if table is None or not _is_only_child(inner) or not _has_short_text(cell):
        return False
    below = next_element(table)
    while below is not None and below.name == "br":
        below = next_element(below)
    return below is not None and not below.dropped and has_text(below)


def _is_only_child(element: Element) -> bool:
    around = element.parent
    others = () if around is None else around.contents
    return not any(isinstance(node, Element) and node is not element for node in others)


def _has_short_text(cell: Element) -> bool:
    text = plain_text(cell, _MAX_LENGTH + 1)
    parts = elements_in(cell, _MAX_NODES)
    is_link = any(part.name == "a" and "href" in part.attrs for part in parts)
    return 0 < len(text) <= _MAX_LENGTH and not ends_sentence(text) and not is_link
