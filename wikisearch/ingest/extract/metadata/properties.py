"""The tables of properties on a page, as in exported notes -> the values of a property."""

import re
from collections.abc import Container, Iterator
from itertools import islice

from wikisearch.ingest.html.element import Element, elements_in
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree

_MAX_LENGTH = 200
"""Characters of a name or of the values."""
_MAX_PROPERTIES = 20
_SEPARATOR = re.compile(r"\s*[,;、，|]\s*")


def property_values(tree: Tree, names: Container[str]) -> Iterator[tuple[str, ...]]:
    """Yield the values of each row such as "Tags: Streams", whose header cell is in `names`.

    Each value is an element of its own in the cell, or they are separated by commas.
    """
    for header in islice(tree.by_name.get("th", ()), _MAX_PROPERTIES):
        if plain_text(header, _MAX_LENGTH).rstrip(":：").casefold() not in names:
            continue
        # The link in a row of a list of pages is a name, as that of the class `Tag`.
        if any(part.name == "a" and "href" in part.attrs for part in elements_in(header)):
            continue
        cell = header.next_sibling
        while cell is not None and not isinstance(cell, Element):
            cell = cell.next_sibling
        if cell is not None and cell.name == "td":
            yield _values(cell)


def _values(cell: Element) -> tuple[str, ...]:
    elements = [part for part in cell.contents if isinstance(part, Element)]
    has_text = any(not isinstance(part, Element) and not part.isspace() for part in cell.contents)
    if len(elements) > 1 and not has_text:
        texts = [plain_text(part, _MAX_LENGTH) for part in elements]
    else:
        texts = separated(plain_text(cell, _MAX_LENGTH))
    return tuple(filter(None, texts))


def separated(text: str) -> list[str]:
    """Return the values in a text such as `ants, bees`."""
    return _SEPARATOR.split(text)
