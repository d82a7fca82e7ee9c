"""Where commands write: results to stdout, notes and progress to stderr.

Only this module and the handling of errors in the package call `click.echo`. It takes values that
`render` made harmless, or makes text harmless itself.
"""

import os
import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import click

from wikisearch.render.printable import printable

if TYPE_CHECKING:
    from wikisearch.render.line import Printed

_WIDEST = 120
"""Longer lines are hard to read, even in a wide window."""


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
    """Width of the window, up to a limit; 100 if stdout is not a terminal."""
    return min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)


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
