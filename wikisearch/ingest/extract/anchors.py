"""A heading -> the fragment that links to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from wikisearch.ingest.extract.raw_sections import RawSection
from wikisearch.ingest.html.element import ENTRY_LABEL, Element, ancestors, elements_in
from wikisearch.ingest.html.plain_text import is_permalink
from wikisearch.ingest.html.text_measures import has_text, text_size

_LEVELS = 4
"""How far above a heading its id can be."""
_MOST_BEFORE = 40
"""Nodes before a heading that are searched for an id."""
_TARGETS = ("a", "span")
"""Empty elements that are link targets, also at the end of a block with text."""
_NOT_IN_SLUGS = re.compile(r"[^\w]+")


def find_anchors(drafts: Sequence[RawSection], main: Element, ids: set[str]) -> list[str]:
    """Give each heading a unique anchor: one of the page, else one made from its title."""
    taken = set(ids)
    used: set[str] = set()
    numbers: dict[str, int] = defaultdict(int)
    found: list[str] = []
    for draft, peer in zip(drafts, _next_peers(drafts), strict=True):
        name = ""
        if ids:
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
    """Yield the fragments that lead to a heading, the closest first.

    The last ones belong to wrappers that also contain the next heading: they lead here as well,
    but a large wrapper of equal headings, side by side, is the whole page.
    """
    yield from _names(heading)
    others: list[str] = []
    """Those of dropped parts, and of links to other pages: types in a signature have names."""
    for inner in elements_in(heading):
        if inner.dropped or inner.attrs.get("href", "#")[:1] != "#":
            others.extend(_names(inner))
        else:
            yield from _names(inner)
    before: list[str] = []
    shared: list[str] = []
    peer_wrappers: set[Element] | None = None
    """Computed for the first wrapper, which few headings have."""
    place = heading
    for _ in range(_LEVELS):
        # A link target without text directly before the heading or its wrapper.
        before.extend(names_before(place))
        wrapper = place.parent
        if not isinstance(wrapper, Element) or wrapper is main or not is_first_text(place):
            break
        if peer_wrappers is None:
            peer_wrappers = set(ancestors(peer)) if peer is not None else set()
        if wrapper in peer_wrappers:
            is_page = wrapper.name != "li" and 2 * text_size(wrapper) > text_size(main)
            if is_page and _is_equal(heading, peer, len(peer_wrappers)):
                break
            shared.extend(_names(wrapper))
        else:
            yield from _names(wrapper)
        place = wrapper
    yield from before
    yield from names_after(heading)
    yield from others
    yield from shared


def _is_equal(heading: Element, peer: Element | None, depth: int) -> bool:
    """Return whether a heading has the rank and the depth of its peer."""
    is_same_rank = peer is not None and peer.rank == heading.rank
    return is_same_rank and depth == sum(1 for _ in ancestors(heading))


def _names(element: Element) -> list[str]:
    """Return the id, and the name of an `<a>`."""
    attrs = element.attrs
    if not attrs:
        return []
    names = [attrs.get("id", "").strip()]
    if element.name == "a":
        names.append(attrs.get("name", "").strip())
    return [name for name in names if name]


def names_before(place: Element) -> list[str]:
    """Return the names of the empty elements directly before an element.

    They can be at the end of the block before it: in a paragraph or an item that nobody closed.
    """
    node = place.previous_sibling
    found: list[str] = []
    is_inside = False
    """Whether the nodes are at the end of a block with text."""
    for _ in range(_MOST_BEFORE):
        if node is None:
            break
        if not isinstance(node, Element):
            if not node.isspace():
                break
        elif node.rank or node.name == "dt":
            break  # what is before it belongs to it
        elif _is_silent(node):
            if node.dropped in ("", ENTRY_LABEL) and (not is_inside or node.name in _TARGETS):
                found.extend(_names_in(node))
        elif node.contents:
            node, is_inside = node.contents[-1], True
            continue
        node = node.previous_sibling
    return found


def names_after(term: Element) -> list[str]:
    """Return the names of the empty elements between a `<dt>` and the text of its definition."""
    node = term.next_sibling if term.name == "dt" else None
    found: list[str] = []
    is_defined = False
    for _ in range(_MOST_BEFORE):
        if node is None:
            break
        if isinstance(node, Element):
            is_start = node.name == "dd" if not is_defined else node.name in ("p", "div")
            if is_start and node.contents:
                node, is_defined = node.contents[0], True
                continue
            if node.name in ("dt", "dd") or not _is_silent(node):
                break
            found.extend(_names_in(node))
        elif not node.isspace():
            break
        node = node.next_sibling
    return found if is_defined or (isinstance(node, Element) and node.name == "dd") else []


def _names_in(element: Element) -> Iterator[str]:
    """Yield the names of an element and of those in it."""
    yield from _names(element)
    for inner in elements_in(element, _MOST_BEFORE):
        yield from _names(inner)


def is_first_text(place: Element) -> bool:
    """Return whether readers see nothing before an element in its parent but permalinks."""
    sibling = place.previous_sibling
    for _ in range(_MOST_BEFORE):
        if sibling is None:
            return True
        if isinstance(sibling, Element):
            if sibling.rank or not _is_silent(sibling):
                return False
        elif not sibling.isspace():
            return False
        sibling = sibling.previous_sibling
    return False


def _is_silent(element: Element) -> bool:
    """Return whether an element has no words of the page: empty, dropped or a permalink."""
    if element.dropped or not has_text(element):
        return True
    return is_permalink(element) or element.attrs.get("href", "")[:1] == "#"


def _synthetic(title: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Make an anchor as most generators do, with -2, -3 … if the page already has it."""
    slug = _NOT_IN_SLUGS.sub("-", title.casefold()).strip("-_") or "section"
    while True:
        numbers[slug] = number = numbers[slug] + 1
        name = slug if number == 1 else f"{slug}-{number}"
        if name not in taken:
            return name
