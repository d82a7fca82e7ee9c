"""A tree -> the title of the page, and the heading that bears it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from wikisearch.ingest.extract.definition_terms import term_of
from wikisearch.ingest.extract.numbering import has_same_number, same_but_number, without_number
from wikisearch.ingest.html.element import TITLE_CLASSES, Element, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.model.ids import page_id

_NO_PART_OF_NAME = re.compile("[_\x00-\x1f\x7f-\x9f]")
"""What stands between the words of the name of a file, or by mistake in it."""

_NO_TITLE = "<no title>"
"""What Sphinx writes for a page without a heading."""
_FIRST = re.compile(r"1[.:)]?\s")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Title:
    """What the page is called, and which heading says so (None when no heading does)."""

    text: str
    heading: Element | None
    source: str
    """Where it was found: profile, h1, title element, heading, file name."""


def find_title(tree: Tree, main: Element, profile: Profile, path: str) -> Title:
    """Take the profile's place, else the h1, else `<title>` without the site, else a heading."""
    for selector in profile.title:
        for element in selector.select(tree):
            if text := plain_text(element):
                return Title(text, _heading_around(element), "profile")
    named = document_title(tree, profile)
    heading = _main_heading(tree, main, named)
    if heading is not None:
        return Title(plain_text(heading), heading, "h1")
    last = _last_part(tree, main)
    if last is not None:
        return Title(plain_text(last), last, "title element")
    if named:
        named, place = _part_of(tree, named)
        place = place or _heading_named(tree, profile, named)
        if place is not None and has_same_number(plain_text(place), named):
            named = without_number(named)
        return Title(named, place, "title element")
    first = next(_headings(tree, main), None)
    if first is not None:
        return Title(plain_text(first), first, "heading")
    name = " ".join(_NO_PART_OF_NAME.sub(" ", PurePosixPath(path).stem).split())
    return Title(name or page_id(path), None, "file name")


def document_title(tree: Tree, profile: Profile) -> str:
    """Read `<title>` and take off what the site adds to it."""
    full = _full_title(tree)
    for pattern in profile.title_suffix:
        short = re.sub(pattern, "", full)
        if short and short != full:
            return "" if short == _NO_TITLE else short
    return "" if full == _NO_TITLE else full


def _full_title(tree: Tree) -> str:
    elements = tree.by_name.get("title", ())
    return next((text for element in elements if (text := plain_text(element))), "")


def _is_start(heading: str, full: str) -> bool:
    """Tell whether `<title>` is a heading and then the site."""
    rest = full.removeprefix(heading) if heading else full
    return rest != full and re.match(r"\s*[:|–—·»-]\s", rest) is not None


def _main_heading(tree: Tree, main: Element, named: str) -> Element | None:
    """Find the h1 of the page: the only one, or the one that says what `<title>` says."""
    full = _full_title(tree)
    all_h1 = [h1 for h1 in tree.by_name.get("h1", ()) if plain_text(h1)]
    inside = [h1 for h1 in all_h1 if _is_within(h1, main)]
    for h1 in (*inside, *all_h1):
        if named and (_same(plain_text(h1), named) or _same(plain_text(h1), full)):
            return h1
    if not any(plain_text(h1) in full for h1 in all_h1):
        for h2 in tree.by_name.get("h2", ()):
            if _is_start(plain_text(h2), full) and _is_within(h2, main):
                return h2
    own = [h1 for h1 in inside if plain_text(h1) not in full]
    if len(own) == 1 and named and plain_text(own[0]).endswith(f" {named}"):
        # "Source code for x", beside the name of the site.
        return own[0]
    if len(inside) == 1 and named and _is_first_chapter(plain_text(inside[0]), full):
        return None
    if len(inside) == 1 or (inside and not named):
        return inside[0]
    if not inside and len(all_h1) == 1 and not named and plain_text(all_h1[0]) not in full:
        return all_h1[0]
    return None


def _is_first_chapter(heading: str, full: str) -> bool:
    """Tell whether the only h1 is that of a chapter: "1. Overview" has no word of `<title>`."""
    if _FIRST.match(heading) is None:
        return False
    return set(_WORDS.findall(heading.casefold())).isdisjoint(_WORDS.findall(full.casefold()))


def _last_part(tree: Tree, main: Element) -> Element | None:
    """Find the heading that `<title>` ends with, behind the name of the site."""
    full = _full_title(tree)
    for heading in _headings(tree, main):
        if (text := plain_text(heading)) and full.endswith((f": {text}", f"- {text}", f"| {text}")):
            return heading
    return None


def _heading_around(element: Element) -> Element:
    """Take the heading that the words of a title stand in."""
    place: Element | None = element
    while isinstance(place, Element) and not place.rank:
        place = place.parent
    return place if isinstance(place, Element) else element


def _part_of(tree: Tree, named: str) -> tuple[str, Element | None]:
    """Find the title within `<title>`: a site may put its own name first, or last."""
    for name in TITLE_CLASSES:
        for element in tree.by_class.get(name, ()):
            text = plain_text(element)
            if text and text != named and named.endswith((f": {text}", f" - {text}", f"| {text}")):
                return text, element
            if text == named and not element.rank:
                return text, element
    return named, None


def _heading_named(tree: Tree, profile: Profile, named: str) -> Element | None:
    """Find the heading, not an h1, or the term that repeats `<title>` word for word."""
    for rank in range(2, 7):
        for heading in tree.by_name.get(f"h{rank}", ()):
            if _same(plain_text(heading), named):
                return heading
    terms = tree.by_name.get("dt", ())
    if len(terms) == 1 and _same(term_of(terms[0], profile), named):
        return terms[0]
    return None


def _headings(tree: Tree, main: Element) -> Iterator[Element]:
    """List the headings of the content, the highest first."""
    for rank in range(1, 7):
        for heading in tree.by_name.get(f"h{rank}", ()):
            if _is_within(heading, main) and plain_text(heading):
                yield heading


def _is_within(element: Element, main: Element) -> bool:
    place: object = element
    while isinstance(place, Element):
        if place is main:
            return True
        if place.dropped:
            return False
        place = place.parent
    return False


def _same(heading: str, named: str) -> bool:
    if same_but_number(heading, named) or same_but_number(named, heading):
        return True
    if has_same_number(heading, named):
        heading, named = without_number(heading), without_number(named)
    return re.sub(r"\W+", "", heading).casefold() == re.sub(r"\W+", "", named).casefold()
