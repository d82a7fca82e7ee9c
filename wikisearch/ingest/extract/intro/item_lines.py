"""Lines in lists and tables: those about an item or a name do not define the page."""

import re
from collections.abc import Iterator

from wikisearch.analysis.characters.sentence_ends import ends_sentence, ends_with_colon
from wikisearch.ingest.extract.lines.line_kinds import is_list_of_links
from wikisearch.ingest.extract.raw_sections import Line
from wikisearch.model.line_layout import ITEM_LINES, LineKind

_LABEL_WORDS = 3
_NUMBERED = re.compile(r"(\d{1,3})[.)](?=\D)")


def without_others(lines: list[Line]) -> list[Line]:
    """Leave out the lines of a section about an item of a list, or about a name in a table."""
    return [
        line
        for at, line in enumerate(lines)
        if not (_is_in_list(line) or _describes_member(lines, at) or _is_in_pairs(lines, at))
    ]


def without_numbered(lines: list[Line]) -> list[Line]:
    """Leave out paragraphs that begin with 1., 2. and so on: they are items of a list.

    The lines below such a label are about the label: "1. Text field:".
    """
    numbers = [int(match[1]) if (match := _NUMBERED.match(line.text)) else 0 for line in lines]
    counted = [number for number in numbers if number]
    if counted[:2] != [1, 2]:
        return lines
    found: list[Line] = []
    is_below_label = False
    for line, number in zip(lines, numbers, strict=True):
        if number:
            is_below_label = ends_with_colon(line.text)
        elif not is_below_label:
            found.append(line)
    return found


def own_text(lines: list[Line], title: str) -> Iterator[Line]:
    """Yield the lines that are neither links nor about a link or an item of a list.

    An item can have the title, or be the only one, in which the whole page is.
    """
    is_list = sum(_is_item(line) for line in lines) > 1
    is_inside = False
    for at, line in enumerate(lines):
        if not _is_in_list(line):
            is_inside = False
        elif _is_item(line):
            # What follows the title of an item can be about the page.
            is_inside = is_list and (line.block != "li" or ends_sentence(line.text))
        is_item = is_inside and line.block != "li"
        is_other = is_item and not has_name(line.text.casefold(), title.casefold())
        if not (line.is_link or _describes_link(lines, at) or is_other):
            yield line


def has_name(text: str, name: str) -> bool:
    """Return whether a text has a name as a word of its own; ideographs have no end of a word."""
    at = text.find(name)
    while at >= 0:
        around = text[at - 1 : at] + text[at + len(name) :][:1]
        if not any(char.isascii() and char.isalnum() for char in around):
            return True
        at = text.find(name, at + 1)
    return False


def _is_item(line: Line) -> bool:
    """Return whether an item of a list begins with a line."""
    return line.layout[:1] in (LineKind.BULLET, LineKind.NUMBERED)


def _describes_link(lines: list[Line], at: int) -> bool:
    """Return whether a line describes the link before it, in a list or in a table of `<div>`."""
    if _is_in_pairs(lines, at):
        return True
    if at < 2 or not is_list_of_links(lines[at - 1]):  # noqa: PLR2004 - a title row, and a link
        return False
    label = lines[at - 2]
    is_row = {line.block for line in lines[at - 2 : at + 1]} == {"div"}
    is_label = not label.linked and len(label.text.split()) <= _LABEL_WORDS
    return _is_in_list(lines[at]) or (is_row and is_label and not ends_sentence(label.text))


def _is_in_pairs(lines: list[Line], at: int) -> bool:
    """Return whether a line describes the link before it, as does one of the lines beside them.

    A single line does so if it begins with the words of the link.
    """
    if not _is_pair(lines, at - 1):
        return False
    is_named = lines[at].text.startswith(f"{lines[at - 1].text} ")
    beside = (other for other in (at + 1, at - 3) if _is_pair(lines, other))
    # A list within an item has other items: they are not beside it.
    return is_named or any(lines[other].layout == lines[at - 1].layout for other in beside)


def _is_pair(lines: list[Line], at: int) -> bool:
    """Return whether a name is at a place, and a line of text after it.

    The name is a link in a division, or what an item of a list begins with.
    """
    if at < 0 or at + 1 >= len(lines):
        return False
    name, text = lines[at], lines[at + 1]
    if text.block not in ("div", "p") or text.is_link:
        return False
    if name.block == "li":
        return _is_in_list(text) and not ends_sentence(name.text)
    return name.block == "div" and name.is_link


def _describes_member(lines: list[Line], at: int) -> bool:
    """Return whether a line in a cell is about the name in the cell before it, which is a link."""
    before = lines[at - 1] if at else None
    return before is not None and before.block == lines[at].block == "td" and before.linked > 0


def _is_in_list(line: Line) -> bool:
    """Return whether a line is in an item of a list: it is about the item."""
    return line.layout[:1] in ITEM_LINES
