"""Headings such as "3 comments" -> marks: comments of readers are not content of the page."""

import re
from collections.abc import Iterator

from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import HEADINGS, Element
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree

_WORDS = "|".join(sorted(phrase_list("comments_titles.txt")))
_COUNTED = re.compile(rf"(?:\d+|no)\s+(?:{_WORDS})|(?:{_WORDS})\s*[(（]\d+[)）]")
"""Without a number, "Comments" can be a chapter about a language."""
_LAST = 5
"""Headings of each rank that are looked at, from the end of the page."""


def mark_comment_sections(tree: Tree) -> None:
    """Drop such headings and what follows them, up to the next heading of that rank."""
    for name in HEADINGS:
        for heading in tree.by_name.get(name, ())[-_LAST:]:
            if not heading.dropped and _COUNTED.fullmatch(heading_text(heading).casefold()):
                for part in (heading, *_below(heading)):
                    part.dropped = part.dropped or "comments"


def _below(heading: Element) -> Iterator[Element]:
    node = heading.next_sibling
    while node is not None:
        if isinstance(node, Element):
            if 0 < node.rank <= heading.rank:
                return
            yield node
        node = node.next_sibling
