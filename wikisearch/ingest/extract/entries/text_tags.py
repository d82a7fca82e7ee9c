"""Tags in preformatted text -> entries: a help file names each place in it, anywhere in a line.

The tag is a link target whose text is its own address: `*<a name=lag></a><b>lag</b>*`.
"""

from collections.abc import Sequence

from wikisearch.ingest.extract.entries.entry_names import MAX_NAME_LENGTH
from wikisearch.ingest.html.element import (
    ENTRY_RANK,
    Element,
    Node,
    TextNode,
    address_of,
    has_address,
)
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree

_MIN = 3
_SIGNS = "*[]|:"
"""Signs around a tag."""


def mark_tags(tree: Tree) -> None:
    """Split each `<pre>` with tags before their lines, and mark the tags as entries."""
    for block in tree.by_name.get("pre", ()):
        if block.dropped or block.rank:
            continue
        inline = (node for node in block.contents if isinstance(node, Element))
        if sum(map(has_address, inline)) >= _MIN:
            lines = _lines(block)
            tags = [_tags(line) for line in lines]
            if sum(map(len, tags)) >= _MIN:
                _split(block, lines, tags)


def _lines(block: Element) -> list[list[Node]]:
    """Group the nodes of a block by line; a text with a line break inside is cut after it."""
    lines: list[list[Node]] = [[]]
    for node in block.contents:
        if not isinstance(node, TextNode) or "\n" not in node:
            lines[-1].append(node)
            continue
        for piece in node.splitlines(keepends=True):
            lines[-1].append(TextNode(piece))
            if piece.endswith("\n"):
                lines.append([])
    return lines


def _tags(line: Sequence[Node]) -> list[str]:
    """Return the addresses in a line that are also the text at their place."""
    found: list[str] = []
    for at, node in enumerate(line):
        if not isinstance(node, Element):
            continue
        address = address_of(node).strip()
        if not address or len(address) > MAX_NAME_LENGTH or address.isdecimal():
            continue
        after = line[at + 1] if at + 1 < len(line) else None
        if _shows(node if node.contents else after, address):
            found.append(address)
    return found


def _shows(node: Node | None, address: str) -> bool:
    """Return whether the text at a link target is its address, perhaps in signs."""
    if isinstance(node, Element):
        return plain_text(node).strip(_SIGNS) == address.strip(_SIGNS)
    rest = node.removeprefix(address) if node is not None else ""
    return rest != (node or "") and not rest[:1].isalnum()


def _split(block: Element, lines: list[list[Node]], tags: list[list[str]]) -> None:
    """Put the text from each line with tags on into a block of its own, below its terms."""
    holder = Element("div", {})
    holder.holds_entries = True
    block.replace_with(holder)
    block.clear()
    part = _part(block)
    for line, names in zip(lines, tags, strict=True):
        if names and part.contents:
            holder.append(part)
            part = _part(block)
        holder.extend(map(_term, names))
        part.extend(line)
    holder.append(part)


def _part(block: Element) -> Element:
    return Element("pre", {key: value for key, value in block.attrs.items() if key != "id"})


def _term(name: str) -> Element:
    """Make the term of an entry; the tags of one line are terms one below the other."""
    term = Element("dt", {"id": name})
    term.append(TextNode(name))
    term.rank, term.entry_title, term.entry_line = ENTRY_RANK, name, name
    return term
