"""The text of the block that the walk is in, until the line ends."""

from wikisearch.ingest.extract.raw_sections import Line
from wikisearch.ingest.html.plain_text import LINE_BREAK, limit_marks, one_line


class LineBuffer:
    """Collects the text of one line, and knows how much of it is links."""

    def __init__(self) -> None:
        self.chunks: list[str] = []
        self._link_starts: list[int] = []
        """For each open link, the number of chunks before it."""
        self._linked = 0
        """Characters of links in the line, without white space."""

    def open_link(self) -> None:
        """Start a link."""
        self._link_starts.append(len(self.chunks))

    def close_link(self) -> str:
        """Return the words of the link opened last; only those in this line."""
        return one_line("".join(self.chunks[self._link_starts.pop() :]))

    def count_link(self, text: str) -> None:
        """Count the characters of a link."""
        self._linked += len(text.replace(" ", ""))

    def take(self) -> tuple[str, int]:
        """Return the text and how many of its characters are links; the buffer is empty then."""
        text = "".join(self.chunks)
        self.chunks.clear()
        self._link_starts = [0] * len(self._link_starts)
        linked, self._linked = self._linked, 0
        return text, linked


def code_lines(text: str, block: str) -> list[Line]:
    """Split preformatted text into lines, without empty ones."""
    pieces = limit_marks(text.replace(LINE_BREAK, "\n")).split("\n")
    return [Line(line, block, 0) for piece in pieces if (line := piece.rstrip())]


def table_row(text: str, block: str, linked: int) -> list[Line]:
    """Make one line of the text of a table row, whatever line breaks are in it."""
    line = one_line(text)
    return [Line(line, block, linked)] if line else []


def text_lines(text: str, block: str, linked: int) -> list[Line]:
    """Split text at line breaks; `linked` of its characters are links."""
    if LINE_BREAK not in text:
        return table_row(text, block, linked)
    all_links = linked >= len("".join(text.split()))
    lines = (one_line(piece) for piece in text.split(LINE_BREAK))
    return [Line(line, block, len(line) if all_links else 0) for line in lines if line]
