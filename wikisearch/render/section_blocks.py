"""A page -> the blocks of its sections: paragraphs, lists, tables and code, with their links."""

from collections.abc import Iterator, Sequence
from itertools import groupby, takewhile
from typing import NamedTuple

from wikisearch.model.line_layout import (
    CODE_LINES,
    ITEM_LINES,
    ROW_LINES,
    LineKind,
    LineLayout,
    decode_layout,
)
from wikisearch.model.page import Link, Page, Section


class Piece(NamedTuple):
    """A run of text, which may be a link."""

    text: str
    link: Link | None = None


_MAX_PLACES = 50
"""Places in a line that are tried for the text of a link."""

Inline = tuple[Piece, ...]
"""The text of one line."""


class Paragraph(NamedTuple):
    """A paragraph."""

    text: Inline


class ListItem(NamedTuple):
    """An item of a list, which may have several paragraphs."""

    depth: int
    """Number of lists around it, from 1."""
    is_numbered: bool
    paragraphs: tuple[Inline, ...]


class ItemList(NamedTuple):
    """Items in page order, with those of the lists inside the list."""

    items: tuple[ListItem, ...]


class DataTable(NamedTuple):
    """Rows of cells; a row can have fewer cells than another one."""

    header: tuple[Inline, ...]
    """Titles of the columns; empty if the table has none."""
    rows: tuple[tuple[Inline, ...], ...]


class Code(NamedTuple):
    """Lines of code, with their line breaks."""

    text: str
    language: str = ""
    """The programming language; empty if the page does not name it."""


Block = Paragraph | ItemList | DataTable | Code


class SectionBlocks(NamedTuple):
    """A section, and the blocks of its text."""

    section: Section
    blocks: tuple[Block, ...]


class _Line(NamedTuple):
    layout: LineLayout
    text: str
    links: tuple[tuple[int, Link], ...]
    """Where the text of each link begins, in order."""


_GROUPS = {kind: group for group in (ITEM_LINES, ROW_LINES, CODE_LINES) for kind in group}
"""Kinds of lines that together are one block."""


def page_blocks(page: Page) -> Iterator[SectionBlocks]:
    """Yield each section of a page with its blocks.

    A section stores which links a line has, and each link its text, which is looked up in the line.
    """
    for section in page.sections:
        texts = section.text.split("\n") if section.text else []
        layouts = decode_layout(section.layout, len(texts))
        lines = [
            _Line(layout, text, tuple(_link_places(text, layout.links, page.links)))
            for layout, text in zip(layouts, texts, strict=True)
        ]
        yield SectionBlocks(section, tuple(_blocks(lines)))


def sections_below(sections: Sequence[Section], anchor: str) -> Sequence[Section]:
    """Return the section with an anchor and those below it; all if there is no such section."""
    anchors = [section.anchor for section in sections]
    if not anchor or anchor not in anchors:
        return sections
    first, *others = sections[anchors.index(anchor) :]
    return [first, *takewhile(lambda other: other.level > first.level, others)]


def _link_places(
    line: str, indexes: Sequence[int], links: Sequence[Link]
) -> Iterator[tuple[int, Link]]:
    end = 0
    for link in (links[index] for index in indexes if index < len(links)):
        at = _place_of(link.text, line, end) if link.text else -1
        if at >= 0:
            yield at, link
            end = at + len(link.text)


def _place_of(text: str, line: str, start: int) -> int:
    """Return where a text is in a line, if possible as whole words: "C" is not in "Compiler"."""
    first = at = line.find(text, start)
    for _ in range(_MAX_PLACES):
        if at < 0:
            break
        before, after = line[max(0, at - 1) : at], line[at + len(text) : at + len(text) + 1]
        starts_inside = before.isalnum() and text[0].isalnum()
        if not starts_inside and not (after.isalnum() and text[-1].isalnum()):
            return at
        at = line.find(text, at + 1)
    return first


def _blocks(lines: Sequence[_Line]) -> Iterator[Block]:
    for (group, language), run in groupby(lines, _block_key):
        block = list(run)
        if group is ITEM_LINES:
            yield ItemList(tuple(_items(block)))
        elif group is ROW_LINES:
            yield from _tables(block)
        elif group is CODE_LINES:
            blank = LineKind.CODE_AFTER_BLANK
            code = ("\n" * (line.layout.kind is blank) + line.text for line in block)
            yield Code("\n".join(code).removeprefix("\n"), language)
        else:
            yield from (Paragraph(_inline(line, 0, len(line.text))) for line in block)


def _block_key(line: _Line) -> tuple[tuple[LineKind, ...] | None, str]:
    return _GROUPS.get(line.layout.kind), line.layout.language


def _items(lines: Sequence[_Line]) -> Iterator[ListItem]:
    item: ListItem | None = None
    for line in lines:
        text = _inline(line, 0, len(line.text))
        kind, depth = line.layout.kind, line.layout.depth
        if item and kind is LineKind.CONTINUED and depth == item.depth:
            item = item._replace(paragraphs=(*item.paragraphs, text))
            continue
        if item:
            yield item
        item = ListItem(depth, kind is LineKind.NUMBERED, (text,))
    if item:
        yield item


def _tables(lines: Sequence[_Line]) -> Iterator[DataTable]:
    """Yield a table for each header below other rows: two tables can follow each other."""
    header: tuple[Inline, ...] = ()
    rows: list[tuple[Inline, ...]] = []
    for line in lines:
        cells = tuple(_cells(line))
        if line.layout.kind is LineKind.ROW or (header and not rows):
            rows.append(cells)
            continue
        if rows:
            yield DataTable(header, tuple(rows))
        header, rows = cells, []
    yield DataTable(header, tuple(rows))


def _cells(line: _Line) -> Iterator[Inline]:
    start = 0
    for length in line.layout.cells or (len(line.text),):
        yield _inline(line, start, start + length)
        start += length + (length > 0)


def _inline(line: _Line, start: int, end: int) -> Inline:
    """Split a part of a line at its links; a link that leaves the part is text."""
    pieces: list[Piece] = []
    for at, link in line.links:
        after = at + len(link.text)
        if start <= at and after <= end:
            if at > start:
                pieces.append(Piece(line.text[start:at]))
            pieces.append(Piece(line.text[at:after], link))
            start = after
    if end > start:
        pieces.append(Piece(line.text[start:end]))
    return tuple(pieces)
