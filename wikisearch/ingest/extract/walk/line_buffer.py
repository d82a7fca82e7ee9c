"""The text of the block that the walk is in, until the line ends."""

from collections.abc import Sequence
from itertools import pairwise

from wikisearch.ingest.extract.raw_sections import Line
from wikisearch.ingest.html.plain_text import LINE_BREAK, limit_marks, one_line
from wikisearch.model.line_layout import LineKind, LineLayout


class LineBuffer:
    """Collects the text of one line, and knows how much of it is links."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self._link_starts: list[int] = []
        """For each open link, the number of chunks before it."""
        self._links: list[tuple[int, int]] = []
        """For each closed link, the number of chunks up to its end, and its characters without
        white space."""
        self._cell_starts: list[int] = []
        """For each cell of a table row, the number of chunks before it."""
        self._title_cells = 0

    @property
    def is_in_link(self) -> bool:
        """Whether a link is open."""
        return bool(self._link_starts)

    def open_link(self) -> None:
        """Start a link."""
        self._link_starts.append(len(self.chunks))

    def close_link(self) -> str:
        """Return the words of the link opened last; only those in this line."""
        return one_line("".join(self.chunks[self._link_starts.pop() :]))

    def count_link(self, text: str) -> None:
        """Count the characters of a link."""
        self._links.append((len(self.chunks), len(text.replace(" ", ""))))

    def open_cell(self, name: str) -> None:
        """Start a cell of a table row: `td`, or `th` for a title."""
        self._cell_starts.append(len(self.chunks))
        self._title_cells += name == "th"

    def take_row(self) -> LineLayout:
        """Return the cells of a row that ends; a row of titles only is a header."""
        starts, titles = self._cell_starts, self._title_cells
        self._cell_starts, self._title_cells = [], 0
        ends = (*starts, len(self.chunks))
        cells = [one_line("".join(self.chunks[a:b])) for a, b in pairwise(ends)]
        is_header = 0 < titles == len(starts)
        kind = LineKind.HEADER_ROW if is_header else LineKind.ROW
        return LineLayout(kind, cells=tuple(map(len, cells)))

    def take(self) -> tuple[str, list[int]]:
        """Return the text and how many of its characters are links; the buffer is empty then.

        There is a number for each piece of the text between line breaks.
        """
        text = "".join(self.chunks)
        is_broken = LINE_BREAK in text
        linked = self._linked_pieces() if is_broken else [sum(size for _, size in self._links)]
        self.chunks.clear()
        self._links.clear()
        self._link_starts = [0] * len(self._link_starts)
        return text, linked

    def _linked_pieces(self) -> list[int]:
        linked = [0]
        start = 0
        for end, size in self._links:
            breaks = sum(chunk.count(LINE_BREAK) for chunk in self.chunks[start:end])
            linked += [0] * breaks
            linked[-1] += size
            start = end
        return linked + [0] * sum(chunk.count(LINE_BREAK) for chunk in self.chunks[start:])


def code_lines(text: str, block: str, language: str) -> list[Line]:
    """Split preformatted text into lines, without empty ones."""
    below_blank = LineLayout(LineKind.CODE_AFTER_BLANK, language=language).encode()
    below_code = LineLayout(LineKind.CODE, language=language).encode()
    pieces = limit_marks(text.replace(LINE_BREAK, "\n")).split("\n")
    lines: list[Line] = []
    is_below_blank = False
    for piece in pieces:
        if line := piece.rstrip():
            lines.append(Line(line, block, 0, below_blank if is_below_blank else below_code))
        is_below_blank = not line and bool(lines)
    return lines


def whole_line(text: str, block: str, linked: int, layout: str) -> list[Line]:
    """Make one line of a text, such as that of a table row, whatever line breaks are in it."""
    line = one_line(text)
    return [Line(line, block, linked, layout)] if line else []


def text_lines(text: str, block: str, linked: Sequence[int], layout: tuple[str, str]) -> list[Line]:
    """Split text at line breaks; `linked` has the characters of each piece that are links.

    `layout` has the code of the first line, and that of the others.
    """
    if LINE_BREAK not in text:
        return whole_line(text, block, linked[0], layout[0])
    pieces = zip(map(one_line, text.split(LINE_BREAK)), linked, strict=True)
    found = [Line(line, block, size, layout[1], is_broken=True) for line, size in pieces if line]
    if found:
        found[0] = found[0]._replace(layout=layout[0])
        found[-1] = found[-1]._replace(is_broken=False)
    return found
