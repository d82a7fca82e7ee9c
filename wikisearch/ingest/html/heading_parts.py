"""A heading that ended before a block, but is closed later -> the heading with its blocks.

The parts of a heading can be divisions: `<h1><span>Class</span><div>Gauge</div></h1>`.
"""

import re

from wikisearch.ingest.html.element import Element, elements_in
from wikisearch.ingest.html.node_links import link_siblings, move_into
from wikisearch.ingest.html.plain_text import plain_text

_MAX_LENGTH = 100
"""Characters of the parts; longer ones are text below a heading that nobody closed."""
_MAX_PARTS = 10
_MAX_NODES = 40
_PARTS = frozenset({"div", "a"})
_PARAGRAPH = re.compile(
    rb"(<[hH]([1-6])\b(?:[^<>\"]|\"[^\"]{0,300}\"){0,300}>\s{0,50})<[pP](?:\s[^<>]{0,200})?>"
    rb"((?:[^<]|<(?!/?[pPhH][\s>1-6])){0,300})</[pP]>(?=\s{0,50}</[hH]\2>)"
)


def without_paragraphs(markup: bytes) -> bytes:
    """Remove the paragraph that is all of a heading: the parser ends the heading before it."""
    return _PARAGRAPH.sub(rb"\1\3", markup) if b"<h" in markup or b"<H" in markup else markup


def rejoin(heading: Element) -> None:
    """Move the nodes after a heading into it if they are short divisions."""
    parent = heading.parent
    if parent is None:
        return
    found: list[Element] = []
    part = heading.next_sibling
    while part is not None:
        if not isinstance(part, Element) or len(found) == _MAX_PARTS or not _is_part(part):
            return
        found.append(part)
        part = part.next_sibling
    if not found:
        return
    words = " ".join(plain_text(part, _MAX_LENGTH) for part in found)
    # A version or a date is a badge.
    if len(words) > _MAX_LENGTH or any(map(str.isdecimal, words)):
        return
    del parent.contents[-len(found) :]
    link_siblings(heading, None)
    move_into(heading, found)


def _is_part(element: Element) -> bool:
    inner = list(elements_in(element, _MAX_NODES))
    return len(inner) < _MAX_NODES and all(each.name in _PARTS for each in (element, *inner))
