"""A heading -> the fragment that links to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import islice

from wikisearch.ingest.extract.raw_sections import RawSection
from wikisearch.ingest.html.element import Element, ancestors
from wikisearch.ingest.html.text_measures import has_any_text

_LEVELS = 4
"""How far above a heading its id can be."""
_MOST_BEFORE = 20
"""Empty elements before a heading that are searched for an id."""


def find_anchors(drafts: Sequence[RawSection], main: Element, ids: set[str]) -> list[str]:
    """Give each heading a unique anchor: one of the page, else one made from its title."""
    taken = set(ids)
    used: set[str] = set()
    numbers: dict[str, int] = defaultdict(int)
    found: list[str] = []
    for draft, peer in zip(drafts, _next_peers(drafts), strict=True):
        places = _addresses(draft.heading, main, peer)
        name = next((name for name in places if name not in used), "")
        name = name or _synthetic(draft.title, taken, numbers)
        taken.add(name)
        used.add(name)
        found.append(name)
    return found


def _next_peers(drafts: Sequence[RawSection]) -> list[Element | None]:
    """Find for each heading the next one that is not below it."""
    peers: list[Element | None] = []
    later: list[RawSection] = []
    for draft in reversed(drafts):
        while later and later[-1].rank > draft.rank:
            later.pop()
        peers.append(later[-1].heading if later else None)
        later.append(draft)
    return peers[::-1]


def _addresses(heading: Element, main: Element, peer: Element | None) -> Iterator[str]:
    """Yield the fragments that lead to a heading, the closest first."""
    yield from _names(heading)
    for inner in heading.descendants:
        if isinstance(inner, Element) and not inner.dropped:
            yield from _names(inner)
    before: list[str] = []
    place = heading
    for _ in range(_LEVELS):
        # A link target without text directly before the heading or its wrapper.
        before.extend(names_before(place))
        wrapper = place.parent
        if not isinstance(wrapper, Element) or not _is_first_text(place):
            break
        if wrapper is main or (peer is not None and wrapper in ancestors(peer)):
            break
        yield from _names(wrapper)
        place = wrapper
    yield from before


def _names(element: Element) -> Iterator[str]:
    """Yield the id, and the name of an `<a>`."""
    attrs = element.attrs
    if name := attrs.get("id", "").strip():
        yield name
    if element.name == "a" and (name := attrs.get("name", "").strip()):
        yield name


def names_before(place: Element) -> Iterator[str]:
    """Yield the names of the empty elements directly before an element.

    Those of a term can be at the end of the definition before it.
    """
    left = _MOST_BEFORE
    node = place.previous_sibling
    while node is not None and left > 0:
        if not isinstance(node, Element):
            if not node.isspace():
                return
        elif node.name == "dd" and place.name == "dt" and has_any_text(node):
            place, node = node, node.contents[-1]
            continue
        elif node.rank or has_any_text(node):
            return
        else:
            left -= 1
            yield from _names(node)
            # The generator of bs4 is slow, and most of these elements contain nothing.
            for inner in islice(node.descendants, _MOST_BEFORE) if node.contents else ():
                if isinstance(inner, Element):
                    yield from _names(inner)
        node = node.previous_sibling


def _is_first_text(place: Element) -> bool:
    """Return whether only empty elements come before an element in its parent."""
    sibling = place.previous_sibling
    while sibling is not None:
        if isinstance(sibling, Element):
            if not sibling.dropped and (sibling.rank or has_any_text(sibling)):
                return False
        elif not sibling.isspace():
            return False
        sibling = sibling.previous_sibling
    return True


def _synthetic(title: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Make an anchor as most generators do, with -2, -3 … if the page already has it."""
    slug = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_") or "section"
    while True:
        numbers[slug] += 1
        name = slug if numbers[slug] == 1 else f"{slug}-{numbers[slug]}"
        if name not in taken:
            return name
