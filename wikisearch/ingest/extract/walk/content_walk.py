"""The content of a page -> raw sections: a heading and the lines below it each."""

import re
from typing import TYPE_CHECKING, Any

from wikisearch.ingest.extract.raw_sections import Content
from wikisearch.ingest.extract.walk.block_stack import BlockStack
from wikisearch.ingest.extract.walk.cards import drop_after, is_in_card, is_whole_link
from wikisearch.ingest.extract.walk.content_links import ContentLinks, RelatedList
from wikisearch.ingest.extract.walk.line_buffer import (
    LineBuffer,
    code_lines,
    text_lines,
    whole_line,
)
from wikisearch.ingest.extract.walk.link_lines import leads_around
from wikisearch.ingest.extract.walk.long_headings import name_of_signature
from wikisearch.ingest.extract.walk.section_builder import SectionBuilder
from wikisearch.ingest.html.element import BLOCKS, ENTRY_RANK, Element, TextNode, has_address
from wikisearch.ingest.html.plain_text import (
    LINE_BREAK,
    MAX_HEADING_LENGTH,
    heading_text,
    is_more_link,
    is_permalink,
    is_set_apart,
    one_line,
    plain_text,
)
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.model.page import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_CELLS = ("td", "th")
_MAX_LINK_LENGTH = 2000
"""Characters read of a link around blocks; links that nobody closed are nested."""
_SIGNATURE = re.compile(r"\w\s?[(\[]")
"""What shows that the term with the title has parameters, which are text of the page."""
_AFTER_TERM = re.compile(r"\A[ \t\r\n]*(?:[:：](?!:)|[–—-](?=\s))[ \t\r\n]*")
"""The sign between a term and the text about it."""


def read_content(main: Element, profile: Profile, title: Element | None) -> Content:
    """Walk over the content once, in document order, without recursion."""
    walk = _ContentWalk(main, profile, title)
    chunks = walk.line.chunks
    stack: list[tuple[Element, Iterator[Any]]] = [(main, iter(main.contents))]
    while stack:
        element, children = stack[-1]
        for node in children:
            if type(node) is TextNode:
                chunks.append(node)
            elif not node.dropped and walk.enter(node):
                stack.append((node, iter(node.contents)))
                break
        else:
            stack.pop()
            if stack:
                walk.leave(element)
    walk.end_line()
    return walk.result()


class _ContentWalk:
    """Turns the start and the end of each element into lines, sections and links."""

    def __init__(self, main: Element, profile: Profile, title: Element | None) -> None:
        self.line = LineBuffer()
        self._chunks = self.line.chunks
        self._blocks = BlockStack(title)
        self._sections = SectionBuilder(main)
        self._links = ContentLinks()
        self._related = RelatedList()
        self._profile = profile
        self._title = title
        self._title_text = heading_text(title) if title is not None else ""
        self._dropped_words = 0
        self._before_title = 0

    def result(self) -> Content:
        """Return what the walk has collected."""
        top, *raw_sections = self._sections.raw_sections
        above = self._sections.above
        links, words = self._links.links, self._dropped_words
        after, rest = self._sections.after_entries, self._sections.rest
        before, is_term = self._before_title, self._profile.term
        return Content(above, top, raw_sections, links, words, before, after, rest, is_term=is_term)

    def enter(self, node: Element) -> bool:
        """Enter an element; False if nothing in it has to be walked over."""
        if node is self._title:
            self.end_line()
            self._pass_title()
            if node.name != "dt" or _SIGNATURE.search(self._title_text) is None:
                return False
            self._blocks.push(node)
            return True
        if node.rank:
            return self._enter_heading(node)
        name = node.name
        if name not in BLOCKS:
            return self._enter_inline(node, name)
        if self._blocks.open_rows and self._blocks.only_separates_words(name):
            self._chunks.append(" ")
            if name in _CELLS:
                self.line.open_cell(name)
            return True
        if self._chunks:
            self.end_line()
        self._blocks.push(node)
        if node.holds_entries or name == "aside":
            self._sections.enter_nested(node)
        return True

    def leave(self, node: Element) -> None:
        """Leave an element that was entered."""
        if node is self._related.holder and self._related.leave_holder():
            self.end_line()
            self._related.is_past = True
        name = node.name
        if name not in BLOCKS:
            self._leave_inline(node, name)
        elif node.rank:
            self.end_line()
        elif self._blocks.open_rows and self._blocks.only_separates_words(name):
            self._chunks.append(" ")
        else:
            if self._chunks:
                self.end_line()
            self._blocks.pop(node)
            if node.holds_entries or name == "aside":
                self._sections.leave_nested(node)

    def end_line(self) -> None:
        """Add the collected text to the current section."""
        if not self._chunks:
            return
        blocks = self._blocks
        row = self.line.take_row() if blocks.open_rows else None
        text, pieces = self.line.take()
        linked = sum(pieces)
        if self._related.is_past or (linked and self._is_navigation(text, linked)):
            self._links.drop_line()
            self._dropped_words += len(text.split())
            return
        lines, block = self._sections.current.lines, blocks.innermost
        if self._sections.current.is_entry and not (lines or blocks.open_preformatted or row):
            text = _AFTER_TERM.sub("", text)
        if blocks.open_preformatted:
            new = code_lines(text, block, blocks.language)
        elif row is not None:
            # A list in a cell ends the line; its items have no cells.
            layout = row.encode() if row.cells else blocks.text_layout()[0]
            new = whole_line(text, block, linked, layout)
        else:
            new = text_lines(text, block, pieces, blocks.text_layout())
        self._links.keep_line(new[0] if new else None)
        lines.extend(new)

    def _enter_heading(self, node: Element) -> bool:
        """Start a section; a heading with half a page in it is read as text."""
        self.end_line()
        if node.rank >= ENTRY_RANK:
            self._sections.begin_entry(node)
            self._links.add_from_heading(node, self._kind)
            return False
        text = heading_text(node)
        line = ""
        if len(text) > MAX_HEADING_LENGTH:
            text, line = name_of_signature(node)
            if text in ("", self._title_text):
                return True
        if self._is_teaser(node, text):
            return True
        if self._sections.repeats_title(node, text, self._title_text):
            self._sections.restart_at_top(self._title_text)
        elif text:
            related = self._profile.related_headings
            is_related = bool(related) and text.rstrip(":").lower() in related
            self._sections.begin(node, text, line, is_related=is_related)
            self._related.reset()
            self._links.add_from_heading(node, self._kind)
        return False

    def _is_teaser(self, heading: Element, text: str) -> bool:
        """Return whether a heading is the title of another page: in a card, or a link to it."""
        section = self._sections.current
        if not (self.line.is_in_link or section.is_related) or has_address(heading):
            return False
        if self.line.is_in_link and is_in_card(heading):
            if section.is_related:
                drop_after(heading)
            return True
        return section.is_related and heading.rank >= section.rank and is_whole_link(heading, text)

    def _pass_title(self) -> None:
        """On the page of a term, move what is before the title: a breadcrumb, a badge."""
        if self._profile.term and self._sections.move_above_title():
            self._links.clear()
        self._sections.restart_at_top(self._title_text)
        self._before_title = len(self._sections.current.lines)

    def _enter_inline(self, node: Element, name: str) -> bool:
        if name == "a" and "href" in node.attrs:
            if is_permalink(node) or is_more_link(node):
                return False
            self.line.open_link()
            section = self._sections.current
            if self._profile.term and section.is_related:
                self._related.note_link(node, section.heading)
        elif is_set_apart(node):
            self._chunks.append(" ")
        return True

    def _leave_inline(self, node: Element, name: str) -> None:
        if name != "a" or "href" not in node.attrs:
            return
        text = self.line.close_link() or plain_text(node, _MAX_LINK_LENGTH)
        self.line.count_link(text)
        self._links.add(node, text, self._kind)
        if isinstance(node.next_sibling, Element) and node.next_sibling.name == "a":
            # Adjacent links are buttons that only a style sheet separates.
            self._chunks.append(" ")

    def _is_navigation(self, text: str, linked: int) -> bool:
        """Return whether a line only links back, forward or up."""
        whole = one_line(text)
        if len(whole) > MAX_HEADING_LENGTH:
            return False
        if not whole or self._is_drop_line(whole):
            return True
        if linked >= sum(map(str.isalnum, whole)) and leads_around(whole, self._blocks.innermost):
            return True
        pieces = filter(None, map(one_line, text.split(LINE_BREAK)))
        return LINE_BREAK in text and all(map(self._is_drop_line, pieces))

    def _is_drop_line(self, line: str) -> bool:
        return any(pattern.fullmatch(line) for pattern in self._profile.drop_lines)

    @property
    def _kind(self) -> LinkKind:
        related = self._blocks.is_related or self._sections.current.is_related
        return LinkKind.RELATED if related else LinkKind.BODY
