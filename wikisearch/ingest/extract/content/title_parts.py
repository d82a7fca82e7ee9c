"""An element with only the title of the page: the content is in the next one."""

from collections.abc import Mapping, Sequence

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.content.prose_sizes import HEADING_WEIGHT
from wikisearch.ingest.html.element import Element, elements_in, next_element
from wikisearch.ingest.html.plain_text import plain_text

_BESIDE = 20
"""Columns besides the title, without links, in an element that is only the title of a page."""
_MAX_PARTS = 400
"""Elements of the next one that are looked at."""
_LEAD = 40
"""Columns of a paragraph that is not a sentence."""
_MAX_LENGTH = 1000


def is_only_heading(element: Element | None) -> bool:
    """Return whether an element contains only a heading: that belongs to the next element."""
    while element is not None and not element.rank:
        children = [child for child in element.contents if isinstance(child, Element)]
        if len(children) != 1 or element.dropped:
            return False
        element = children[0]
    return element is not None and not element.dropped


def is_title_of_next(element: Element, h1: Sequence[Element], sizes: Mapping[Element, int]) -> bool:
    """Return whether an element has only the h1 and links, and the next one a sentence.

    A table can hold the title beside the links of a pager, and a second one the text. `sizes` has
    the columns of each element that are not links.
    """
    after = next_element(element)
    if len(h1) != 1 or after is None or after.name != element.name or after.dropped:
        return False
    least = HEADING_WEIGHT + width(plain_text(h1[0], _MAX_LENGTH))
    if sizes.get(element, 0) >= least + _BESIDE or h1[0] not in elements_in(element, _MAX_PARTS):
        return False
    paragraphs = (part for part in elements_in(after, _MAX_PARTS) if part.name == "p")
    return any(map(_is_lead, paragraphs))


def mark_single_cell(element: Element | None) -> None:
    """Mark a table with one cell as layout, so that its paragraphs are not a row."""
    if element is not None and element.name == "table":
        cells = sum(part.name in ("td", "th") for part in elements_in(element, _MAX_PARTS))
        element.layout = element.layout or cells == 1


def _is_lead(paragraph: Element) -> bool:
    text = plain_text(paragraph, _MAX_LENGTH)
    return not paragraph.dropped and (width(text) >= _LEAD or ends_sentence(text))
