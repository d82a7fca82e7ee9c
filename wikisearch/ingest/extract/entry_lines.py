"""A block that begins with an address -> its first line, which names an entry."""

from wikisearch.ingest.extract.entry_groups import WRAPPERS, Target
from wikisearch.ingest.html.element import BLOCKS, Element, ancestors
from wikisearch.ingest.html.text_measures import has_text, text_size


def first_line(block: Element, target: Target, headed: set[Element]) -> Element | None:
    """Return the element with the first line of a block; None if it has none of its own."""
    if block.name == "table":
        return next((each for each in ancestors(target.element) if each.name == "tr"), None)
    if block.name == "tr":
        cells = [cell for cell in block.contents if isinstance(cell, Element)]
        first = next(filter(has_text, cells), None)
        # The value of an enumeration that nobody has described has an empty cell beside it.
        return first if len(cells) > 1 else None
    if block.name in WRAPPERS and not _has_blocks(block):
        # The line of a declaration, which its address names; the text about it comes after it.
        return block
    first = _first_with_text(block)
    if block.name in WRAPPERS or (block.name == "li" and _is_own_line(first, target)):
        return _first_block(first, headed)
    is_name = first is not None and first.name not in BLOCKS and block.name != "pre"
    if is_name and first is not None and first is not target.element and has_more(block, first):
        return first
    is_line = target.name or (block is target.element and block.name == "span")
    return block if is_line or target.element is not block or block.name == "pre" else None


def _is_own_line(first: Element | None, target: Target) -> bool:
    """Return whether the first block in an item is a declaration, or wholly a link target."""
    if first is None or first.name not in ("pre", "p"):
        return False
    if first.name == "pre" or (target.name and first in ancestors(target.element)):
        return True
    is_whole = target.element is not first and text_size(target.element) == text_size(first)
    return is_whole and "href" not in target.element.attrs


def _first_block(first: Element | None, headed: set[Element]) -> Element | None:
    """Return the innermost block with the first line of a wrapper."""
    while first is not None and first.name in WRAPPERS and first not in headed:
        inner = _first_with_text(first)
        if inner is None or inner.name not in BLOCKS or text_size(inner) >= text_size(first):
            break
        first = inner
    is_line = first is not None and first.name in (*WRAPPERS, "p", "pre", "header", "summary")
    return first if is_line else None


def _has_blocks(block: Element) -> bool:
    return any(isinstance(node, Element) and node.name in BLOCKS for node in block.contents)


def has_more(block: Element, first: Element) -> bool:
    """Return whether a block has text besides its first line."""
    return text_size(block) > text_size(first) + 1


def _first_with_text(block: Element) -> Element | None:
    """Return the first child with text; None if text that is in no child comes before it."""
    for node in block.contents:
        if not isinstance(node, Element):
            if not node.isspace():
                return None
        elif not node.dropped and has_text(node):
            return node
    return None


def is_heading_of_text(block: Element, target: Target) -> bool:
    """Return whether a block is only a title, and text of another shape follows it."""
    is_title = block.name in WRAPPERS and bool(block.attrs.get("class"))
    # A question: `<p><a name=q1>How high is it?</a></p>`
    is_marked = block.name == "p" and text_size(target.element) == text_size(block)
    if not (is_title or (is_marked and target.element is not block)):
        return False
    after = block.next_sibling
    while after is not None:
        if not isinstance(after, Element):
            if not after.isspace():
                return True
        elif has_text(after) and not after.dropped:
            return _shape(after) != _shape(block)
        after = after.next_sibling
    return False


def is_marked_line(block: Element) -> bool:
    """Return whether all text of a paragraph is in one element with a class."""
    first = _first_with_text(block) if block.name == "p" else None
    return first is not None and "class" in first.attrs and not has_more(block, first)


def _shape(element: Element) -> tuple[str, str, str]:
    """Return the name and class of a block, and those of the element with all its text."""
    whole = element
    while len(whole.contents) == 1 and isinstance(whole.contents[0], Element):
        whole = whole.contents[0]
    inner = "" if whole is element else f"{whole.name} {whole.attrs.get('class', '')}"
    return element.name, element.attrs.get("class", ""), inner
