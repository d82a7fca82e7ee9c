"""Where commands write: results to stdout, notes and progress to stderr.

Only this module and the handling of errors in the package call `click.echo`. It takes values that
`render` made harmless, or makes text harmless itself.
"""

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from wikisearch.render.printable import printable

if TYPE_CHECKING:
    from wikisearch.render.line import Printed

_NARROWEST, _WIDEST, _NO_WINDOW = 20, 120, 100
"""Columns of output: limits of what can be read, and the width without a window."""


def write(*printed: "Printed") -> None:
    """Write to stdout; in colour on a terminal, unless NO_COLOR is set."""
    write_all(printed)


def write_all(printed: "Iterable[Printed]") -> None:
    """Write each of many values to stdout."""
    colour = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    for each in printed:
        click.echo(each.text(colour=colour))


def note(text: object) -> None:
    """Write one line to stderr."""
    click.echo(printable(str(text)), err=True)


def columns() -> int:
    """Width of the output: of the window, or COLUMNS if that is set, within limits."""
    # As shutil.get_terminal_size does, which takes 4 ms to import.
    try:
        width = int(os.environ.get("COLUMNS") or os.get_terminal_size(sys.stdout.fileno()).columns)
    except (OSError, ValueError):
        width = _NO_WINDOW
    return max(_NARROWEST, min(width, _WIDEST))


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on a terminal; gives a function that takes pages done and pages in total."""
    with click.progressbar(
        length=0, label=label, file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show
