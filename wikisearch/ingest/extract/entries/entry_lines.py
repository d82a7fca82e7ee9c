"""A block that begins with an address -> its first line, which names an entry."""

import re
from collections.abc import Sequence
from itertools import islice, takewhile

from wikisearch.analysis.characters.sentence_ends import is_question
from wikisearch.ingest.extract.entries.entry_groups import (
    CELLS,
    WRAPPERS,
    Target,
    is_wrapper,
)
from wikisearch.ingest.extract.entries.entry_names import MAX_NAME_LENGTH, name_by_address
from wikisearch.ingest.html.element import (
    BLOCKS,
    Element,
    Node,
    ancestors,
    elements_in,
    next_element,
)
from wikisearch.ingest.html.node_links import wrap_nodes
from wikisearch.ingest.html.plain_text import one_line, plain_text
from wikisearch.ingest.html.tags import BOLD, NAMES
from wikisearch.ingest.html.text_measures import has_text, text_size

_MAX_RUN_LENGTH = 4000
_MAX_LABEL_LENGTH = 6
_QUESTION_LABEL = re.compile(r"(?:[^\W_]\d*|\d+(?:\.\d+)*)[.:)]")
_MAX_QUESTION_LENGTH = 500
_MAX_NODES = 100
"""Nodes of a table that are looked at; that of a declaration has few."""
_SEPARATOR = re.compile(r":\s|\s*[：–—]|\s+-\s")
"""What follows a term that is a link target, in a paragraph about it."""


def first_line(block: Element, target: Target, headed: set[Element]) -> Element | None:
    """Return the element with the first line of a block; None if no element has only that line."""
    if block.name == "table":
        return _row_of(block, target)
    if block.name == "tr":
        cells = [cell for cell in block.contents if isinstance(cell, Element)]
        first, second = (*filter(has_text, cells), None, None)[:2]
        if first is not None and second is not None and _is_label(first, second):
            return second
        # The value of an enumeration that nobody has described has an empty cell beside it.
        return first if len(cells) > 1 else None
    first = first_with_text(block)
    if block.name == "li" and (run := _own_run(block, target)) is not None:
        return run
    if is_wrapper(block) and not _has_blocks(block):
        # The line of a declaration, which its address names; the text about it comes after it.
        return first if first is not None and _is_term(block, first) else block
    if is_wrapper(block) or (block.name == "li" and _is_own_line(first, target)):
        run = _own_run(block, target) if block.name == "a" and first is None else None
        return run or _first_block(first, headed)
    is_inline = first is not None and first.name not in BLOCKS and block.name != "pre"
    if is_inline and first is not None and has_more(block, first):
        is_name = first is not target.element or _SEPARATOR.match(_text_after(first)) is not None
        if is_name or (block.name == "li" and _is_title(first)):
            return first
    is_line = target.name or (block is target.element and block.name == "span")
    is_line = is_line or (block.name == "li" and is_all(block, target.element))
    return block if is_line or target.element is not block or block.name == "pre" else None


def _own_run(block: Element, target: Target) -> Element | None:
    """Make a paragraph of the line in an item that the address of an empty target names.

    `<li><a id="lag(Int)"></a> final def lag(count: <a href="Int">Int</a>) <div>…</div>`
    A target that is around the text about a term begins with the term: `<a name=lag>Lag <div>…`.
    """
    at = 0
    if block.name != "a":
        if target.element.parent is not block or text_size(target.element):
            return None
        at = block.contents.index(target.element) + 1
    run = list(takewhile(is_inline, islice(block.contents, at, None)))
    while run and isinstance(run[0], Element) and not text_size(run[0]):
        del run[0]
    words = (plain_text(node) if isinstance(node, Element) else node for node in run)
    line = one_line("".join(words))
    is_term = block.name == "a" and len(line) <= MAX_NAME_LENGTH
    if not run or len(line) > _MAX_RUN_LENGTH:
        return None
    if not (is_term or name_by_address(line, target.address)):
        return None
    return wrap_nodes(run, "p")


def is_inline(node: Node) -> bool:
    """Return whether a node is text, or an element within a line."""
    return not isinstance(node, Element) or node.name not in BLOCKS


def words_before(block: Element, term: Element) -> tuple[Element, ...]:
    """Return the label before the term of a row."""
    if block.name != "tr":
        return ()
    cells = [cell for cell in block.contents if isinstance(cell, Element) and has_text(cell)]
    return tuple(takewhile(lambda cell: cell is not term, cells))


def is_labelled_question(line: str, before: Sequence[Element]) -> bool:
    """Return whether a line after a label is a question, perhaps without its sign: `Q:`."""
    labels = map(plain_text, before)
    return any(is_question(line) or (each[:1].isalpha() and each[-1:] == ":") for each in labels)


def _is_label(first: Element, second: Element) -> bool:
    """Return whether a cell is only the sign of the question in the next one: `Q:`, `3.12.`."""
    is_short = text_size(first) <= _MAX_LABEL_LENGTH and text_size(second) <= _MAX_QUESTION_LENGTH
    return is_short and _QUESTION_LABEL.fullmatch(plain_text(first)) is not None


def _row_of(table: Element, target: Target) -> Element | None:
    """Return the row of a declaration: that of its link target, or of the only cell."""
    if target.element is not table:
        return next((each for each in ancestors(target.element) if each.name == "tr"), None)
    cells = [each for each in elements_in(table, _MAX_NODES) if each.name in CELLS]
    with_text = list(filter(has_text, cells))
    row = cells[0].parent if with_text else None
    if row is None or row.name != "tr":
        return None
    is_title = cells[0].name == "th" and next_element(cells[0]) is None
    return row if len(with_text) == 1 or is_title else None


def _is_term(block: Element, first: Element) -> bool:
    """Return whether a block begins with a term in bold, and the text about it follows."""
    return first.name in BOLD and has_more(block, first)


def _is_title(target: Element) -> bool:
    """Return whether the line of an item is a link target, and a block follows it."""
    after = next_element(target)
    return "href" not in target.attrs and after is not None and after.name in BLOCKS


def _text_after(element: Element) -> str:
    after = element.next_sibling
    return "" if after is None or isinstance(after, Element) else str(after)


def _is_own_line(first: Element | None, target: Target) -> bool:
    """Return whether the first block of an item is a declaration, or consists of a link target."""
    if first is None or first.name not in ("pre", "p", "div") or _has_blocks(first):
        return False
    if first.name == "pre" or (target.name and first in ancestors(target.element)):
        return True
    is_whole = (
        first.name == "p"
        and target.element is not first
        and text_size(target.element) == text_size(first)
    )
    return is_whole and "href" not in target.element.attrs


def _first_block(first: Element | None, headed: set[Element]) -> Element | None:
    """Return the innermost block with the first line of a wrapper."""
    while first is not None and first.name in WRAPPERS and first not in headed:
        inner = first_with_text(first)
        if inner is None or inner.name not in BLOCKS or text_size(inner) >= text_size(first):
            break
        first = inner
    if first is None:
        return None
    is_line = first.name in (*WRAPPERS, "p", "pre", "header", "summary")
    # A name in a line without a block of its own: `<code>lag(a)</code><p>...</p>`.
    is_line = is_line or (first.name in NAMES and next_element(first) is not None)
    return first if is_line else None


def _has_blocks(block: Element) -> bool:
    return any(isinstance(node, Element) and node.name in BLOCKS for node in block.contents)


def has_more(block: Element, first: Element) -> bool:
    """Return whether a block has text besides its first line."""
    return text_size(block) > text_size(first) + 1


def first_with_text(block: Element) -> Element | None:
    """Return the first child with text; None if text that is in no child comes before it."""
    for node in block.contents:
        if not isinstance(node, Element):
            if not node.isspace():
                return None
        elif not node.dropped and has_text(node):
            return node
    return None


def is_all(block: Element, target: Element) -> bool:
    """Return whether a target that is not a link has all words of a block."""
    return text_size(target) == text_size(block) and "href" not in target.attrs


def is_marked_line(block: Element) -> bool:
    """Return whether all text of a paragraph is in one element with a class."""
    first = first_with_text(block) if block.name == "p" else None
    return first is not None and "class" in first.attrs and not has_more(block, first)


def is_marked_name(term: Element) -> bool:
    """Return whether a first line is in bold, or wholly in bold or as code."""
    if term.name in BOLD:
        return True
    first = first_with_text(term)
    return first is not None and first.name in NAMES and not has_more(term, first)


def is_title_of_terms(term: Element) -> bool:
    """Return whether a line in bold is directly above a definition list."""
    after = next_element(term)
    return after is not None and after.name == "dl" and is_marked_name(term)
