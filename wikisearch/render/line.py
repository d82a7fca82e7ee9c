"""What a renderer yields: lines of styled text, and JSON text.

Both remove or escape what could control a terminal, so no renderer can forget it.
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple, Protocol, Self

from wikisearch.render.printable import printable, printable_json

_RESET = "\x1b[0m"


class Style(StrEnum):
    """How text looks on a terminal: the escape sequence that turns the style on."""

    BOLD = "\x1b[1m"
    DIM = "\x1b[2m"


class Styled(NamedTuple):
    """Text in one style."""

    text: str
    style: Style | None = None


class Printed(Protocol):
    """Anything that a command can print."""

    def text(self, *, color: bool = False) -> str:
        """Return the text, with escape sequences for styles if `color` is set."""


class StyledLine:
    """One line of styled text; each piece is made printable."""

    __slots__ = ("pieces",)

    def __init__(self, *pieces: str | Styled) -> None:
        self.pieces = tuple(
            Styled(printable(piece.text), piece.style)
            if isinstance(piece, Styled)
            else Styled(printable(piece))
            for piece in pieces
        )

    def text(self, *, color: bool = False) -> str:
        """Return the line, with escape sequences for its styles if `color` is set."""
        return "".join(
            f"{style}{text}{_RESET}" if color and style and text else text
            for text, style in self.pieces
        )

    def __str__(self) -> str:
        return self.text()


class Cells:
    """One line of cells with tabs between them, for programs such as `cut`."""

    __slots__ = ("cells",)

    def __init__(self, cells: Iterable[str]) -> None:
        self.cells = tuple(map(printable, cells))

    def text(self, *, color: bool = False) -> str:  # noqa: ARG002 - as Printed
        """Return the cells; they have no style."""
        return "\t".join(self.cells)

    def __str__(self) -> str:
        return self.text()


class JsonText(str):
    """Text of a JSON value, of one line or more."""

    __slots__ = ()

    def __new__(cls, text: str) -> Self:  # noqa: D102 - see the class
        return super().__new__(cls, printable_json(text))

    def text(self, *, color: bool = False) -> str:  # noqa: ARG002 - as Printed
        """Return the JSON text; it has no style."""
        return self


class MarkdownText(str):
    """Markdown of a page; each of its lines was made printable when it was written."""

    __slots__ = ()

    def text(self, *, color: bool = False) -> str:  # noqa: ARG002 - as Printed
        """Return the Markdown; it has no style."""
        return self


def bold(text: str) -> Styled:
    """Style text as bold."""
    return Styled(text, Style.BOLD)


def dim(text: str) -> Styled:
    """Style text as dim."""
    return Styled(text, Style.DIM)
