"""Whether text about an entry follows the block with its line."""

from wikisearch.ingest.extract.entries.entry_groups import Target, is_wrapper
from wikisearch.ingest.extract.entries.entry_lines import is_all
from wikisearch.ingest.html.element import Element, next_element
from wikisearch.ingest.html.text_measures import has_text, text_size

_MAX_ALIKE = 10
"""Lines with one text about all of them."""


def is_heading_of_text(block: Element, target: Target) -> bool:
    """Return whether a block is only a title, and text of another shape follows it."""
    is_title = is_wrapper(block) and bool(block.attrs.get("class"))
    # A question: `<p><a name=q1>How high is it?</a></p>`
    is_marked = text_size(target.element) == text_size(block) and block.name == "p"
    is_marked = is_marked or (block.name == "li" and is_all(block, target.element))
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


def is_followed(block: Element) -> bool:
    """Return whether text of another shape is after a block and those of its shape."""
    after = next_element(block)
    for _ in range(_MAX_ALIKE):
        if after is None or (has_text(after) and _shape(after)[:2] != _shape(block)[:2]):
            break
        after = next_element(after)
    return after is not None and not after.rank and has_text(after)


def _shape(element: Element) -> tuple[str, str, str]:
    """Return the name and class of a block, and those of the element with all its text."""
    whole = element
    while len(whole.contents) == 1 and isinstance(whole.contents[0], Element):
        whole = whole.contents[0]
    inner = "" if whole is element else f"{whole.name} {whole.attrs.get('class', '')}"
    return element.name, element.attrs.get("class", ""), inner
