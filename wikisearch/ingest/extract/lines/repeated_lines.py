"""Lines that stand on most pages of a wiki: dropped at the edges of the content.

A line in the middle can be content that repeats, such as a warning or a row of a table; it is
dropped only if it is a link.
"""

from collections.abc import Callable, Sequence
from itertools import chain
from typing import NamedTuple

from wikisearch.ingest.extract.lines.line_kinds import is_byline, is_publication
from wikisearch.ingest.extract.lines.notices import notice_lines
from wikisearch.ingest.extract.raw_sections import Content, Line, RawSection
from wikisearch.ingest.html.element import ENTRY_RANK
from wikisearch.ingest.html.link_targets import is_linkable
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.survey.line_keys import (
    heading_key,
    key_after_name,
    line_key,
    line_words,
)
from wikisearch.ingest.survey.survey import FolderSurvey

_MIN_FOR_LINKS = 4
"""Surveyed pages that prove that a repeated link is navigation."""
_MAX_BETWEEN = 3
"""Lines of links and dates, with other words on each page, between lines that most pages have."""


Count = Callable[[str], int]
"""From the key of a line or heading to how many of the sampled pages have it."""


class RepeatedLine(NamedTuple):
    """A dropped line, and how many of the surveyed pages have it."""

    text: str
    pages: int
    surveyed: int


def drop_repeated_lines(
    tree: Tree, content: Content, survey: FolderSurvey, document_title: str
) -> tuple[RepeatedLine, ...]:
    """Remove from the content what most pages have; nothing if no text would be left."""
    if not survey.has_lines:
        return ()
    notices = tuple(notice_lines(tree, content)) if survey.has_notices else ()
    return _RepeatedLines(content, survey, notices).drop(document_title)


class _RepeatedLines:
    """Finds the lines and the headings of one page to drop."""

    def __init__(self, content: Content, survey: FolderSurvey, notices: Sequence[Line]) -> None:
        self._content = content
        self._notices = notices
        self._survey = survey
        self._found: dict[int, RepeatedLine] = {}
        """By identity of the line or of the section, in the order in which they were found."""

    def drop(self, document_title: str) -> tuple[RepeatedLine, ...]:
        """Remove them from the content, and their links."""
        content = self._content
        for line in self._notices:
            if count := self._survey.count_of_notices(line_key(line.text)):
                self._note(line, line.text, count)
        self._scan_headers(document_title)
        self._scan_top()
        self._scan_bottom()
        at_edge = set(self._found)
        self._scan_links()
        if not self._found:
            return ()
        raw_sections = [raw for raw in content.raw_sections if id(raw) not in self._found]
        remaining = [self._remaining(raw) for raw in (content.top, *raw_sections)]
        if not any(remaining):
            return self._drop_bylines()
        for raw, lines in zip((content.top, *raw_sections), remaining, strict=True):
            raw.lines[:] = lines
        content.raw_sections[:] = raw_sections
        if self._survey.pages >= _MIN_FOR_LINKS:
            content.links[:] = [link for link in content.links if id(link.line) not in at_edge]
        return tuple(self._found.values())

    def _drop_bylines(self) -> tuple[RepeatedLine, ...]:
        """Remove only the lines about the page or its file, from a page of lines like others."""
        for raw in (self._content.top, *self._content.raw_sections):
            raw.lines[:] = [line for line in raw.lines if not self._is_common_byline(line)]
        return tuple(each for each in self._found.values() if is_byline(each.text))

    def _is_common_byline(self, line: Line) -> bool:
        return id(line) in self._found and is_byline(line.text)

    def _remaining(self, raw: RawSection) -> list[Line]:
        return [line for line in raw.lines if id(line) not in self._found]

    def _scan_headers(self, document_title: str) -> None:
        """Note the lines above the title that are a name and then what most pages have."""
        for line in self._content.top.lines[: self._content.lines_before_title]:
            key = key_after_name(line.text, document_title)
            if key and (pages := self._survey.count_at_top(key)):
                self._note(line, line.text, pages)

    def _scan_top(self) -> None:
        """Note common lines anywhere before the title, and below it up to the first other line."""
        content, survey = self._content, self._survey
        before = content.lines_before_title
        above = content.top.lines[:before]
        end = self._match(above, survey.count_at_top, stop=False)
        for line in self._rest_of_menu(above, end):
            self._note(line, line.text, 0)
        below = content.top.lines[before:]
        is_past = self._match(below, survey.count_below_title, stop=True) < len(below)
        for raw in content.raw_sections:
            is_before = raw.rank == ENTRY_RANK and 0 < raw.heading.rank < ENTRY_RANK
            if (is_before or not is_past) and self._matches_whole(raw, survey.count_at_top):
                continue
            is_past = is_past or not is_before

    def _rest_of_menu(self, above: Sequence[Line], end: int) -> Sequence[Line]:
        """Return the links between what most pages have and the title, if nothing else is there.

        A pager, which is at the end of the page as well, is not a menu.
        """
        rest = above[end:]
        if not end or len(rest) > _MAX_BETWEEN or not all(line.is_link for line in rest):
            return ()
        texts, own = {line.text for line in rest}, set(map(id, rest))
        at_end = (line.text for line in self._content.last.lines if id(line) not in own)
        return () if any(text in texts for text in at_end) else rest

    def _scan_bottom(self) -> None:
        """Note common lines at the end, up from the last one to the first other line."""
        count = self._survey.count_at_bottom
        rest = self._content.rest.lines if self._content.rest is not None else []
        if self._match(rest[::-1], count, stop=True) < len(rest):
            return
        for raw in reversed((self._content.top, *self._content.raw_sections)):
            if id(raw) in self._found:
                continue
            if raw is not self._content.top and self._matches_whole(raw, count):
                continue
            if not self._is_repeated_address(raw):
                lines = self._after_links(raw) if raw.is_related else raw.lines
                self._match(lines[::-1], count, stop=True)
            if _has_teasers(raw):
                continue  # what is before them is at the end of the page, too
            if raw.lines or raw is self._content.top:
                return

    def _after_links(self, raw: RawSection) -> list[Line]:
        """Return the lines after related links, from the first common line that is not links."""
        lines = raw.lines
        words = (
            at
            for at, line in enumerate(lines)
            if not line.is_mostly_links and self._survey.count_at_bottom(line_key(line.text))
        )
        return lines[next(words, len(lines)) :]

    def _matches_whole(self, raw: RawSection, count: Count) -> bool:
        """Note a section without an address if most pages have its heading and all its lines."""
        if raw.is_related or is_linkable(raw.heading):
            return False
        pages = count(heading_key(raw.title))
        if not pages:
            return False
        before = len(self._found)
        end = self._match(raw.lines, count, stop=True)
        if not all(is_publication(line.text) for line in raw.lines[end:]):
            while len(self._found) > before:
                self._found.popitem()
            return False
        self._note(raw, raw.title, pages)
        for line in raw.lines[end:]:
            self._note(line, line.text, pages)
        return True

    def _is_repeated_address(self, raw: RawSection) -> bool:
        """Return whether a section with an address is the same on most pages: inherited functions.

        It is not dropped, because the page that defines the functions has the same section.
        """
        if raw is self._content.top:
            return False
        lines = (line_key(line.text) for line in raw.lines)
        return self._survey.are_at_bottom(chain((heading_key(raw.title),), lines))

    def _match(self, lines: Sequence[Line], count: Count, *, stop: bool) -> int:
        """Note the lines that most pages have; return the index after the last one.

        Between them may be a few lines of links or dates, which have other words on each page.
        """
        end = 0
        between: list[Line] = []
        for at, line in enumerate(lines):
            pages = count(line_key(line.text))
            if not pages and line.is_mostly_links:
                pages = int(self._survey.has_link_words(line_words(line.text)))
            if pages:
                for other in between:
                    self._note(other, other.text, 0)
                between.clear()
                self._note(line, line.text, pages)
                end = at + 1
            elif stop and (not _is_skipped(line) or len(between) >= _MAX_BETWEEN):
                break
            elif _is_skipped(line):
                between.append(line)
            else:
                between.clear()
        return end

    def _scan_links(self) -> None:
        """Note the links in the middle that most pages have."""
        for raw in (self._content.top, *self._content.raw_sections):
            if not raw.is_related:
                for line in raw.lines:
                    if _is_control(line) and (
                        pages := self._survey.count_of_links(line_key(line.text))
                    ):
                        self._note(line, line.text, pages)

    def _note(self, part: Line | RawSection, text: str, pages: int) -> None:
        self._found.setdefault(id(part), RepeatedLine(text, pages, self._survey.pages))


def _is_control(line: Line) -> bool:
    """Return whether a line is only a link, perhaps in brackets: "[hide private]"."""
    is_bracketed = line.text.startswith("[") and line.text.endswith("]")
    return line.is_link or (is_bracketed and line.is_mostly_links)


def _is_skipped(line: Line) -> bool:
    """Return whether a line may stand between lines that most pages have: links or a date."""
    return line.is_mostly_links or is_publication(line.text)


def _has_teasers(raw: RawSection) -> bool:
    """Return whether a section has links to related pages and the first words of those pages."""
    return raw.is_related and any(not line.is_mostly_links for line in raw.lines)
