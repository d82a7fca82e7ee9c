"""Drafts of sections -> Sections, each below the headings above it."""

from collections.abc import Mapping
from typing import NamedTuple

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
    page: ParsedPage, content: Content, title: str, links: Mapping[int, list[int]]
) -> Outline:
    """Give each draft its hierarchy and its anchor; `links` has those of each line, by identity.

    A page that only lists links keeps its title and its sentences: it is found by its name and does
    not match every query. An index page with some prose keeps the prose, and a book on one page
    keeps its chapters.
    """
    first, drafts, ids = content.top, content.drafts, page.tree.ids
    if is_link_list(content, title):
        first = without_links(first)
        drafts = sections_of_listing(drafts)
    else:
        drafts = without_link_lists(content)
    sections = [Section(title, "", 1, (title,), _text(first), layout=_layout(first, links))]
    above: list[tuple[int, tuple[str, ...]]] = [(0, (title,))]
    """The rank of each section above the next one, and its hierarchy."""
    drafts, anchors = merge_labels(drafts, find_anchors(drafts, page.main, ids), ids)
    for draft, anchor in zip(drafts, anchors, strict=True):
        while above[-1][0] >= draft.rank:
            above.pop()
        hierarchy = (*above[-1][1], draft.title)
        above.append((draft.rank, hierarchy))
        text, layout = (_text(draft), _layout(draft, links)) if draft.lines else ("", "")
        place = (len(hierarchy), hierarchy, text, anchor not in ids)
        sections.append(Section(draft.title, anchor, *place, layout=layout))
    everything, remaining = [content.top, *content.drafts], [first, *drafts]
    words = _count_words(remaining)
    listed = 0 if remaining == everything else _count_words(everything) - words
    made = sum(section.anchor_is_synthetic for section in sections)
    return Outline(tuple(sections), words, listed, made)


def _count_words(drafts: list[RawSection]) -> int:
    """Count the words of titles and lines; lines that several terms share count once."""
    lines = {id(draft.lines): draft.lines for draft in drafts}
    texts = [line.text for shared in lines.values() for line in shared]
    return sum(len(text.split()) for text in (*texts, *(draft.title for draft in drafts)))


def _text(draft: RawSection) -> str:
    return "\n".join([line.text for line in draft.lines])


def _layout(draft: RawSection, links: Mapping[int, list[int]]) -> str:
    """Encode the layout of the lines, each with the indexes of its links."""
    return encode_layout(
        line.layout + encode_links(links[id(line)]) if id(line) in links else line.layout
        for line in draft.lines
    )
