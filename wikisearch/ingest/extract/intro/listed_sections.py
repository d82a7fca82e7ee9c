"""Sections that a page lists: the summaries of other pages, and cards side by side.

Each is about what its heading names, and not about the page.
"""

from collections import Counter
from collections.abc import Hashable, Sequence
from itertools import compress

from wikisearch.ingest.extract.raw_sections import RawSection
from wikisearch.ingest.extract.walk.cards import is_whole_link
from wikisearch.ingest.html.element import Element, elements_in, has_address, leads_away

_MIN_PAGES = 2
_MIN_CARDS = 3
_MAX_LINES = 2
"""Lines of a card."""
_MAX_NODES = 60


def listed_sections(sections: Sequence[RawSection]) -> frozenset[int]:
    """Return the identities of the sections that are such summaries or cards."""
    return _listed_pages(sections) | _cards(sections)


def _listed_pages(sections: Sequence[RawSection]) -> frozenset[int]:
    """Find the sections about other pages, if a page has several or only such."""
    found = frozenset(id(raw) for raw in sections if _is_about_page(raw))
    are_only = not any(raw.lines and id(raw) not in found for raw in sections)
    return found if are_only or len(found) >= _MIN_PAGES else frozenset()


def _is_about_page(raw: RawSection) -> bool:
    """Return whether a heading is a link to another page."""
    link = next(filter(leads_away, elements_in(raw.heading, _MAX_NODES)), None)
    is_other = link is not None and "#" not in link.attrs["href"]
    return is_other and not raw.is_entry and is_whole_link(raw.heading, raw.title)


def _cards(sections: Sequence[RawSection]) -> frozenset[int]:
    """Find the sections in boxes of one class side by side, which have no addresses.

    The last one has the lines after the boxes as well.
    """
    kinds = [_kind_of_card(raw) for raw in sections]
    short = (0 < len(raw.lines) <= _MAX_LINES for raw in sections)
    counts = Counter(compress(kinds, short))
    return frozenset(
        id(raw)
        for raw, kind in zip(sections, kinds, strict=True)
        if kind is not None and counts[kind] >= _MIN_CARDS
    )


def _kind_of_card(raw: RawSection) -> Hashable:
    """Return what is equal for cards side by side; None for any other section."""
    heading = raw.heading
    box = heading.parent
    if box is None or raw.is_entry or has_address(heading) or has_address(box):
        return None
    first = next((node for node in box.contents if isinstance(node, Element)), None)
    name = box.attrs.get("class", "")
    is_card = first is heading and bool(name)
    return (heading.name, box.name, name, id(box.parent)) if is_card else None
