"""A heading -> the fragment that leads to it."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from wikisearch.ingest.extract.raw_sections import RawSection
from wikisearch.ingest.html.element import Element, Text

_LEVELS = 4
"""How far above a heading its id may stand."""


def find_anchors(drafts: Sequence[RawSection], main: Element, ids: set[str]) -> list[str]:
    """Give every heading an anchor of its own: one the page has, else one made from its title."""
    taken = set(ids)
    used: set[str] = set()
    numbers: dict[str, int] = defaultdict(int)
    found: list[str] = []
    for index, draft in enumerate(drafts):
        places = _named_places(draft.heading, main, _next_peer(drafts, index))
        name = next((name for name in places if name not in used), "")
        name = name or _synthesised(draft.title, taken, numbers)
        taken.add(name)
        used.add(name)
        found.append(name)
    return found


def _next_peer(drafts: Sequence[RawSection], index: int) -> Element | None:
    """Find the next heading that does not stand under this one."""
    rank = drafts[index].rank
    later = (drafts[at] for at in range(index + 1, len(drafts)))
    return next((draft.heading for draft in later if draft.rank <= rank), None)


def _named_places(heading: Element, main: Element, peer: Element | None) -> Iterator[str]:
    """List what leads to a heading, the closest first."""
    yield from _names(heading)
    for inner in heading.descendants:
        if isinstance(inner, Element) and not inner.dropped:
            yield from _names(inner)
    before: list[str] = []
    place = heading
    for _ in range(_LEVELS):
        # A named place with no text of its own, directly before the heading or its wrapper.
        before.extend(names_before(place))
        wrapper = place.parent
        if not isinstance(wrapper, Element) or not _is_first_text(place):
            break
        if wrapper is main or (peer is not None and _is_within(peer, wrapper)):
            break
        yield from _names(wrapper)
        place = wrapper
    yield from before


def _names(element: Element) -> Iterator[str]:
    """Give an id, else the name of an `<a>`."""
    attrs = element.attrs
    if name := attrs.get("id", "").strip():
        yield name
    if element.name == "a" and (name := attrs.get("name", "").strip()):
        yield name


def names_before(place: Element) -> Iterator[str]:
    """List the names of the empty elements that stand directly before one.

    Those of a term may stand at the end of what is said of the term before it.
    """
    node = place.previous_sibling
    while node is not None:
        if not isinstance(node, Element):
            if not node.isspace():
                return
        elif node.name == "dd" and place.name == "dt" and _has_words(node):
            place, node = node, node.contents[-1]
            continue
        elif node.rank or _has_words(node):
            return
        else:
            yield from _names(node)
            for inner in node.descendants:
                if isinstance(inner, Element):
                    yield from _names(inner)
        node = node.previous_sibling


def _is_first_text(place: Element) -> bool:
    """Tell whether nothing but empty elements comes before it in its parent."""
    sibling = place.previous_sibling
    while sibling is not None:
        if isinstance(sibling, Element):
            if not sibling.dropped and (sibling.rank or _has_words(sibling)):
                return False
        elif not sibling.isspace():
            return False
        sibling = sibling.previous_sibling
    return True


def _has_words(element: Element) -> bool:
    return any(isinstance(node, Text) and not node.isspace() for node in element.descendants)


def _is_within(element: Element, wrapper: Element) -> bool:
    above = element.parent
    while above is not None:
        if above is wrapper:
            return True
        above = above.parent
    return False


def _synthesised(title: str, taken: set[str], numbers: dict[str, int]) -> str:
    """Make an anchor as most generators do, counting on (-2, -3) when the page already has it."""
    slug = re.sub(r"[^\w]+", "-", title.casefold()).strip("-_") or "section"
    while True:
        numbers[slug] += 1
        name = slug if numbers[slug] == 1 else f"{slug}-{numbers[slug]}"
        if name not in taken:
            return name
