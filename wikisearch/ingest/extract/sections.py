"""The content of a page -> drafts of its sections: a heading and the lines under it each."""

from typing import TYPE_CHECKING, Any

from wikisearch.ingest.extract.content import previous_element
from wikisearch.ingest.extract.glossary import ENTRY_RANK
from wikisearch.ingest.extract.raw_sections import Content, ContentLink, Line, RawSection
from wikisearch.ingest.html.element import (
    BLOCKS,
    LINE_BREAK,
    Element,
    Text,
    is_permalink,
    one_line,
    plain_text,
)
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.model.page import LinkKind

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_HEADING = 300
"""Characters; what is longer is a heading nobody closed, with the page in it."""
_ENDS_LINE_IN_ROW = frozenset({"li", "pre", "tr", "table", "dt", "dd", "hr", "listing", "xmp"})
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})


def read_content(main: Element, profile: Profile, title: Element | None) -> Content:
    """Walk the content once, in document order, without recursion."""
    walker = _Walker(main, profile, title)
    waiting: list[tuple[Element, Iterator[Any]]] = [(main, iter(main.contents))]
    while waiting:
        element, children = waiting[-1]
        for node in children:
            if node.__class__ is Text:
                walker.buffer.append(node)
            elif not node.dropped and walker.enter(node):
                waiting.append((node, iter(node.contents)))
                break
        else:
            waiting.pop()
            if waiting:
                walker.leave(element)
    walker.end_line()
    return Content(
        walker.above, walker.drafts[0], walker.drafts[1:], walker.links, walker.passed_words
    )


class _Walker:
    """Keeps the line, the section and the elements the walk is in."""

    def __init__(self, main: Element, profile: Profile, title: Element | None) -> None:
        self.buffer: list[str] = []
        self.above: list[Line] = []
        self.drafts = [RawSection(main, "", 0)]
        self.links: list[ContentLink] = []
        self.passed_words = 0
        self._current = self.drafts[0]
        self._entry_lists: list[tuple[Element, RawSection]] = []
        self._profile = profile
        self._title = title
        self._title_text = plain_text(title) if title is not None else ""
        self._blocks = [""]
        self._tables: list[bool] = []
        self._marks: list[int] = []
        self._linked = 0
        self._preformatted = 0
        self._rows = 0
        self._related = 0
        self._list: Element | None = None
        self._is_past_list = False
        self._links_before = 0

    def enter(self, node: Element) -> bool:
        """Open an element; False when there is nothing to walk in it."""
        if node is self._title:
            self.end_line()
            self._pass_title()
            return False
        if node.rank:
            return self._enter_heading(node)
        if node.name not in BLOCKS:
            return self._enter_inline(node)
        if self._is_within_row(node):
            self.buffer.append(" ")
            return True
        self.end_line()
        self._blocks.append(node.name)
        if node.holds_entries:
            self._entry_lists.append((node, self._current))
        if node.name == "table":
            self._tables.append(node.layout)
        elif self._is_row(node):
            self._rows += 1
        elif node.name in _PREFORMATTED:
            self._preformatted += 1
        self._related += node.related
        return True

    def leave(self, node: Element) -> None:
        """Close an element that was entered."""
        if node is self._list:
            self.end_line()
            self._is_past_list = True
        if node.name not in BLOCKS:
            self._leave_inline(node)
            return
        if node.rank:
            self.end_line()
            return
        if not self._is_row(node) and self._is_within_row(node):
            self.buffer.append(" ")
            return
        self.end_line()
        self._blocks.pop()
        if node.holds_entries:
            self._leave_entries(node)
        if self._is_row(node):
            self._rows -= 1
        elif node.name == "table":
            self._tables.pop()
        elif node.name in _PREFORMATTED:
            self._preformatted -= 1
        self._related -= node.related

    def end_line(self) -> None:
        """Put the text gathered so far under the current heading."""
        if not self.buffer:
            return
        text = "".join(self.buffer)
        self.buffer.clear()
        self._marks = [0] * len(self._marks)
        linked, self._linked = self._linked, 0
        if self._is_past_list or (linked and self._is_furniture(text)):
            del self.links[self._links_before :]
            self.passed_words += len(text.split())
            return
        self._links_before = len(self.links)
        lines = self._current.lines
        block = self._blocks[-1]
        if self._preformatted:
            pieces = text.replace(LINE_BREAK, "\n").split("\n")
            lines.extend(Line(kept, block, 0) for piece in pieces if (kept := piece.rstrip()))
            return
        if self._rows or LINE_BREAK not in text:
            if line := one_line(text):
                lines.append(Line(line, block, linked))
            return
        all_links = linked >= len("".join(text.split()))
        for piece in text.split(LINE_BREAK):
            if line := one_line(piece):
                lines.append(Line(line, block, len(line) if all_links else 0))

    def _enter_heading(self, node: Element) -> bool:
        """Start a section; a heading that holds half a page is read as text."""
        self.end_line()
        if node.rank >= ENTRY_RANK:
            return self._enter_entry(node)
        title = plain_text(node)
        if len(title) > _LONGEST_HEADING:
            return True
        if self._repeats_title(node, title):
            self._go_on_at_top()
        elif title:
            is_related = title.rstrip(":").lower() in self._profile.related_headings
            self._begin(RawSection(node, title, node.rank, is_related=is_related))
            self._list, self._is_past_list = None, False
            self._keep_heading_links(node)
        return False

    def _repeats_title(self, node: Element, title: str) -> bool:
        """Tell whether an h1 says the title once more, before anything stands in a section."""
        if node.rank > 1 or title != self._title_text:
            return False
        return not any(draft.lines for draft in self.drafts[1:])

    def _enter_entry(self, node: Element) -> bool:
        """Start a section for a term; terms right below one another share what is said of them."""
        entry = RawSection(node, node.entry_title, node.rank)
        before = previous_element(node)
        if before is not None and before is self._current.heading and before.rank >= ENTRY_RANK:
            entry.lines = self._current.lines
        self._begin(entry)
        self._keep_heading_links(node)
        whole = plain_text(node)
        if whole != node.entry_title:
            entry.lines.append(Line(whole, node.name, 0))
        return False

    def _leave_entries(self, node: Element) -> None:
        """Go on with the section that a list of entries stands in."""
        while self._entry_lists:
            holder, outside = self._entry_lists.pop()
            if holder is node:
                if self._current.rank >= ENTRY_RANK:
                    self._current = outside
                return

    def _begin(self, draft: RawSection) -> None:
        self.drafts.append(draft)
        self._current = draft

    def _keep_heading_links(self, node: Element) -> None:
        waiting = [node]
        while waiting:
            inner = waiting.pop()
            # Around the words of a heading, a link to this page leads to the heading itself.
            if inner.name == "a" and not inner.attrs.get("href", "#").startswith("#"):
                self.links.append(ContentLink(inner, plain_text(inner), self._kind()))
            waiting.extend(
                child
                for child in reversed(inner.contents)
                if isinstance(child, Element) and not child.dropped
            )

    def _pass_title(self) -> None:
        """Set aside what stands before the title of a term page: breadcrumb and badge, not text."""
        if self._profile.term and len(self.drafts) == 1:
            self.above = self.drafts[0].lines
            self.drafts[0].lines = []
            self.links.clear()
            self._links_before = 0
        self._go_on_at_top()

    def _go_on_at_top(self) -> None:
        """Leave the headings before the title: the page does not stand under its site."""
        top, *before = self.drafts
        for draft in before:
            draft.rank = ENTRY_RANK
        self.drafts = [top, *(draft for draft in before if draft.lines)]
        self._current = top

    def _enter_inline(self, node: Element) -> bool:
        if node.name == "a" and "href" in node.attrs:
            if is_permalink(node):
                return False
            self._marks.append(len(self.buffer))
            if self._profile.term and self._list is None and self._current.is_related:
                self._list = _list_around(node, self._current.heading)
        return True

    def _leave_inline(self, node: Element) -> None:
        if node.name != "a" or "href" not in node.attrs:
            return
        text = one_line("".join(self.buffer[self._marks.pop() :])) or plain_text(node)
        self._linked += len(text.replace(" ", ""))
        self.links.append(ContentLink(node, text, self._kind()))
        if isinstance(node.next_sibling, Element) and node.next_sibling.name == "a":
            # Two links side by side are two buttons, apart by style only.
            self.buffer.append(" ")

    def _is_furniture(self, text: str) -> bool:
        """Tell whether a line is a link back, forth or up, and not content."""
        whole = one_line(text)
        if len(whole) > _LONGEST_HEADING:
            return False
        patterns = self._profile.drop_lines
        pieces = [line for piece in text.split(LINE_BREAK) if (line := one_line(piece))]
        return any(pattern.fullmatch(whole) for pattern in patterns) or all(
            any(pattern.fullmatch(piece) for pattern in patterns) for piece in pieces
        )

    def _kind(self) -> LinkKind:
        related = self._related or self._current.is_related
        return LinkKind.RELATED if related else LinkKind.BODY

    def _is_row(self, node: Element) -> bool:
        return node.name == "tr" and bool(self._tables) and not self._tables[-1]

    def _is_within_row(self, node: Element) -> bool:
        """Tell whether an element only parts words: cells are joined, and so is what is in them."""
        return self._rows > 0 and node.name not in _ENDS_LINE_IN_ROW


def _list_around(link: Element, heading: Element) -> Element:
    """Find what holds the list a link is in: a list element, else all up to the heading's level."""
    around = []
    above = heading.parent
    while above is not None:
        around.append(above)
        above = above.parent
    place = link
    while place.parent is not None and place.parent not in around:
        place = place.parent
        if place.name in ("ul", "ol", "dl", "table"):
            return place
    return place.parent if place is link and place.parent is not None else place
