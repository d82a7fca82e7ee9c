"""Facts about a page in the words of its theme: who wrote it, when, how long it takes to read.

A theme declares them for programs as well, and shows them in one line below the title.
"""

from itertools import islice

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.ingest.html.element import Element, ancestors, has_heading, previous_element
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tags import is_page_fact
from wikisearch.ingest.html.tree import Tree

_MAX = 20
"""Elements with such a fact that are looked at."""
_MAX_AROUND = 5
_MAX_LENGTH = 200
"""Characters of a line of facts."""


def mark_fact_lines(tree: Tree) -> None:
    """Drop the short block with such a fact that comes after the title."""
    facts = (meta for meta in tree.by_name.get("meta", ()) if is_page_fact(meta.attrs))
    for meta in islice(facts, _MAX):
        for block in islice(ancestors(meta), _MAX_AROUND):
            if not _is_line(block):
                break
            before = previous_element(block)
            if before is not None and (before.rank or has_heading(before)):
                block.dropped = block.dropped or "boilerplate"


def _is_line(block: Element) -> bool:
    """Return whether a block is one short line without a sentence or a heading."""
    if has_heading(block):
        return False
    text = plain_text(block, _MAX_LENGTH + 1)
    return len(text) <= _MAX_LENGTH and not ends_sentence(text)
