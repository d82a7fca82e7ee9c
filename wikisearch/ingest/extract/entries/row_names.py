"""A row with an address -> the name in it, beside a cell with a type or modifiers."""

from itertools import islice, takewhile

from wikisearch.ingest.extract.entries.entry_groups import CELLS, is_wrapper
from wikisearch.ingest.extract.entries.entry_lines import first_with_text, has_more, is_inline
from wikisearch.ingest.extract.entries.entry_names import (
    MAX_NAME_LENGTH,
    is_name_of,
    name_by_address,
)
from wikisearch.ingest.html.element import Element, next_element
from wikisearch.ingest.html.plain_text import one_line, plain_text

_MAX_LINE_LENGTH = 4000
_MAX_NODES = 100
"""Nodes at the start of a cell that are looked at."""
_LINK_SIGNS = "#¶§ "
"""A link to the row itself, before its name."""
_SIGNS = "$@%&"
"""Signs of a variable, which its address lacks."""


def name_in_row(row: Element, term: Element, address: str) -> str:
    """Return the name in the cell beside the first one that the address names: `$lag`.

    It is all text of the cell, or in the declaration before the text about it.
    """
    cell = next_element(term)
    if cell is None or cell.name not in CELLS or term.parent is not row:
        return ""
    text = plain_text(cell, MAX_NAME_LENGTH + 1).lstrip(_LINK_SIGNS)
    if len(text) <= MAX_NAME_LENGTH and is_name_of(text.lstrip(_SIGNS), address):
        return text
    return name_by_address(_line_before_blocks(cell), address)


def _line_before_blocks(cell: Element) -> str:
    """Return the text at the start of a cell, or of the block that is all of it."""
    first = first_with_text(cell)
    if first is not None and is_wrapper(first) and not has_more(cell, first):
        cell = first
    run = takewhile(is_inline, islice(cell.contents, _MAX_NODES))
    words = (plain_text(node) if isinstance(node, Element) else str(node) for node in run)
    line = one_line("".join(words))
    return line.lstrip(_LINK_SIGNS) if len(line) <= _MAX_LINE_LENGTH else ""
