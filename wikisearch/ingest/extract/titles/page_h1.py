"""The h1 of a page, among the headings of its content."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from pathlib import PurePosixPath

from wikisearch.analysis.characters.sentence_ends import ends_with_colon
from wikisearch.ingest.extract.titles.numbering import (
    has_same_number,
    same_but_number,
    without_number,
)
from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import Element, is_shown_in, next_element
from wikisearch.ingest.html.plain_text import heading_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import heading_key
from wikisearch.ingest.survey.survey import FolderSurvey

EMPTY_TITLES = phrase_list("empty_titles.txt")
LOWEST_LEAD = 2
"""Rank of the lowest heading that can be that of the page."""
_MAX_H1 = 1000
"""Headings of which one can be that of the page."""
_MIN_PART_LENGTH = 4
_SITE_END = re.compile(r":\s|\s[-|–—]\s")
_FIRST_CHAPTER = re.compile(r"1[.:)]?\s")
_NOT_LETTERS = re.compile(r"\W+")
_WORDS = re.compile(r"\w+")
_COMPOUND = re.compile(r"[^\W_][-_\d]+[^\W_]?")


class MainHeading:
    """Finds the h1 of the page: the only one, or the one with the words of `<title>`."""

    def __init__(
        self, tree: Tree, main: Element, named: str, full: str, survey: FolderSurvey
    ) -> None:
        self._tree = tree
        self._main = main
        self._named = named
        self._full = full
        self._survey = survey
        first = islice(tree.by_name.get("h1", ()), _MAX_H1)
        texts = [(h1, survey.own_part(heading_text(h1))) for h1 in first]
        self._all = [(h1, text) for h1, text in texts if text and not _is_empty(text, named)]
        inside = [(h1, text) for h1, text in self._all if is_shown_in(h1, main)]
        # A heading that most pages have is the name of the wiki, or the buttons above a page.
        own = [each for each in inside if not survey.count_at_top(heading_key(each[1]))]
        self._inside = own or inside

    def find(self) -> Element | None:
        """Return the heading; None if no h1 is that of the page."""
        return self._with_name() or self._declared() or self._lower() or self._only()

    def _with_name(self) -> Element | None:
        """Find the h1 with the words of `<title>`."""
        tried: set[str] = set()
        for h1, text in (*self._inside, *self._all) if self._named else ():
            if text in tried:
                continue
            tried.add(text)
            if same_name(text, self._named) or same_name(text, self._full):
                return h1
            if self._named.startswith(f"{text} (") and self._named.endswith(")"):
                return h1  # "Lag (Terms.Lag)": the place of the page in the wiki
        return None

    def _declared(self) -> Element | None:
        """Find the h1 with the title that the page declares for links to it."""
        metas = self._tree.by_name.get("meta", ())
        titles = (each for each in metas if each.attrs.get("property", "").lower() == "og:title")
        title = next((each.attrs.get("content", "").strip() for each in titles), "")
        found = (h1 for h1, text in self._inside if same_name(text, title))
        return next(found, None) if title else None

    def _lower(self) -> Element | None:
        """Find the h2 that `<title>` begins with, if it has the words of no h1."""
        own = (text for _, text in self._all if not self._survey.is_name_of_site(text))
        if any(text in self._full for text in own):
            return None
        for h2 in self._tree.by_name.get("h2", ()):
            text = heading_text(h2)
            names = (self._named.casefold(), self._full.casefold())
            is_named = _is_start(text, self._full) or text.casefold() in names
            if is_named and is_shown_in(h2, self._main) and text and not is_placeholder(text):
                return h2
        return None

    def _only(self) -> Element | None:
        named, full = self._named, self._full
        own = [(h1, text) for h1, text in self._inside if text not in full]
        if len(own) == 1 and named and own[0][1].endswith(f" {named}"):
            # "Source code for x", next to the name of the site.
            return own[0][0]
        if len(self._inside) == 1 and named and _is_first_part(self._inside[0][1], full):
            return None
        if len(self._inside) == 1 or (self._inside and not named):
            return self._inside[0][0]
        if self._inside or named or len(self._all) != 1:
            return None
        h1, text = self._all[0]
        return h1 if text not in full else None


def _is_empty(heading: str, named: str) -> bool:
    """Return whether a heading means nothing, while `<title>` is another name."""
    return bool(named) and heading.casefold() in EMPTY_TITLES and heading not in named


def is_placeholder(heading: str) -> bool:
    """Return whether a generator wrote that there is no title: "<no title>"."""
    return heading.startswith("<") and heading.casefold() in EMPTY_TITLES


def _is_start(heading: str, full: str) -> bool:
    """Return whether `<title>` is a heading followed by the site."""
    rest = full.removeprefix(heading) if heading else full
    return rest != full and re.match(r"\s*[:|–—·»-]\s", rest) is not None


def _is_first_part(heading: str, full: str) -> bool:
    """Return whether the only h1 is that of a part of the page: "1. Overview", "Interview:".

    It has no word of `<title>`.
    """
    if _FIRST_CHAPTER.match(heading) is None and not ends_with_colon(heading):
        return False
    return set(_WORDS.findall(heading.casefold())).isdisjoint(_WORDS.findall(full.casefold()))


def shown_headings(tree: Tree, main: Element) -> Iterator[Element]:
    """Yield the headings of the content, the highest first."""
    for rank in range(1, 7):
        for heading in tree.by_name.get(f"h{rank}", ()):
            if is_shown_in(heading, main) and heading_text(heading):
                yield heading


def is_file_above_headings(tree: Tree, main: Element, named: str, path: str) -> bool:
    """Return whether `<title>` is the name of a file, `ch1-lakes`, and the page has two h1 on top.

    A notebook is called as its file; the first of its headings names it.
    """
    if named != PurePosixPath(path).stem or _COMPOUND.search(named) is None:
        return False
    first, second = (*islice(tree.by_name.get("h1", ()), 2), None, None)[:2]
    if first is None or not is_shown_in(first, main) or " " not in heading_text(first):
        return False
    return second is not None and next_element(first) is second


def is_only(tree: Tree, heading: Element | None) -> bool:
    """Return whether a heading is the only one of its rank."""
    return heading is not None and len(tree.by_name.get(heading.name, ())) == 1


def has_last_part(heading: Element, named: str, tree: Tree) -> bool:
    """Return whether the only high heading begins or ends with what `<title>` ends with."""
    part = _SITE_END.split(named)[-1].strip()
    if part == named or len(part) < _MIN_PART_LENGTH or heading.rank > LOWEST_LEAD:
        return False
    words, text = part.casefold(), without_number(heading_text(heading)).casefold()
    return is_only(tree, heading) and (text.startswith(f"{words} ") or text.endswith(f" {words}"))


def same_name(heading: str, named: str) -> bool:
    """Return whether two names differ in case, punctuation and number only."""
    if same_but_number(heading, named) or same_but_number(named, heading):
        return True
    if has_same_number(heading, named):
        heading, named = without_number(heading), without_number(named)
    return _letters(heading) == _letters(named)


@lru_cache(64)
def _letters(name: str) -> str:
    return _NOT_LETTERS.sub("", name).casefold()
