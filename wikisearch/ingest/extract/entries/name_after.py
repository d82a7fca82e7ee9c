"""An empty link target in the line of a declaration -> the name after it.

`void <a name="id-12"></a>lag(Series)` declares `lag`.
"""

import re
from itertools import islice

from wikisearch.ingest.extract.entries.entry_names import (
    MAX_NAME_LENGTH,
    is_line_address,
    is_name_of,
    without_keyword,
)
from wikisearch.ingest.html.element import BLOCKS, Element, Node, has_address
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size

_MAX_TARGETS = 10
"""Empty targets side by side: the names of a structure and of its functions."""
_NAME = re.compile(
    r"\s*(operator(?:\s*\(\s*\)|\s*[^\s\w(]+|\s+[\w:]+)|~?\s?[^\W\d][\w$.]*[!?]?)\s*(?=[(;={<[]|$)"
)
_DECLARED = re.compile(r"([^\W\d]\w*)\s*(?=[(;:=]|$)")
"""A name after a keyword: `function Lag: Depth;`."""
_MAX_NODES = 300
_STATEMENT_END = re.compile("[{};]")


def name_after(target: Element, address: str, line: Element) -> str:
    """Return the name after a target in a line; empty if no name follows it.

    The address contains the name, or the line is a declaration with this target only.
    """
    node = _node_after(target)
    is_code = line.name == "pre"
    others = _others_in_statement(target, line) if is_code else 0
    if others is None:
        return ""
    if isinstance(node, Element) and node.name not in BLOCKS and text_size(node) <= MAX_NAME_LENGTH:
        text = plain_text(node)
        if is_name_of(text, address):
            return text
        if node.attrs.get("href", "") == f"#{address}":
            return text  # the name is a link to its own address
    text = _text_from(node)
    declared = without_keyword(text)
    match = _NAME.match(text) or (_DECLARED.match(declared) if declared != text else None)
    if match is None:
        return ""
    is_declared = is_code and not others and not is_line_address(address)
    is_named = is_name_of(match[1], address) or address.startswith(f"{match[1]}-")
    return match[1] if is_declared or is_named else ""


def _node_after(target: Element) -> Node | None:
    """Return the node after a target and other targets beside it."""
    node = target.next_sibling
    for _ in range(_MAX_TARGETS):
        if node is None:
            break
        if text_size(node) if isinstance(node, Element) else not node.isspace():
            break
        node = node.next_sibling
    return node


def _others_in_statement(target: Element, line: Element) -> int | None:
    """Count the other elements with an address; None if a statement ends before the target."""
    others = 0
    is_before = True
    for node in islice(line.descendants, _MAX_NODES):
        if node is target:
            is_before = False
        elif isinstance(node, Element):
            others += has_address(node)
        elif is_before and _STATEMENT_END.search(node):
            return None
    return others


def _text_from(node: Node | None) -> str:
    """Return the text from a node up to the end of its parent, in one line."""
    parts: list[str] = []
    for _ in range(_MAX_TARGETS):
        if node is None:
            break
        parts.append(plain_text(node) if isinstance(node, Element) else node)
        node = node.next_sibling
    return " ".join("".join(parts).split())
