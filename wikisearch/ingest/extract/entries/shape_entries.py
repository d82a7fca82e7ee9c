"""Siblings of one shape, each with an address and a short first line -> entries.

Functions of a reference are divisions, sections or signatures in `<pre>`; the terms of a hand-made
glossary are rows of a table or paragraphs that begin in bold.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from itertools import chain
from urllib.parse import unquote

from wikisearch.analysis.characters.sentence_ends import ends_with_stop, is_question
from wikisearch.ingest.extract.entries.declaration_lines import split_declarations
from wikisearch.ingest.extract.entries.entry_groups import (
    PARAGRAPHS,
    WRAPPERS,
    Group,
    Shape,
    Target,
    find_groups,
    is_wrapper,
)
from wikisearch.ingest.extract.entries.entry_lines import (
    first_line,
    has_more,
    is_labelled_question,
    is_marked_line,
    is_marked_name,
    is_title_of_terms,
    words_before,
)
from wikisearch.ingest.extract.entries.entry_marks import ShapeEntry, mark_groups
from wikisearch.ingest.extract.entries.entry_names import (
    MAX_NAME_LENGTH,
    declared_name,
    is_declaration,
    name_by_address,
)
from wikisearch.ingest.extract.entries.following_text import is_followed, is_heading_of_text
from wikisearch.ingest.extract.entries.row_names import name_in_row
from wikisearch.ingest.extract.page_title import Title
from wikisearch.ingest.html.element import BLOCKS, HEADINGS, Element, ancestors, elements_in
from wikisearch.ingest.html.plain_text import MAX_HEADING_LENGTH, cut_heading, plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_MIN = 3
_MIN_SHARE = 0.8
"""Share of a group that must be entries, with names of their own."""
_MAX_LINE_LENGTH = 500
_MAX_SIGNATURE_LENGTH = 4000
"""Characters of a first line that has the name in its address."""
_SIGNATURE = re.compile(r"[\w?!=]\s?[(\[]|[{<=]|\s:{1,2}\s|->")
_LETTER = re.compile(r"[^\W\d_]")


def mark_shapes(tree: Tree, main: Element, title: Title) -> None:
    """Mark the first lines of groups of siblings as entries."""
    headed = _with_headings(tree, title.heading)
    split_declarations(tree)
    found = {shape: _entries(group, headed) for shape, group in find_groups(tree, main).items()}
    usual = _usual_classes(found)
    chosen: list[list[ShapeEntry]] = []
    lists: dict[Element, str] = {}
    """The first address in each list of entries."""
    for shape, entries in found.items():
        known = [entry for entry in entries if entry is not None]
        if not known or not _are_entries(shape, entries, usual):
            continue
        # A page can begin with its own declaration.
        is_in_list = shape.name == "li" or shape.parent.name == "li"
        is_own = _is_own(known[0], title.text) and not is_in_list
        if is_own and (len(known) == 1 or is_declaration(known[0].line)):
            known = known[1:]
        if known:
            chosen.append(known)
        if len(known) >= _MIN:
            lists[shape.parent] = known[0].address
    # A block around a list begins with the same address as the list.
    own = [[each for each in known if lists.get(each.block) != each.address] for known in chosen]
    names = {entry.block: entry.name for known in own for entry in known}
    mark_groups([[each for each in known if not _is_part(each, names)] for known in own])


def _is_part(entry: ShapeEntry, names: Mapping[Element, str]) -> bool:
    """Return whether a block is in that of another entry, and is its source code."""
    around = next((names[place] for place in ancestors(entry.block) if place in names), None)
    if around is None:
        return False
    return around == entry.name or (is_wrapper(entry.block) and _is_listing(entry.block))


def _is_listing(block: Element) -> bool:
    """Return whether a block contains only preformatted text."""
    listings = [node for node in block.contents if isinstance(node, Element) and node.name == "pre"]
    return len(listings) == 1 and text_size(listings[0]) == text_size(block)


def _entries(group: Group, headed: set[Element]) -> list[ShapeEntry | None]:
    return [_entry(block, target, headed) for block, target in group.items()]


def _usual_classes(found: dict[Shape, list[ShapeEntry | None]]) -> set[tuple[str, str]]:
    """Find the classes of blocks that are entries wherever they stand on the page."""
    places: dict[tuple[str, str], list[ShapeEntry | None]] = defaultdict(list)
    for shape, entries in found.items():
        if shape.classes:
            places[shape.name, shape.classes].extend(entries)
    return {shape for shape, entries in places.items() if _have_names(entries)}


def _are_entries(
    shape: Shape, entries: list[ShapeEntry | None], usual: set[tuple[str, str]]
) -> bool:
    if _have_names(entries):
        return True
    known = [entry for entry in entries if entry is not None]
    if len(entries) >= _MIN or len(known) < len(entries):
        return False
    # One or two blocks: others of their class are entries, or they are declarations.
    is_usual = (shape.name, shape.classes) in usual
    return all(
        _is_signature(entry) or (entry.is_named and (is_usual or _links_to_itself(entry)))
        for entry in known
    )


def _have_names(entries: list[ShapeEntry | None]) -> bool:
    """Return whether most blocks have a name of their own, or one from their address.

    The forms of an overloaded function have one name.
    """
    known = [entry for entry in entries if entry is not None]
    named = sum(entry.is_named for entry in known)
    names = {entry.name for entry in known if not entry.is_named}
    return named + len(names) >= max(_MIN_SHARE * len(entries), _MIN)


def _is_signature(entry: ShapeEntry) -> bool:
    """Return whether the first line of an entry is code, and longer than its name."""
    if entry.line == entry.name or not _can_be_single(entry.block):
        return False
    return _is_code(entry.line) or bool(declared_name(entry.line))


def _links_to_itself(entry: ShapeEntry) -> bool:
    """Return whether the name of an entry is a link to the address of the entry."""
    return _can_be_single(entry.block) and any(
        part.attrs.get("href", "")[:1] == "#"
        and unquote(part.attrs["href"][1:]) == entry.address
        and plain_text(part) == entry.name
        for part in elements_in(entry.term)
    )


def _is_code(line: str) -> bool:
    return _SIGNATURE.search(line) is not None or is_declaration(line)


def _is_own(entry: ShapeEntry, title: str) -> bool:
    """Return whether an entry has the last word of the title."""
    return title.endswith(entry.name) and not title[: -len(entry.name)][-1:].isalnum()


def _can_be_single(block: Element) -> bool:
    """Return whether one or two blocks are enough for a group: they have a class."""
    return block.name in (*WRAPPERS, "p", "span", "pre", "table") and "class" in block.attrs


def _entry(block: Element, target: Target, headed: set[Element]) -> ShapeEntry | None:
    """Find the first line of a block, and its name."""
    term = first_line(block, target, headed)
    if term is None or term in headed or not 0 < text_size(term) <= _MAX_SIGNATURE_LENGTH:
        return None
    before = words_before(block, term)
    whole = plain_text(term)
    line = whole.rstrip(" :–—-")
    # A colon after a term does not mark a signature, as it is in `class Keel:`.
    named = line if block.name in PARAGRAPHS else whole
    name = target.name or name_by_address(named, target.address)
    if not name and block.name == "pre":
        name = _marked_word(target.element)
    if not name and block.name == "tr":
        name = name_in_row(block, term, target.address)
    is_named = bool(name)
    if text_size(term) > _MAX_LINE_LENGTH and not (is_named and is_wrapper(block)):
        return None
    if is_wrapper(block) and term is not block and not has_more(block, term):
        # A declaration that nothing explains, unless the text about it is beside it.
        is_beside = is_named and is_followed(block)
        name = name if is_beside or _is_code(whole) else ""
        block = term if is_beside else block
    elif (
        not name
        and (block not in headed or is_title_of_terms(term))
        and (is_labelled_question(line, before) or _can_be_term(block, term, target, line))
    ):
        name = declared_name(line) or line
    if before:
        name = cut_heading(name)
    is_name = is_named or _LETTER.search(name) is not None
    longest = MAX_HEADING_LENGTH if before or is_question(name) else MAX_NAME_LENGTH
    if not name or len(name) > longest or not is_name:
        return None
    if before:
        block = term  # the answer is in the next row
    return ShapeEntry(block, term, whole, name, is_named, target.address, before)


def _marked_word(target: Element) -> str:
    """Return the word in a target at the start of a signature, if it is one."""
    text = plain_text(target) if target.name not in BLOCKS else ""
    return "" if " " in text else text


def _can_be_term(block: Element, term: Element, target: Target, line: str) -> bool:
    """Return whether a first line without the words of the address is a term or a title."""
    can_be_title = is_question(line) or not ends_with_stop(line)
    if term is block:
        is_call = bool(declared_name(line)) and is_marked_line(block)
        is_title = can_be_title and is_heading_of_text(block, target)
        return is_call or is_title
    if block.name == "li":
        return can_be_title
    if block.name in WRAPPERS and not (block.attrs.get("class") or is_marked_name(term)):
        return False
    return not ends_with_stop(line)


def _with_headings(tree: Tree, title: Element | None) -> set[Element]:
    """Collect the headings and entries, and all that contain one."""
    found: set[Element] = set()
    named: Iterable[Element] = chain.from_iterable(
        tree.by_name.get(name, ()) for name in (*HEADINGS, "dt")
    )
    for heading in chain(named, tree.by_role.get("heading", ()), filter(None, [title])):
        if heading.rank or heading is title:
            place: object = heading
            while isinstance(place, Element) and place not in found:
                found.add(place)
                place = place.parent
    return found
