"""Lines that are link targets, in text without paragraphs -> entries: numbered questions.

`<b>1.2. <a name=q2>How high is it?</a></b><br><p>It is …</p>`, where the tree has no `<b>`.
"""

import re
from collections.abc import Iterator

from wikisearch.ingest.extract.entries.entry_groups import PARAGRAPHS
from wikisearch.ingest.extract.entries.entry_marks import ShapeEntry
from wikisearch.ingest.html.element import BLOCKS, Element, Node, has_heading
from wikisearch.ingest.html.link_targets import target_names
from wikisearch.ingest.html.node_links import wrap_nodes
from wikisearch.ingest.html.plain_text import LINE_BREAK, MAX_HEADING_LENGTH, plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_MIN = 3
_NUMBER = re.compile(r"\s*\d{1,3}(?:\.\d{1,3})*[.)]?\s+")
_SIGNS = " :–—-"
_LINES = (*PARAGRAPHS, "dt", "td", "th")
"""Blocks whose entries are found by their own shape."""

_Line = tuple[str, list[Node]]
"""The name in a line, and its nodes."""


def target_lines(tree: Tree) -> Iterator[list[ShapeEntry]]:
    """Yield the lines of each element that has several with names of their own, the last first."""
    found: dict[Element, list[_Line]] = {}
    for target in tree.by_name.get("a", ()):
        around = target.parent
        if around is None or around.rank or around.name in _LINES or "href" in target.attrs:
            continue
        is_line = 0 < text_size(target) <= MAX_HEADING_LENGTH and not has_heading(target)
        if is_line and target_names(target):
            nodes = _line(target)
            name = plain_text(target).strip(_SIGNS) if nodes else ""
            if name:
                found.setdefault(around, []).append((name, nodes))
    for around, lines in found.items():
        if len({name for name, _ in lines}) >= max(_MIN, len(lines)):
            yield list(_entries(around, lines))


def _entries(around: Element, lines: list[_Line]) -> Iterator[ShapeEntry]:
    """Make a paragraph of each line, from the last one on, so that the places before it stay."""
    places = {id(node): at for at, node in enumerate(around.contents)}
    for name, nodes in reversed(lines):
        block = wrap_nodes(nodes, "p", places[id(nodes[0])])
        yield ShapeEntry(block, block, plain_text(block), name, is_named=False, address="")


def _line(target: Element) -> list[Node]:
    """Return the nodes of the line that a target ends: itself, and a number before it."""
    after = _beside(target.next_sibling, after=True)
    if not _is_end(after, 0):
        return []
    before = target.previous_sibling
    if before is not None and not isinstance(before, Element) and _NUMBER.fullmatch(before):
        is_start = _is_end(_beside(before.previous_sibling, after=False), -1)
        return [before, target] if is_start else []
    return [target] if _is_end(_beside(before, after=False), -1) else []


def _beside(node: Node | None, *, after: bool) -> Node | None:
    """Return the first node on one side that is not white space without a line break."""
    while node is not None and not isinstance(node, Element):
        if node.strip() or LINE_BREAK in node:
            break
        node = node.next_sibling if after else node.previous_sibling
    return node


def _is_end(node: Node | None, at: int) -> bool:
    """Return whether a node is a block, or has a line break at its end beside a line."""
    if isinstance(node, Element):
        return node.name in BLOCKS
    return node is None or node.strip(" \t\n\r")[at : at + 1 or None] == LINE_BREAK
