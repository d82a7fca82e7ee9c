"""A tree -> the title of the page, and the heading with it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import PurePosixPath

from wikisearch.ingest.extract.definition_terms import term_of
from wikisearch.ingest.extract.document_title import cut, document_title, full_document_title
from wikisearch.ingest.extract.manual_page import manual_name
from wikisearch.ingest.extract.numbering import has_same_number, same_but_number, without_number
from wikisearch.ingest.extract.word_list import phrase_list
from wikisearch.ingest.html.element import TITLE_CLASSES, Element, ancestors
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.model.ids import INDEX, page_id

_NOT_IN_NAMES = re.compile("[_\x00-\x1f\x7f-\x9f]")
"""Characters that separate words in a file name, or are there by mistake."""

_EMPTY = phrase_list("empty_titles.txt")
_LOWEST_LEAD = 2
_LAST_NUMBER = re.compile(r"(?<=[\s:])((?:\d{1,3}|[A-Z](?=\.))(?:\.\d{1,3})*)$")
_FIRST_CHAPTER = re.compile(r"1[.:)]?\s")
_NOT_LETTERS = re.compile(r"\W+")
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Title:
    """The title of a page, and the heading with it (None if no heading has it)."""

    text: str
    heading: Element | None
    source: str
    """Where it was found: profile, h1, title element, heading, pre, file name."""


def find_title(tree: Tree, main: Element, profile: Profile, path: str) -> Title:
    """Return what the profile selects, else the h1, else `<title>`, else a heading.

    A title longer than `LONGEST_HEADING` is cut; its heading is then read as text.
    """
    title = _find(tree, main, profile, path)
    short = cut(title.text)
    return title if short == title.text else replace(title, text=short, heading=None)


def _find(tree: Tree, main: Element, profile: Profile, path: str) -> Title:
    for selector in profile.title:
        for element in selector.select(tree):
            if text := heading_text(element):
                return Title(text, _heading_around(element), "profile")
    full = full_document_title(tree)
    named = document_title(full, profile)
    empty = named if named.casefold() in _EMPTY else ""
    if empty:
        full = named = ""
    heading = _MainHeading(tree, main, named, full).find()
    if heading is not None:
        text = heading_text(heading)
        return Title(named if same_but_number(text, named) else text, heading, "h1")
    last = _last_part(tree, main, full)
    if last is not None:
        return Title(_without_same_number(heading_text(last), full), last, "title element")
    first = next(_headings(tree, main), None)
    stem = PurePosixPath(path).stem
    if named and not (first is not None and _is_short_form(named, stem, first, tree)):
        name = manual_name(tree) if first is None else ""
        return Title(name, None, "pre") if name else _title_of_document(tree, profile, named, first)
    if first is not None:
        return Title(heading_text(first), first, "heading")
    if empty and stem == INDEX:
        return Title(empty, None, "title element")
    name = manual_name(tree) or " ".join(_NOT_IN_NAMES.sub(" ", stem).split())
    return Title(name or page_id(path), None, "file name")


class _MainHeading:
    """Finds the h1 of the page: the only one, or the one with the words of `<title>`."""

    def __init__(self, tree: Tree, main: Element, named: str, full: str) -> None:
        self._tree = tree
        self._main = main
        self._named = named
        self._full = full
        texts = [(h1, heading_text(h1)) for h1 in tree.by_name.get("h1", ())]
        self._all = [(h1, text) for h1, text in texts if text and not _is_empty(text, named)]
        self._inside = [(h1, text) for h1, text in self._all if is_shown_in(h1, main)]

    def find(self) -> Element | None:
        if self._named:
            for h1, text in (*self._inside, *self._all):
                if _same(text, self._named) or _same(text, self._full):
                    return h1
        if not any(text in self._full for _, text in self._all):
            for h2 in self._tree.by_name.get("h2", ()):
                text = heading_text(h2)
                is_named = _is_start(text, self._full) or text.casefold() == self._named.casefold()
                if text and is_named and is_shown_in(h2, self._main):
                    return h2
        return self._only()

    def _only(self) -> Element | None:
        named, full = self._named, self._full
        own = [(h1, text) for h1, text in self._inside if text not in full]
        if len(own) == 1 and named and own[0][1].endswith(f" {named}"):
            # "Source code for x", next to the name of the site.
            return own[0][0]
        if len(self._inside) == 1 and named and _is_first_chapter(self._inside[0][1], full):
            return None
        if len(self._inside) == 1 or (self._inside and not named):
            return self._inside[0][0]
        if self._inside or named or len(self._all) != 1:
            return None
        h1, text = self._all[0]
        return h1 if text not in full else None


def _is_empty(heading: str, named: str) -> bool:
    """Return whether a heading means nothing, while `<title>` is another name."""
    return bool(named) and heading.casefold() in _EMPTY and heading not in named


def is_shown_in(element: Element, main: Element) -> bool:
    """Return whether an element is the content or a part of it that is not dropped."""
    for place in chain((element,), ancestors(element)):
        if place is main:
            return True
        if place.dropped:
            return False
    return False


def _title_of_document(tree: Tree, profile: Profile, named: str, first: Element | None) -> Title:
    """Take `<title>`, and find the element on the page with the same words."""
    named, place = _part_of(tree, named)
    place = place or _heading_named(tree, profile, named)
    if place is None and first is not None and _is_longer_form(heading_text(first), named):
        return Title(without_number(heading_text(first)), first, "title element")
    if place is not None and has_same_number(heading_text(place), named):
        named = without_number(named)
    return Title(named, place, "title element")


def _is_start(heading: str, full: str) -> bool:
    """Return whether `<title>` is a heading followed by the site."""
    rest = full.removeprefix(heading) if heading else full
    return rest != full and re.match(r"\s*[:|–—·»-]\s", rest) is not None


def _is_first_chapter(heading: str, full: str) -> bool:
    """Return whether the only h1 is that of a chapter: "1. Overview" has no word of `<title>`."""
    if _FIRST_CHAPTER.match(heading) is None:
        return False
    return set(_WORDS.findall(heading.casefold())).isdisjoint(_WORDS.findall(full.casefold()))


def _last_part(tree: Tree, main: Element, full: str) -> Element | None:
    """Find the heading at the end of `<title>`, after the name of the site, or its number."""
    number = _LAST_NUMBER.search(full)
    for heading in _headings(tree, main):
        text = heading_text(heading)
        names = {text, without_number(text)} - {""}
        if any(full.endswith((f": {name}", f"- {name}", f"| {name}")) for name in names):
            return heading
        if number is not None and has_same_number(text, f"{number[1]} x"):
            return heading
    return None


def _without_same_number(heading: str, full: str) -> str:
    """Remove the number from a heading if `<title>` has it elsewhere: "Chapter 1: Quartz"."""
    short = without_number(heading)
    return short if full.endswith(short) and not full.endswith(heading) else heading


def _is_longer_form(heading: str, named: str) -> bool:
    """Return whether a heading has the number of `<title>`, its words and more."""
    if not has_same_number(heading, named):
        return False
    return set(_WORDS.findall(named)) <= set(_WORDS.findall(heading))


def _is_short_form(named: str, stem: str, first: Element, tree: Tree) -> bool:
    """Return whether `<title>` is the file name, and the only high heading is longer."""
    if named.casefold() != stem.casefold() or first.rank > _LOWEST_LEAD:
        return False
    is_only = len(tree.by_name.get(first.name, ())) == 1
    return is_only and named.casefold() in heading_text(first).casefold()


def _heading_around(element: Element) -> Element:
    """Return the heading that contains the title, else its own element."""
    return next((place for place in chain((element,), ancestors(element)) if place.rank), element)


def _part_of(tree: Tree, named: str) -> tuple[str, Element | None]:
    """Find the title within `<title>`: some sites put their own name first."""
    for name in TITLE_CLASSES:
        for element in tree.by_class.get(name, ()):
            text = heading_text(element)
            if text and text != named and named.endswith((f": {text}", f" - {text}", f"| {text}")):
                return text, element
            if text == named and not element.rank:
                return text, element
    return named, None


def _heading_named(tree: Tree, profile: Profile, named: str) -> Element | None:
    """Find the heading, not an h1, or the term with the same words as `<title>`."""
    for rank in range(2, 7):
        for heading in tree.by_name.get(f"h{rank}", ()):
            if _same(heading_text(heading), named):
                return heading
    terms = tree.by_name.get("dt", ())
    if len(terms) == 1 and _same(term_of(terms[0], profile), named):
        return terms[0]
    return None


def _headings(tree: Tree, main: Element) -> Iterator[Element]:
    """Yield the headings of the content, the highest first."""
    for rank in range(1, 7):
        for heading in tree.by_name.get(f"h{rank}", ()):
            if is_shown_in(heading, main) and heading_text(heading):
                yield heading


def _same(heading: str, named: str) -> bool:
    """Return whether two names differ in case, punctuation and number only."""
    if same_but_number(heading, named) or same_but_number(named, heading):
        return True
    if has_same_number(heading, named):
        heading, named = without_number(heading), without_number(named)
    return _letters(heading) == _letters(named)


@lru_cache(64)
def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", name).casefold()
