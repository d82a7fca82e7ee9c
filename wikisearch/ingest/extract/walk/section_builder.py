"""Headings and lines, in document order -> raw sections."""

from wikisearch.ingest.extract.raw_sections import Line, RawSection, Rest
from wikisearch.ingest.html.element import ENTRY_RANK, Element, previous_element
from wikisearch.ingest.html.plain_text import plain_text

_MAX_VARIANTS = 40
"""Terms that can share one definition: each of their sections repeats it."""


class SectionBuilder:
    """Keeps the raw sections, and which of them the next line belongs to."""

    def __init__(self, main: Element) -> None:
        self.above: list[Line] = []
        """Lines before the title."""
        self.raw_sections = [RawSection(main, "", 0)]
        """The top of the page, then one raw section per heading."""
        self.current = self.raw_sections[0]
        self._outer_sections: list[tuple[Element, RawSection]] = []
        """Open lists of entries and asides, and the section that continues after each."""
        self._before_entries: int | None = None
        """Number of lines at the top before the first entry."""
        self._before_rest = 0
        """Number of lines of the current section before it continued after entries or an aside."""
        self._variants = 0
        """Terms that share the current lines, without the first."""

    def begin(self, heading: Element, title: str, line: str, *, is_related: bool) -> None:
        """Start a section; its first line is that of a heading longer than its title."""
        self._start(RawSection(heading, title, heading.rank, is_related=is_related))
        if line:
            self.current.lines.append(Line(line, heading.name, 0))

    def begin_entry(self, term: Element) -> None:
        """Start a section for a term; terms of a list below one another share their definition."""
        if self._before_entries is None:
            self._before_entries = len(self.raw_sections[0].lines)
        entry = RawSection(term, term.entry_title, term.rank)
        before = previous_element(term)
        is_variant = term.name == "dt" and before is not None and before is self.current.heading
        self._variants = self._variants + 1 if is_variant else 0
        if is_variant and self.current.is_entry and self._variants % _MAX_VARIANTS:
            entry.lines = self.current.lines
        self._start(entry)
        whole = term.entry_line or plain_text(term)
        if whole.rstrip(" :–—-") != term.entry_title:
            entry.lines.append(Line(whole, term.name, 0))

    def enter_nested(self, holder: Element) -> None:
        """Remember the section that continues after a list of entries or an aside."""
        self._outer_sections.append((holder, self.current))

    def leave_nested(self, holder: Element) -> None:
        """Continue the section that a list of entries or an aside is in."""
        while self._outer_sections:
            innermost, outside = self._outer_sections.pop()
            if innermost is holder:
                is_left = self.current.is_entry or holder.name == "aside"
                if is_left and self.current is not outside:
                    self.current = outside
                    self._before_rest = len(outside.lines)
                return

    def repeats_title(self, heading: Element, text: str, title: str) -> bool:
        """Return whether an h1 repeats the title before any section has text."""
        if heading.rank > 1 or text != title:
            return False
        return not any(raw.lines for raw in self.raw_sections[1:])

    def move_above_title(self) -> bool:
        """Move the lines before the title out of the page; False if a section comes before it."""
        if len(self.raw_sections) > 1:
            return False
        self.above = self.raw_sections[0].lines
        self.raw_sections[0].lines = []
        return True

    @property
    def after_entries(self) -> frozenset[int]:
        """Identities of the lines at the top of the page that stand after entries."""
        if self._before_entries is None:
            return frozenset()
        return frozenset(map(id, self.raw_sections[0].lines[self._before_entries :]))

    @property
    def rest(self) -> Rest | None:
        """The lines at the end of the page if an earlier section continues there."""
        lines = self.current.lines[self._before_rest :]
        if not lines or self.current is self.raw_sections[-1]:
            return None
        return Rest(self.current, frozenset(map(id, lines)))

    def restart_at_top(self, title: str) -> None:
        """Leave the headings before the title: the page is not a part of its site's heading.

        A theme can repeat the title there, above the date of the page.
        """
        top, *before = self.raw_sections
        for raw in before:
            raw.rank = ENTRY_RANK
            if raw.title == title:
                top.lines += raw.lines
                raw.lines = []
        self.raw_sections = [top, *(raw for raw in before if raw.lines)]
        self.current = top
        self._before_entries = None
        self._before_rest = 0

    def _start(self, raw: RawSection) -> None:
        self.raw_sections.append(raw)
        self.current = raw
        self._before_rest = 0
