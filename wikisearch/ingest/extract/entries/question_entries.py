"""The questions in the JSON-LD of a page -> marks on the elements that show them."""

from itertools import chain, islice

from wikisearch.ingest.extract.entries.entry_marks import overlaps_heading
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.html.element import ENTRY_RANK, Element, is_shown_in
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_BLOCKS = ("summary", "dt", "button", "p", "li", "div")
"""Blocks that can show a question; headings are sections already."""
_MAX_BLOCKS = 2000
_MAX_LENGTH = 300


def mark_questions(tree: Tree, main: Element) -> None:
    """Make entries of the blocks with a question and nothing else."""
    questions = set(map(str.casefold, LinkedData(tree.linked_data).questions()))
    if not questions:
        return
    blocks = chain.from_iterable(tree.by_name.get(name, ()) for name in _BLOCKS)
    for block in islice(blocks, _MAX_BLOCKS):
        if block.rank or not 0 < text_size(block) <= _MAX_LENGTH or not is_shown_in(block, main):
            continue
        text = plain_text(block, _MAX_LENGTH)
        if text.casefold() in questions and not overlaps_heading(block):
            questions.remove(text.casefold())
            block.rank = ENTRY_RANK
            block.entry_title = text
