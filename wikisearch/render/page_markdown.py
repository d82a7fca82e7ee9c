"""A page -> Markdown (CommonMark, with the tables of GitHub)."""

import re
from collections.abc import Callable, Iterator

from wikisearch.model.page import Link, Page
from wikisearch.model.stored_pages import section_key
from wikisearch.render.line import MarkdownText
from wikisearch.render.printable import printable
from wikisearch.render.section_blocks import (
    Block,
    Code,
    DataTable,
    Inline,
    ItemList,
    Paragraph,
    page_blocks,
    sections_below,
)

_DEEPEST_HEADING = 6
_SPECIAL = re.compile(
    r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|~~|\[(?=[^\]]*\][(:\[])|<(?=[\w/!?])|&(?=#?\w+;)|!(?=\[)"
)
"""Characters that would not be text in Markdown, where they stand."""
_LINE_START = re.compile(
    r"(?P<number>\d{1,9})(?=[.)](?:\s|$))|#{1,6}(?=\s|$)|>|[-+](?=\s|$)|(?:-+|=+)(?=\s*$)"
)
"""What would begin a list, a heading or a quote at the start of a line."""
_BRACKET = re.compile(r"(?<!\\)[\[\]]")
_TARGET_SPECIAL = re.compile(r"[\s<>()\\]")


def link_target(link: Link) -> str:
    """Return the page id of the target of a link, with `#anchor` if the link has one."""
    return section_key(link.target, link.anchor)


def page_markdown(
    page: Page, anchor: str = "", address: Callable[[Link], str] = link_target
) -> MarkdownText:
    """Encode a page as Markdown: headings, paragraphs, lists, tables, code and links.

    With the anchor of a section, the text has only that section and the sections below it.
    `address` gives the target of a link; without it, links lead to page ids.
    """
    return MarkdownText("\n\n".join(markdown_blocks(page, anchor, address)))


def markdown_blocks(
    page: Page, anchor: str = "", address: Callable[[Link], str] = link_target
) -> Iterator[str]:
    """Yield the same text, one heading, paragraph, list, table or run of code at a time."""
    shown = set(map(id, sections_below(page.sections, anchor)))
    for section, blocks in page_blocks(page):
        if id(section) in shown:
            level = min(section.level, _DEEPEST_HEADING)
            yield f"{'#' * level} {_escaped(section.title)}"
            yield from (_block(block, address) for block in blocks)


def _block(block: Block, address: Callable[[Link], str]) -> str:
    match block:
        case Paragraph(text):
            return _line(text, address)
        case ItemList():
            return "\n".join(_list_lines(block, address))
        case DataTable():
            return "\n".join(_table_lines(block, address))
        case Code(text, language):
            return _fenced(text, language)


def _list_lines(block: ItemList, address: Callable[[Link], str]) -> Iterator[str]:
    """Yield the lines of a list; an item is indented to the text of the item around it."""
    indents: list[int] = []
    numbers: list[int] = []
    for item in block.items:
        depth = min(item.depth, len(indents) + 1)
        goes_on = len(numbers) >= depth
        number = numbers[depth - 1] + 1 if goes_on else 1
        numbers[depth - 1 :] = [number]
        marker = f"{number}. " if item.is_numbered else "- "
        indent = sum(indents[: depth - 1])
        indents[depth - 1 :] = [len(marker)]
        first, *others = (_line(text, address) for text in item.paragraphs)
        yield f"{' ' * indent}{marker}{first}"
        for other in others:
            yield ""
            yield f"{' ' * (indent + len(marker))}{other}"


def _table_lines(table: DataTable, address: Callable[[Link], str]) -> Iterator[str]:
    """Yield the lines of a table; Markdown requires a header row, which may have empty cells."""
    columns = max(map(len, (table.header, *table.rows)))
    header = table.header or ((),) * columns
    titles, *rows = ([_cell(text, address) for text in row] for row in (header, *table.rows))
    for row in (titles, ["---"] * columns, *rows):
        cells = (*row, *[""] * (columns - len(row)))
        yield f"| {' | '.join(cells)} |"


def _fenced(text: str, language: str) -> str:
    """Put a fence around code that is longer than any in it."""
    longest = max(map(len, re.findall("`{3,}", text)), default=2)
    fence = "`" * (longest + 1)
    lines = "\n".join(printable(line.expandtabs()) for line in text.split("\n"))
    return f"{fence}{language}\n{lines}\n{fence}"


def _cell(text: Inline, address: Callable[[Link], str]) -> str:
    return _pieces(text, address).replace("|", "\\|")


def _line(text: Inline, address: Callable[[Link], str]) -> str:
    line = _pieces(text, address)
    start = _LINE_START.match(line)
    return f"{_escaped_start(start)}{line[start.end() :]}" if start else line


def _escaped_start(found: re.Match[str]) -> str:
    return f"{found[0]}\\" if found["number"] else f"\\{found[0]}"


def markdown_link(text: str, address: str) -> str:
    """Return a link, with the special characters of its text escaped."""
    return f"[{_BRACKET.sub(_backslashed, _escaped(text))}]({_target(address)})"


def _pieces(text: Inline, address: Callable[[Link], str]) -> str:
    return "".join(
        markdown_link(piece, address(link)) if link else _escaped(piece) for piece, link in text
    )


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(_backslashed, printable(text))


def _target(address: str) -> str:
    """Return an address as the target of a link, in angle brackets if it has special characters."""
    if not _TARGET_SPECIAL.search(address):
        return address
    return f"<{re.sub(r'[<>]', lambda found: f'%{ord(found[0]):02X}', printable(address))}>"
