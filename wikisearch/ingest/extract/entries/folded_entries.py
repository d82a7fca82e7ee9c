"""Answers that readers unfold -> entries: `<details>` with a `<summary>`, a button and its panel.

Pages of frequent questions are such lists. The names of a group must differ: "Copy" and "Show the
solution" begin no sections.
"""

import re
from collections.abc import Iterator
from itertools import islice

from wikisearch.analysis.characters.sentence_ends import is_question
from wikisearch.ingest.extract.entries.entry_marks import overlaps_heading
from wikisearch.ingest.extract.entries.list_entries import nesting
from wikisearch.ingest.html.element import (
    BLOCKS,
    ENTRY_RANK,
    Element,
    elements_in,
    is_shown_in,
    next_element,
)
from wikisearch.ingest.html.plain_text import MAX_HEADING_LENGTH, heading_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_MIN = 3
_MIN_QUESTIONS = 2
_MIN_NAMES_SHARE = 0.8
"""Share of the names of a group that must differ."""
_MAX = 2000
"""Folded blocks of a page that are looked at."""
_LEVELS = 2
"""Boxes around a button alone."""
_MIN_PANEL_LENGTH = 20
_SIGNS = re.compile(r"[^\w?？؟!！.)\]]+$")
"""The arrow or the plus sign of a button."""

_Fold = tuple[Element, Element]
"""What readers click, and the block that contains it and the text."""
_Group = dict[str, list[_Fold]]
"""The folded blocks by name."""


def mark_folded(tree: Tree, main: Element) -> None:
    """Make entries of the names of folded blocks, group by group."""
    groups: dict[tuple[str, str], _Group] = {}
    for control, holder in (*_details(tree), *_panels(tree)):
        if not is_shown_in(holder, main) or overlaps_heading(control):
            continue
        name = _SIGNS.sub("", heading_text(control))
        if any(map(str.isalpha, name)) and len(name) <= MAX_HEADING_LENGTH:
            shown = control if control.name == "button" else holder
            group = groups.setdefault((shown.name, shown.attrs.get("class", "")), {})
            group.setdefault(name, []).append((control, holder))
    for group in filter(_are_entries, groups.values()):
        for name, folds in group.items():
            for control, holder in folds:
                control.dropped = ""
                control.rank = ENTRY_RANK + nesting(holder)
                control.entry_title = control.entry_line = name
                holder.holds_entries = True


def _are_entries(group: _Group) -> bool:
    number = sum(map(len, group.values()))
    fewest = _MIN_QUESTIONS if all(map(is_question, group)) else _MIN
    return len(group) >= max(fewest, _MIN_NAMES_SHARE * number)


def _details(tree: Tree) -> Iterator[_Fold]:
    """Yield the blocks that have more text than their summary."""
    for holder in islice(tree.by_name.get("details", ()), _MAX):
        first = next((node for node in holder.contents if isinstance(node, Element)), None)
        if first is None or first.name != "summary" or first.dropped:
            continue
        if text_size(holder) > text_size(first) > 0:
            yield first, holder


def _panels(tree: Tree) -> Iterator[_Fold]:
    """Yield the buttons that a block with text follows."""
    for button in islice(tree.by_name.get("button", ()), _MAX):
        place = button
        for _ in range(_LEVELS):
            around = place.parent
            if not isinstance(around, Element) or any(
                node is not place if isinstance(node, Element) else not node.isspace()
                for node in around.contents
            ):
                break
            place = around
        panel = next_element(place)
        if panel is None or panel.dropped or panel.rank or panel.name not in BLOCKS:
            continue
        is_text = text_size(panel) >= _MIN_PANEL_LENGTH and not any(
            inner.name == "button" for inner in elements_in(panel)
        )
        if is_text and isinstance(panel.parent, Element):
            yield button, panel.parent
