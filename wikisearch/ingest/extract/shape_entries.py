"""Siblings of one shape, each with an address and a short first line -> entries.

Functions of a reference are divisions, sections or signatures in `<pre>`; the terms of a hand-made
glossary are rows of a table or paragraphs that begin in bold.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import NamedTuple

from wikisearch.ingest.extract.anchors import is_first_text
from wikisearch.ingest.extract.entry_names import LONGEST_NAME, name_by_address
from wikisearch.ingest.extract.list_entries import ENTRY_RANK, nesting
from wikisearch.ingest.extract.page_h1 import is_shown_in
from wikisearch.ingest.html.element import BLOCKS, HEADINGS, Element, TextNode, ancestors
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import has_text, text_size
from wikisearch.ingest.html.tree import Tree

_FEWEST = 3
_MOST = 0.8
"""Share of a group that must be entries, with names of their own."""
_LEVELS = 4
_WRAPPERS = ("div", "section", "article")
_PARAGRAPHS = ("p", "li")
_LONGEST_LINE = 500
_SENTENCE_END = re.compile(r"[.!?。！？।]$")
_SIGNATURE = re.compile(r"\w\s?[(\[]|[{<=]|\s:\s|->")
_LETTER = re.compile(r"[^\W\d_]")
_OTHERS = re.compile(
    r"^(?:cite|fn|footnote|ref|note|bib).*\d$|footnote|citation|figure|table|equation|example|listing"
    r"|admonition|warning|caution|important|toc|index",
    re.IGNORECASE,
)
"""Addresses and classes of notes, figures and lists."""


class _Entry(NamedTuple):
    block: Element
    term: Element
    """The element with the first line."""
    line: str
    name: str


def mark_shapes(tree: Tree, main: Element, title: Element | None) -> None:
    """Mark the first lines of groups of siblings as entries."""
    headed = _with_headings(tree, title)
    for group in _groups(tree, main).values():
        if len(group) < _FEWEST and not all(map(_can_be_single, group)):
            continue
        found = [_entry(block, target, headed) for block, target in group.items()]
        entries = [entry for entry in found if entry is not None]
        names = {entry.name for entry in entries}
        if len(group) < _FEWEST:
            are_entries = len(entries) == len(group) and all(map(_is_signature, entries))
        else:
            are_entries = len(names) >= max(_MOST * len(group), _FEWEST)
        if are_entries:
            _mark(entries)


def _can_be_single(block: Element) -> bool:
    """Return whether one or two blocks are enough for a group: they have a class."""
    return block.name in _WRAPPERS and "class" in block.attrs


def _is_signature(entry: _Entry) -> bool:
    """Return whether the first line of an entry is code, and longer than its name."""
    return entry.line != entry.name and _SIGNATURE.search(entry.line) is not None


def _groups(tree: Tree, main: Element) -> dict[tuple[Element, str, str], dict[Element, Element]]:
    """Group the elements that begin with an address by parent, name and class."""
    groups: dict[tuple[Element, str, str], dict[Element, Element]] = {}
    named = (link for link in tree.by_name.get("a", ()) if "name" in link.attrs)
    for target in chain(list(tree.by_id.values()), named):
        for block in _blocks(target, main):
            classes = block.attrs.get("class", "")
            if block.parent is not None and not _OTHERS.search(classes):
                key = (block.parent, block.name, classes)
                groups.setdefault(key, {}).setdefault(block, target)
    shown: dict[Element, bool] = {}
    return {key: group for key, group in groups.items() if _is_shown(key[0], main, shown)}


def _is_shown(parent: Element, main: Element, shown: dict[Element, bool]) -> bool:
    if parent not in shown:
        shown[parent] = is_shown_in(parent, main)
    return shown[parent]


def _blocks(target: Element, main: Element) -> Iterator[Element]:
    """Yield the elements of the page that begin with a link target, the innermost first."""
    if _OTHERS.search(_address(target)):
        return
    place = target
    for _ in range(_LEVELS):
        if place is main or place.rank or place.dropped:
            return
        if place.name in (*_WRAPPERS, *_PARAGRAPHS, "tr", "pre"):
            yield place
        if not isinstance(place.parent, Element) or not is_first_text(place):
            return
        place = place.parent


def _entry(block: Element, target: Element, headed: set[Element]) -> _Entry | None:
    """Find the first line of a block, and its name."""
    term = _first_line(block, target, headed)
    if term is None or term in headed or not 0 < text_size(term) <= _LONGEST_LINE:
        return None
    whole = plain_text(term)
    line = whole.rstrip(" :–—-")
    # A colon after a term is no sign of a signature, as it is in `class Keel:`.
    named = line if block.name in _PARAGRAPHS else whole
    name = name_by_address(named, _address(target))
    is_whole = term is block
    if not name and not is_whole and _can_be_term(block, line) and block not in headed:
        name = line
    if not name or len(name) > LONGEST_NAME or _LETTER.search(name) is None:
        return None
    return _Entry(block, term, whole, name)


def _can_be_term(block: Element, line: str) -> bool:
    """Return whether a first line without the words of the address is a term."""
    if block.name in _WRAPPERS and not block.attrs.get("class"):
        return False
    return _SENTENCE_END.search(line) is None


def _first_line(block: Element, target: Element, headed: set[Element]) -> Element | None:
    if block.name == "tr":
        cells = [cell for cell in block.contents if isinstance(cell, Element) and has_text(cell)]
        return cells[0] if len(cells) > 1 else None
    first = _first_with_text(block)
    if block.name in _WRAPPERS:
        while first is not None and first.name in _WRAPPERS and first not in headed:
            inner = _first_with_text(first)
            if inner is None or inner.name not in BLOCKS or text_size(inner) >= text_size(first):
                break
            first = inner
        is_line = first is not None and first.name in (*_WRAPPERS, "p", "pre", "header", "summary")
        return first if is_line and first is not None and _has_more(block, first) else None
    is_name = first is not None and first.name not in BLOCKS and block.name != "pre"
    if is_name and first is not None and _has_more(block, first):
        return first
    return block if target is not block or block.name == "pre" else None


def _has_more(block: Element, first: Element) -> bool:
    return text_size(block) > text_size(first) + 1


def _first_with_text(block: Element) -> Element | None:
    """Return the first child with text; None if text that is in no child comes before it."""
    for node in block.contents:
        if isinstance(node, TextNode):
            if not node.isspace():
                return None
        elif isinstance(node, Element) and not node.dropped and has_text(node):
            return node
    return None


def _mark(entries: list[_Entry]) -> None:
    added = _added_words([entry.line for entry in entries])
    for block, term, line, name in entries:
        holder = block.parent if block.name in ("p", "pre") else block
        if term.rank or holder is None:
            continue
        term.rank = ENTRY_RANK + nesting(block)
        term.entry_title = name
        term.entry_line = " ".join(line.split()[: -added or None])
        holder.holds_entries = True


def _added_words(lines: list[str]) -> int:
    """Count the words at the end of all lines: "click to toggle source" is no signature."""
    words = [line.split() for line in lines]
    count = 0
    for column in zip(*(reversed(each) for each in words), strict=False):
        if len(set(column)) > 1 or not column[0].isalpha():
            break
        count += 1
    return count if 1 < count < min(map(len, words)) else 0


def _with_headings(tree: Tree, title: Element | None) -> set[Element]:
    """Collect the headings and entries, and all that contain one."""
    found: set[Element] = set()
    named: Iterable[Element] = chain.from_iterable(
        tree.by_name.get(name, ()) for name in (*HEADINGS, "dt")
    )
    for heading in chain(named, tree.by_role.get("heading", ()), filter(None, [title])):
        if heading.rank or heading is title:
            for place in chain((heading,), ancestors(heading)):
                if place in found:
                    break
                found.add(place)
    return found


def _address(target: Element) -> str:
    return (target.attrs.get("id") or target.attrs.get("name") or "").strip()
