"""Tables of text: aligned for a terminal, or in Markdown."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Table:
    """A title, column heads, and cells: first names, then figures."""

    title: str
    heads: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    names: int = 1
    """Number of columns that are aligned to the left."""

    def text(self) -> str:
        """The table for a terminal."""
        lines = [self.heads, *self.rows]
        widths = [max(len(line[at]) for line in lines) for at in range(len(self.heads))]
        return "\n".join([self.title, *(self._line(line, widths) for line in lines)])

    def markdown(self) -> str:
        """The table in Markdown."""
        marks = ["---"] * self.names + ["--:"] * (len(self.heads) - self.names)
        lines = [self.heads, tuple(marks), *self.rows]
        body = "\n".join(f"| {' | '.join(line)} |" for line in lines)
        return f"### {self.title}\n\n{body}"

    def _line(self, line: Sequence[str], widths: Sequence[int]) -> str:
        cells = [
            cell.ljust(width) if at < self.names else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(line, widths, strict=True))
        ]
        return f"  {'  '.join(cells)}".rstrip()


def figure(value: float | None) -> str:
    """A number with three significant digits; a dash for None."""
    if value is None:
        return "–"
    for limit, places in ((1, 3), (10, 2), (100, 1)):
        if abs(value) < limit:
            return f"{value:.{places}f}"
    return f"{value:,.0f}"


def spread(value: float | None, low: float | None, high: float | None) -> str:
    """A ratio with its minimum and maximum over the rounds."""
    if value is None:
        return "–"
    return f"{figure(value)} ({figure(low)}–{figure(high)})"
