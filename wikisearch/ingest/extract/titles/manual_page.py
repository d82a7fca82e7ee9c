"""A manual page in one preformatted block -> its name."""

import re

from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import has_text
from wikisearch.ingest.html.tree import Tree

_MAX_START_LENGTH = 600
"""Characters of the block that are read: the header and the line with the name."""
_HEADER = re.compile(
    r"(?P<name>[^\s()]{1,60})\((?P<section>\w{1,5})\)\s.{0,200}?(?<=\s)(?P=name)\((?P=section)\)\s"
)


def manual_name(tree: Tree) -> str:
    """Return the name and section of a manual page, as `lag(1)`; empty for other pages.

    Its header has both at the left and at the right. The line after "NAME" has the real case.
    """
    block = next(filter(has_text, tree.by_name.get("pre", ())), None)
    if block is None:
        return ""
    start = plain_text(block, _MAX_START_LENGTH)
    match = _HEADER.match(start)
    if match is None:
        return ""
    name = match["name"]
    spelled = re.search(rf"(?<!\S)({re.escape(name)})(?!\S)", start[match.end() :], re.IGNORECASE)
    return f"{spelled[1] if spelled else name}({match['section']})"
