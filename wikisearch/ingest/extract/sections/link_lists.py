"""Sections that only list links: tables of contents, A to Z lists, the index of a book."""

from collections.abc import Container, Sequence
from dataclasses import replace
from itertools import chain, islice

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.analysis.characters.unsegmented import count_words
from wikisearch.ingest.extract.content.page_contents import CONTENTS_TITLES
from wikisearch.ingest.extract.entries.definition_terms import addresses_of
from wikisearch.ingest.extract.raw_sections import Content, ContentLink, Line, RawSection
from wikisearch.ingest.extract.words.word_list import phrase_list, word_pattern
from wikisearch.ingest.html.element import Element, ancestors

_LISTING_LINKS = 30
_LISTING_SHARE = 0.9
"""Share of the words of a listing that are links."""
_LISTING_LINES = 0.8
"""Share of the lines below the top of an index page that are links."""
_MIN_TERMS = 3
_MIN_WORDS = 8
"""Words besides links that make a section of links prose."""
_SHARING = phrase_list("sharing_titles.txt")
_INDEX = word_pattern("index_words.txt")
"""Titles of the index at the end of a book."""
_INDEX_LINKS = 10
_INDEX_SHARE = 0.6
"""Share of the letters of an index that are links; the rest names what they are about."""
_SENTENCE = 20
"""Characters besides links that make a line with the end of a sentence prose."""


def is_link_list(content: Content, title: str) -> bool:
    """Return whether a page is a listing or an index: it has the words of all other pages."""
    return _is_listing(content) or _is_index(title, content)


def without_link_lists(content: Content, others: Container[int]) -> list[RawSection]:
    """Return the sections with a heading, without lists of links and indexes.

    `others` has the identities of lines with links to no page of the wiki.
    """
    raw_sections = [raw for raw in content.raw_sections if not _names_links(raw)]
    return _without_indexes(_without_lists(replace(content, raw_sections=raw_sections), others))


def without_links(raw: RawSection, others: Container[int]) -> RawSection:
    """Return a section of a listing with its sentences only, and the lines with such links."""
    lines = [line for line in raw.lines if _is_prose(line) or id(line) in others]
    return replace(raw, lines=lines)


def sections_of_listing(
    raw_sections: Sequence[RawSection], others: Container[int]
) -> list[RawSection]:
    """Return the sections with sentences, and the entries with an address that are not links.

    A heading directly above an entry that stays does so too. Headings with nothing but links would
    be found before the pages that they list.
    """
    found: list[RawSection] = []
    below: RawSection | None = None
    for raw in reversed(raw_sections):
        is_entry = raw.is_entry and _is_described(raw)
        is_above = below is not None and below.is_entry and not raw.is_entry
        section = raw if is_entry else without_links(raw, others)
        below = section if is_entry or is_above or section.lines else None
        if below is not None:
            found.append(below)
    return found[::-1]


def _is_described(entry: RawSection) -> bool:
    """Return whether an entry has an address, and a line that is not mostly links."""
    has_text = any(not line.is_mostly_links for line in entry.lines)
    return has_text and _has_address(entry.heading)


def _is_prose(line: Line) -> bool:
    """Return whether a line has code or a sentence that is not a link."""
    if line.block == "pre" and not line.linked:
        return True
    if line.is_link or not ends_sentence(line.text):
        return False
    return line.unlinked >= _SENTENCE


def _names_links(raw: RawSection) -> bool:
    """Return whether a section is a table of contents, or only has the buttons to share a page."""
    title = raw.title.strip(" :：").casefold()
    if title in CONTENTS_TITLES and all(line.is_link for line in raw.lines):
        return True
    return title in _SHARING and not any(ends_sentence(line.text) for line in raw.lines)


def _without_lists(content: Content, others: Container[int]) -> list[RawSection]:
    """Remove the lists of links of an index page with some prose at the top."""
    if len(content.links) <= _LISTING_LINKS:
        return content.raw_sections
    lines = [line for raw in content.raw_sections for line in raw.lines]
    if not lines or sum(line.is_link for line in lines) < _LISTING_LINES * len(lines):
        return content.raw_sections
    return [prose for raw in content.raw_sections if (prose := _prose_of(raw, others))]


def _without_indexes(raw_sections: list[RawSection]) -> list[RawSection]:
    """Remove sections that are an index, with the sections below them that belong to it."""
    kept: list[RawSection] = []
    index_rank = 0
    for at, raw in enumerate(raw_sections):
        if index_rank and raw.rank > index_rank:
            continue
        is_index = _INDEX.search(raw.title) is not None
        index_rank = raw.rank if is_index and _are_references(_below(raw_sections, at)) else 0
        if not (is_index and _are_references([raw])) and (raw.lines or not index_rank):
            kept.append(raw)
    return kept


def _below(raw_sections: list[RawSection], at: int) -> list[RawSection]:
    """List the sections below one."""
    end = at + 1
    while end < len(raw_sections) and raw_sections[end].rank > raw_sections[at].rank:
        end += 1
    return raw_sections[at + 1 : end]


def _is_index(title: str, content: Content) -> bool:
    return _INDEX.search(title) is not None and _are_references(
        [content.top, *content.raw_sections]
    )


def _are_references(raw_sections: Sequence[RawSection]) -> bool:
    """Return whether sections consist of links, as an index does."""
    lines = [line for raw in raw_sections for line in raw.lines]
    letters = sum(len(line.text.replace(" ", "")) for line in lines)
    if sum(line.linked > 0 for line in lines) < _INDEX_LINKS:
        return False
    return sum(line.linked for line in lines) >= _INDEX_SHARE * letters


def _prose_of(raw: RawSection, others: Container[int]) -> RawSection | None:
    """Remove the list from a section of mostly links; None if nothing else is in it."""
    links = sum(line.is_link and id(line) not in others for line in raw.lines)
    if links < len(raw.lines) / 2 or (raw.is_entry and _has_address(raw.heading)):
        return raw
    prose = [line for line in raw.lines if not line.is_link or id(line) in others]
    words = sum(len(line.text.split()) for line in prose)
    return replace(raw, lines=prose) if words >= _MIN_WORDS else None


def _defines_terms(content: Content) -> bool:
    """Return whether a page has terms with an address of their own; a listing only has links."""
    entries = (raw.heading for raw in content.raw_sections if raw.is_entry)
    return len(list(islice(filter(_has_address, entries), _MIN_TERMS))) == _MIN_TERMS


def _has_address(term: Element) -> bool:
    return any(addresses_of(term))


def _is_listing(content: Content) -> bool:
    if len(content.links) <= _LISTING_LINKS or _defines_terms(content):
        return False
    lines = [line for raw in (content.top, *content.raw_sections) for line in raw.lines]
    # The lines of a menu were removed from the text, but not its links.
    remaining = {id(line) for line in lines}
    links = [link for link in content.links if link.line is None or id(link.line) in remaining]
    in_headings = {_heading_of(link) for link in links if link.line is None}
    titles = [raw.title for raw in content.raw_sections if raw.heading in in_headings]
    words = sum(count_words(text) for text in (*titles, *(line.text for line in lines)))
    linked = sum(count_words(link.text) for link in links)
    return len(links) > _LISTING_LINKS and linked >= _LISTING_SHARE * words


def _heading_of(link: ContentLink) -> Element | None:
    around = chain((link.element,), ancestors(link.element))
    return next((place for place in around if place.rank), None)
