"""Preformatted text with several declarations -> a block for each, as a manual has them one by one.

Each of these lines begins with an element that has an address, `<em id=lag>lag</em> series`,
perhaps after the bracket of a call.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from wikisearch.ingest.extract.entries.entry_names import MAX_NAME_LENGTH, is_line_address
from wikisearch.ingest.html.element import Element, Node, TextNode, address_of
from wikisearch.ingest.html.node_links import (
    link_in_order,
    link_siblings,
    move_into,
    wrap_nodes,
)
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_MIN = 2
_BRACKET = "("
_PRODUCTION = ("::=", ":=")
"""What stands after a name in a grammar: a rule belongs to the text that explains it."""


def split_declarations(tree: Tree) -> None:
    """Split each `<pre>` before the lines that begin with an address and its name."""
    for block in tree.by_name.get("pre", ()):
        if not block.dropped and (starts := _starts(block)):
            _split(block, starts)


def _starts(block: Element) -> list[int]:
    """Return the indexes of the nodes of a block that begin a declaration."""
    nodes = block.contents
    found = [at for at, node in enumerate(nodes) if _begins_line(block, at, node)]
    if len(found) < _MIN:
        return []
    shapes = Counter(_shape(nodes[at]) for at in found)
    most = max(shapes.values())
    if most < _MIN:
        return []
    chosen = {nodes[at] for at in found if shapes[_shape(nodes[at])] == most}
    starts: list[int] = []
    cut: list[Node] = []
    block.contents = cut
    for node in nodes:
        if node in chosen:
            if cut and isinstance(cut[-1], TextNode) and cut[-1].endswith(_BRACKET):
                cut[-1:] = _cut_bracket(cut[-1])
                starts.append(len(cut) - 1)
            else:
                starts.append(len(cut))
        cut.append(node)
    return starts


def _shape(node: Node) -> tuple[str, str]:
    return (node.name, node.attrs.get("class", "")) if isinstance(node, Element) else ("", "")


def _begins_line(block: Element, at: int, node: Node) -> bool:
    """Return whether a node has an address and one word, at the start of a line."""
    if not isinstance(node, Element) or not (address := address_of(node)):
        return False  # as nearly all nodes
    if is_line_address(address):
        return False
    if not 0 < text_size(node) <= MAX_NAME_LENGTH or " " in plain_text(node):
        return False
    after = node.next_sibling
    if isinstance(after, TextNode) and after.lstrip().startswith(_PRODUCTION):
        return False
    before = block.contents[at - 1] if at else None
    if before is None:
        return True
    return isinstance(before, TextNode) and f"\n{before}".removesuffix(_BRACKET).endswith("\n")


def _cut_bracket(before: TextNode) -> list[Node]:
    """Make a node of its own of the bracket at the end of a text."""
    if before == _BRACKET:
        return [before]
    text, bracket = TextNode(before[:-1]), TextNode(_BRACKET)
    text.parent = bracket.parent = before.parent
    link_siblings(before.previous_sibling, text, bracket, before.next_sibling)
    link_in_order(before.previous_element, text, bracket, before.next_element)
    return [text, bracket]


def _split(block: Element, starts: Sequence[int]) -> None:
    """Move the nodes from each start on to a new block after the one before it."""
    nodes = block.contents
    ends = [*starts, len(nodes)]
    before, *parts = (nodes[a:b] for a, b in pairwise([0, *ends]))
    if not any(map(_is_text, before)):
        before += parts.pop(0)
    block.contents = before
    block.text_size, block.visible_text, block.any_text = -1, None, None
    wrap_nodes([block], "div")
    last = block
    for part in parts:
        last = _insert_after(last, part)


def _is_text(node: Node) -> bool:
    return text_size(node) > 0 if isinstance(node, Element) else not node.isspace()


def _insert_after(block: Element, nodes: list[Node]) -> Element:
    """Make a block of nodes that stood at the end of another one; it is its next sibling."""
    new = Element("pre", {key: value for key, value in block.attrs.items() if key != "id"})
    first = nodes[0]
    link_siblings(first.previous_sibling, None)
    link_siblings(block, new, None)
    link_in_order(first.previous_element, new, first)
    move_into(new, nodes)
    new.parent = block.parent
    if block.parent is not None:
        block.parent.contents.append(new)
    return new
