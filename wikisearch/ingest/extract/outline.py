"""Drafts of sections -> Sections, each below the headings before it."""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import NamedTuple

from wikisearch.ingest.extract.anchors import find_anchors
from wikisearch.ingest.extract.raw_sections import Content, RawSection
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.tree import Tree
from wikisearch.model.page import Section

_LISTING_LINKS = 30
_LISTING_SHARE = 0.9
"""Of the words of a listing, as many as these are links."""
_LISTING_LINES = 0.8
"""Of the lines below the top of an index page, as many as these are links."""
_FEWEST_WORDS = 8
"""Of a section of links, so many words besides them are prose."""
_INDEX = re.compile(
    r"\b(?:index|indexes|indices|stichwortverzeichnis|sachregister)\b", re.IGNORECASE
)
"""What the index at the end of a book is called."""
_INDEX_LINKS = 10
_INDEX_SHARE = 0.6
"""Of the letters of an index, as many as these are links; the rest is what they are about."""


class Outline(NamedTuple):
    """The sections of a page, and what was left out of them as a mere list of links."""

    sections: tuple[Section, ...]
    listed_words: int
    anchors_made: int
    """Of the anchors, those that the page does not have: links to them lead to its top."""


def outline(content: Content, main: Element, tree: Tree, title: str) -> Outline:
    """Give every draft its place and its anchor.

    A listing, a page with hardly a word outside more than 30 links such as an A to Z index, keeps
    its title only: it is found by its name and does not answer every query. An index page with some
    prose keeps the prose, without its lists. So does a book on one page, without its index.
    """
    top = Section(title, "", 1, (title,), _text(content.top))
    if _is_listing(content) or _is_index(title, content):
        words = count_words([content.top, *content.drafts])
        return Outline((Section(title, "", 1, (title,), ""),), words, 0)
    drafts = _without_indexes(_without_lists(content))
    sections = [top]
    above: list[RawSection] = []
    anchors = find_anchors(drafts, main, tree.ids)
    for draft, anchor in zip(drafts, anchors, strict=True):
        while above and above[-1].rank >= draft.rank:
            above.pop()
        above.append(draft)
        hierarchy = (title, *(higher.title for higher in above))
        sections.append(Section(draft.title, anchor, len(hierarchy), hierarchy, _text(draft)))
    left_out = count_words(content.drafts) - count_words(drafts)
    made = sum(anchor not in tree.ids for anchor in anchors)
    return Outline(tuple(sections), left_out, made)


def count_words(drafts: list[RawSection]) -> int:
    """Count the words of titles and lines; lines that several terms share count once."""
    lines = {id(draft.lines): draft.lines for draft in drafts}
    texts = [line.text for shared in lines.values() for line in shared]
    return sum(len(text.split()) for text in (*texts, *(draft.title for draft in drafts)))


def _text(draft: RawSection) -> str:
    return "\n".join(line.text for line in draft.lines)


def _without_lists(content: Content) -> list[RawSection]:
    """Leave out the lists of links that make up an index page with some prose on top."""
    if len(content.links) <= _LISTING_LINKS:
        return content.drafts
    lines = [line for draft in content.drafts for line in draft.lines]
    if sum(line.is_link for line in lines) < _LISTING_LINES * len(lines):
        return content.drafts
    return [prose for draft in content.drafts if (prose := _prose_of(draft)) is not None]


def _without_indexes(drafts: list[RawSection]) -> list[RawSection]:
    """Leave out the sections that are an index, with those below them that belong to it."""
    kept: list[RawSection] = []
    index_rank = 0
    for at, draft in enumerate(drafts):
        if index_rank and draft.rank > index_rank:
            continue
        is_index = _INDEX.search(draft.title) is not None
        index_rank = draft.rank if is_index and _are_references(_below(drafts, at)) else 0
        if not (is_index and _are_references([draft])) and (draft.lines or not index_rank):
            kept.append(draft)
    return kept


def _below(drafts: list[RawSection], at: int) -> list[RawSection]:
    """List the sections that stand below one."""
    below = takewhile(lambda later: later.rank > drafts[at].rank, islice(drafts, at + 1, None))
    return list(below)


def _is_index(title: str, content: Content) -> bool:
    """Tell an index by its name and its links: its words are those of all the other pages."""
    return _INDEX.search(title) is not None and _are_references([content.top, *content.drafts])


def _are_references(drafts: Sequence[RawSection]) -> bool:
    lines = [line for draft in drafts for line in draft.lines]
    letters = sum(len(line.text.replace(" ", "")) for line in lines)
    if sum(line.linked > 0 for line in lines) < _INDEX_LINKS:
        return False
    return sum(line.linked for line in lines) >= _INDEX_SHARE * letters


def _prose_of(draft: RawSection) -> RawSection | None:
    """Take the list out of a section that is mostly links; None when nothing is said besides."""
    links = sum(line.is_link for line in draft.lines)
    if links < len(draft.lines) / 2:
        return draft
    prose = [line for line in draft.lines if not line.is_link]
    words = sum(len(line.text.split()) for line in prose)
    return replace(draft, lines=prose) if words >= _FEWEST_WORDS else None


def _is_listing(content: Content) -> bool:
    if len(content.links) <= _LISTING_LINKS:
        return False
    drafts = (content.top, *content.drafts)
    words = sum(len(line.text.split()) for draft in drafts for line in draft.lines)
    linked = sum(len(anchor.text.split()) for anchor in content.links)
    return linked >= _LISTING_SHARE * words
