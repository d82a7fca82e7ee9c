"""Drafts of sections -> Sections, each below the headings above it."""

from collections.abc import Mapping
from typing import NamedTuple

from wikisearch.ingest.extract.links.site import Site
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.raw_sections import Content, RawSection
from wikisearch.ingest.extract.sections.anchors import find_anchors
from wikisearch.ingest.extract.sections.label_headings import merge_labels
from wikisearch.ingest.extract.sections.link_lists import (
    is_link_list,
    sections_of_listing,
    without_link_lists,
    without_links,
)
from wikisearch.ingest.extract.sections.other_links import lines_of_other_links
from wikisearch.model.line_layout import encode_layout, encode_links
from wikisearch.model.page import Section


class Outline(NamedTuple):
    """The sections of a page, and what was removed because it only lists links."""

    sections: tuple[Section, ...]
    words: int
    listed_words: int
    anchors_made: int
    """Number of anchors that the page does not have: links to them lead to its top."""


def outline(
    page: ParsedPage, content: Content, title: str, links: Mapping[int, list[int]], site: Site
) -> Outline:
    """Give each raw section its hierarchy and its anchor.

    `links` has the indexes of the links in each line, by the identity of the line.

    A page that only lists links keeps its title and its sentences: it is found by its name and does
    not match every query. An index page with some prose keeps the prose, and a book on one page
    keeps its chapters.
    """
    first, raw_sections, ids = content.top, content.raw_sections, page.tree.ids
    others = lines_of_other_links(content, site)
    if is_link_list(content, title):
        first = without_links(first, others)
        raw_sections = sections_of_listing(raw_sections, others)
    else:
        raw_sections = without_link_lists(content, others)
    sections = [Section(title, "", 1, (title,), _text(first), layout=_layout(first, links))]
    above: list[tuple[int, tuple[str, ...]]] = [(0, (title,))]
    """The rank of each section above the next one, and its hierarchy."""
    raw_sections, anchors = merge_labels(
        raw_sections, find_anchors(raw_sections, page.main, ids), ids
    )
    for raw, anchor in zip(raw_sections, anchors, strict=True):
        while above[-1][0] >= raw.rank:
            above.pop()
        hierarchy = (*above[-1][1], raw.title)
        above.append((raw.rank, hierarchy))
        text, layout = (_text(raw), _layout(raw, links)) if raw.lines else ("", "")
        place = (len(hierarchy), hierarchy, text, anchor not in ids)
        sections.append(Section(raw.title, anchor, *place, layout=layout))
    everything, remaining = [content.top, *content.raw_sections], [first, *raw_sections]
    words = _count_words(remaining)
    listed = 0 if remaining == everything else _count_words(everything) - words
    made = sum(section.anchor_is_synthetic for section in sections)
    return Outline(tuple(sections), words, listed, made)


def _count_words(raw_sections: list[RawSection]) -> int:
    """Count the words of titles and lines; lines that several terms share count once."""
    lines = {id(raw.lines): raw.lines for raw in raw_sections}
    texts = [line.text for shared in lines.values() for line in shared]
    return sum(len(text.split()) for text in (*texts, *(raw.title for raw in raw_sections)))


def _text(raw: RawSection) -> str:
    return "\n".join([line.text for line in raw.lines])


def _layout(raw: RawSection, links: Mapping[int, list[int]]) -> str:
    """Encode the layout of the lines, each with the indexes of its links."""
    return encode_layout(
        line.layout + encode_links(links[id(line)]) if id(line) in links else line.layout
        for line in raw.lines
    )
