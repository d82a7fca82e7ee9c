"""Groups of entries -> marks on their first lines, for the walk over the content."""

from collections.abc import Sequence
from typing import NamedTuple

from wikisearch.ingest.extract.entries.entry_groups import CELLS, WRAPPERS
from wikisearch.ingest.extract.entries.list_entries import DEEPEST, nesting
from wikisearch.ingest.html.element import ENTRY_LABEL, ENTRY_RANK, Element, ancestors, has_heading
from wikisearch.ingest.html.text_measures import text_size

_MIN = 3
_MAX_LABEL_LENGTH = 20
"""Characters beside a line in the box around it: "procedure"."""
_BOXES = ("td", "tr", "tbody", "table")


class ShapeEntry(NamedTuple):
    """A block that is an entry."""

    block: Element
    term: Element
    """The element with the first line."""
    line: str
    name: str
    is_named: bool
    """Whether its address names it."""
    address: str
    before: tuple[Element, ...] = ()
    """The label before the term in a row: "Q:"."""

    @property
    def is_whole(self) -> bool:
        """Whether the text of the entry is in its block, not after it."""
        return self.term is not self.block and self.block.name not in ("p", "pre", "table")


def overlaps_heading(element: Element) -> bool:
    """Return whether an element is a heading or an entry, or contains or is in one."""
    if element.rank or has_heading(element):
        return True
    return any(place.rank for place in ancestors(element))


def mark_groups(groups: Sequence[Sequence[ShapeEntry]]) -> None:
    """Mark the entries of all groups; one in the block of another is below it."""
    around = {entry.block for group in groups for entry in group if entry.is_whole}
    parents = {entry.block.parent: entry for group in groups for entry in group}
    below = {parent: _depth(entry, around) for parent, entry in parents.items()}
    depths = [[below[entry.block.parent] for entry in group] for group in groups]
    for group, ranks in zip(groups, depths, strict=True):
        added = _added_words([entry.line for entry in group])
        for entry, depth in zip(group, ranks, strict=True):
            term = entry.term
            holder = entry.block if entry.is_whole else _holder(entry.block)
            if term.rank or holder is None:
                continue
            term.rank = ENTRY_RANK + depth
            term.entry_title = entry.name
            term.entry_line = " ".join(entry.line.split()[: -added or None])
            holder.holds_entries = True
            for part in entry.before:
                part.dropped = ENTRY_LABEL


def _depth(entry: ShapeEntry, around: set[Element]) -> int:
    above = sum(place in around for place in ancestors(entry.block))
    return min(nesting(entry.block) + above, DEEPEST)


def _holder(block: Element) -> Element | None:
    """Return the element in which the text about a line goes on: that around its box."""
    place = block
    if block.name in CELLS and block.parent is not None:
        place = block.parent  # the text is in the next row
    while place.parent is not None and _is_box(place.parent, place):
        place = place.parent
    return place.parent


def _is_box(around: Element, inner: Element) -> bool:
    """Return whether an element has only a line and its label, or is a table of one column."""
    if around.name == "tr":
        return sum(isinstance(cell, Element) for cell in around.contents) == 1
    is_table = around.name in _BOXES and (around.name != "td" or inner.name != "tr")
    return is_table or (
        around.name in (*WRAPPERS, "blockquote")
        and text_size(around) <= text_size(inner) + _MAX_LABEL_LENGTH
    )


def _added_words(lines: list[str]) -> int:
    """Count the words at the end of all lines: "click to toggle source" is not a signature."""
    words = [line.split() for line in lines]
    count = 0
    for column in zip(*(reversed(each) for each in words), strict=False):
        if len(set(column)) > 1 or not column[0].isalpha():
            break
        count += 1
    is_added = len(lines) >= _MIN and 1 < count < min(map(len, words))
    return count if is_added else 0
