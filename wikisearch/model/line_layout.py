"""How the lines of a section are laid out: as paragraphs, list items, table rows or code.

The text of a section has one line per block. Its layout is what each line was, so that a page can
be shown as Markdown or HTML again. It is stored as a short text, such as `p@0,1 b1*3 h4,5 r2,9`: a
code per line, and `*` with the number of equal ones in a row.
"""

from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum
from itertools import chain, groupby, islice, repeat
from typing import NamedTuple


class LineKind(StrEnum):
    """What a line is."""

    PARAGRAPH = "p"
    BULLET = "b"
    """The first line of an item of a list."""

    NUMBERED = "n"
    """The first line of an item of a numbered list."""

    CONTINUED = "+"
    """A further line of a list item."""

    ROW = "r"
    """A row of a table."""

    HEADER_ROW = "h"
    """A row of column titles."""

    CODE = "c"
    CODE_AFTER_BLANK = "C"
    """A line of code below one or several blank lines, which the text does not have."""


class LineLayout(NamedTuple):
    """The layout of one line."""

    kind: LineKind = LineKind.PARAGRAPH
    depth: int = 0
    """Of a list item, the number of lists around it, from 1."""

    cells: tuple[int, ...] = ()
    """Of a table row, the length of each cell in characters.

    A space separates two cells in the text; an empty cell has none.
    """

    links: tuple[int, ...] = ()
    """Indexes of the links in the line, in the links of its page."""

    language: str = ""
    """Of a line of code, the programming language; empty if the page does not name it."""

    def encode(self) -> str:
        """Return the layout as a code: `p`, `b2`, `r5,12@3`; the link with index 3 is in a cell.

        Code in Python is `c:python`.
        """
        if self.language:
            return f"{self.kind}:{self.language}{encode_links(self.links)}"
        numbers = _join(self.cells) if self.cells else str(self.depth or "")
        return f"{self.kind}{numbers}{encode_links(self.links)}"


PARAGRAPH = LineKind.PARAGRAPH.value
ITEM_LINES = (LineKind.BULLET, LineKind.NUMBERED, LineKind.CONTINUED)
ROW_LINES = (LineKind.ROW, LineKind.HEADER_ROW)
CODE_LINES = (LineKind.CODE, LineKind.CODE_AFTER_BLANK)


def encode_links(links: Sequence[int]) -> str:
    """Return the end of a code, for the links in the line."""
    return f"@{_join(links)}" if links else ""


def encode_layout(codes: Iterable[str]) -> str:
    """Return the layout of a section from the codes of its lines; empty for paragraphs only."""
    runs = [(code, sum(1 for _ in run)) for code, run in groupby(codes)]
    if not runs or (len(runs) == 1 and runs[0][0] == PARAGRAPH):
        return ""
    return " ".join(code if count == 1 else f"{code}*{count}" for code, count in runs)


def decode_layout(layout: str, lines: int) -> Iterator[LineLayout]:
    """Yield the layout of each of the lines of a section."""
    runs = (run.partition("*") for run in layout.split())
    codes = (repeat(_decode(code), int(count or 1)) for code, _, count in runs)
    return islice(chain(chain.from_iterable(codes), repeat(LineLayout())), lines)


def _decode(code: str) -> LineLayout:
    place, _, links = code.partition("@")
    kind = LineKind(place[0])
    if kind in CODE_LINES:
        return LineLayout(kind, links=_split(links), language=place[2:])
    numbers = _split(place[1:])
    if kind in ROW_LINES:
        return LineLayout(kind, cells=numbers, links=_split(links))
    return LineLayout(kind, sum(numbers), links=_split(links))


def _join(numbers: Iterable[int]) -> str:
    return ",".join(map(str, numbers))


def _split(numbers: str) -> tuple[int, ...]:
    return tuple(map(int, numbers.split(","))) if numbers else ()
