"""A heading -> the fragment that links to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache

from wikisearch.ingest.extract.raw_sections import RawSection
from wikisearch.ingest.html.element import Element, ancestors, elements_in
from wikisearch.ingest.html.link_targets import (
    is_first_text,
    names_after,
    names_before,
    target_names,
)
from wikisearch.ingest.html.text_measures import text_size

_LEVELS = 10
"""How far above a heading its id can be."""
_NOT_IN_SLUGS = re.compile(r"[^\w]+")


def find_anchors(raw_sections: Sequence[RawSection], main: Element, ids: set[str]) -> list[str]:
    """Give each heading a unique anchor: one of the page, else one made from its title."""
    taken = set(ids)
    used: set[str] = set()
    numbers: dict[str, int] = defaultdict(int)
    found: list[str] = []
    for raw, peer in zip(raw_sections, _next_peers(raw_sections), strict=True):
        name = ""
        if ids:
            places = _addresses(raw.heading, main, peer)
            name = next((name for name in places if name not in used), "")
        name = name or _synthetic(raw.title, taken, numbers)
        taken.add(name)
        used.add(name)
        found.append(name)
    return found


def _next_peers(raw_sections: Sequence[RawSection]) -> list[Element | None]:
    """Find for each heading the next one that is not below it."""
    peers: list[Element | None] = []
    later: list[RawSection] = []
    for raw in reversed(raw_sections):
        while later and later[-1].rank > raw.rank:
            later.pop()
        peers.append(later[-1].heading if later else None)
        later.append(raw)
    return peers[::-1]


def _addresses(heading: Element, main: Element, peer: Element | None) -> Iterator[str]:
    """Yield the fragments that lead to a heading, the closest first.

    The last ones belong to wrappers that also contain the next heading: they lead here as well,
    but a large wrapper of equal headings, side by side, is the whole page.
    """
    yield from target_names(heading)
    inner, others = _names_inside(heading)
    yield from inner
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
            shared.extend(target_names(wrapper))
        else:
            yield from target_names(wrapper)
        place = wrapper
    # What the block before ends with can belong to that block.
    yield from names_after(heading)
    yield from before
    yield from others
    yield from shared


def _names_inside(heading: Element) -> tuple[list[str], list[str]]:
    """List the names of the link targets in a heading, and those that are of something else.

    These are in dropped parts, in links to other pages (types in a signature have names) and in
    the headers of a table: cells refer to their ids, and that of the table leads to the entry.
    """
    names: list[str] = []
    others: list[str] = []
    for inner in elements_in(heading):
        is_link = inner.attrs.get("href", "#")[:1] != "#"
        is_other = inner.dropped or inner.name == "th" or is_link
        (others if is_other else names).extend(target_names(inner))
    return names, others


def _is_equal(heading: Element, peer: Element | None, depth: int) -> bool:
    """Return whether a heading has the rank and the depth of its peer."""
    is_same_rank = peer is not None and peer.rank == heading.rank
    return is_same_rank and depth == sum(1 for _ in ancestors(heading))


def _synthetic(title: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Make an anchor as most generators do, with -2, -3 … if the page already has it."""
    slug = _slug(title)
    while True:
        numbers[slug] = number = numbers[slug] + 1
        name = slug if number == 1 else f"{slug}-{number}"
        if name not in taken:
            return name


@lru_cache(256)
def _slug(title: str) -> str:
    return _NOT_IN_SLUGS.sub("-", title.casefold()).strip("-_") or "section"
