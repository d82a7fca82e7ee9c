"""`<title>` -> what it has before and after the words of a heading: "Tides Neap tide"."""

from itertools import islice

from wikisearch.analysis.characters.letter_case import has_case
from wikisearch.ingest.extract.titles.numbering import without_number
from wikisearch.ingest.extract.titles.page_h1 import same_name, shown_headings
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree

_MAX_HEADINGS = 8


def title_edges(tree: Tree, main: Element, full: str) -> tuple[str, str]:
    """Return what stands before and after the words of one of the highest headings in `<title>`.

    Both are empty if a heading has all of `<title>`, or none has a part of it.
    """
    headings = islice(shown_headings(tree, main), _MAX_HEADINGS)
    names = [without_number(heading_text(heading)) for heading in headings]
    if any(same_name(name, full) for name in names):
        return "", ""
    for name in names:
        before, found, after = full.rpartition(name)
        if found and _is_part(before) and _is_part(after[::-1]):
            return before, after
    return "", ""


def _is_part(edge: str) -> bool:
    """Return whether a text ends at a word: with a space, or in a script without spaces."""
    return not edge or edge[-1].isspace() or (edge[-1].isalpha() and not has_case(edge[-1]))
