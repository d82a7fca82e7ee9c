"""The levels of a page in `<title>`: "Reference : Pipes", below a breadcrumb with "Reference"."""

import re
from itertools import islice

from wikisearch.ingest.html.element import TextNode, leads_away
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree

_SEPARATOR = re.compile(r"\s+[-|–—:»›>/]\s+|:\s+")
_AFTER_LEVEL = re.compile(r"\s*[:»›>→/|]\s")
_MAX_LINKS = 60
"""Links at the top of a page, of which one can be a level above it."""
_MAX_LEVELS = 4
_MAX_LENGTH = 60


def without_levels(tree: Tree, named: str) -> str:
    """Remove the names from `<title>` that are links with a separator after them."""
    if _SEPARATOR.search(named) is None:
        return named
    levels = _levels(tree)
    for _ in range(_MAX_LEVELS):
        separator = _SEPARATOR.search(named)
        if separator is None or named[: separator.start()].strip() not in levels:
            break
        named = named[separator.end() :].strip() or named
    return named


def _levels(tree: Tree) -> frozenset[str]:
    """Find the texts of such links near the top of a page."""
    found: set[str] = set()
    for link in islice(tree.by_name.get("a", ()), _MAX_LINKS):
        after = link.next_sibling
        if isinstance(after, TextNode) and _AFTER_LEVEL.match(after) and leads_away(link):
            found.add(plain_text(link, _MAX_LENGTH))
    return frozenset(found)
