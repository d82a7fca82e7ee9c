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

from wikisearch._lazy import lazy_module
from wikisearch.render.printable import printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wikisearch.render import record_formats
    from wikisearch.render.line import Printed
else:
    record_formats = lazy_module("wikisearch.render.record_formats")

_MIN_COLUMNS, _MAX_COLUMNS, _DEFAULT_COLUMNS = 20, 120, 100
"""Columns of output: limits of what can be read, and the width without a window."""


class OutputSettings:
    """What the user chose for all output of this process."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Return to the defaults."""
        self.color = "auto"
        self.quiet = False
        self.verbose = False

    @property
    def has_color(self) -> bool:
        """Whether stdout gets escape sequences."""
        if self.color != "auto":
            return self.color == "always"
        return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


settings = OutputSettings()


def write(*printed: "Printed") -> None:
    """Write to stdout; in color on a terminal, unless NO_COLOR is set."""
    write_all(printed)


def write_all(printed: "Iterable[Printed]") -> None:
    """Write each of many values to stdout."""
    has_color = settings.has_color
    for each in printed:
        click.echo(each.text(color=has_color), color=has_color)


def note(text: object) -> None:
    """Write one line to stderr, unless --quiet is set."""
    if not settings.quiet:
        report(text)


def report(text: object) -> None:
    """Write one line to stderr, also with --quiet."""
    click.echo(printable(str(text)), err=True)


def write_records(
    output_format: str, records: "Sequence[Mapping[str, object]]", keys: "Sequence[str]"
) -> None:
    """Write records in one of the formats for programs."""
    write_all(record_formats.record_lines(output_format, records, keys, columns()))


def columns() -> int:
    """Width of the output: of the window, or COLUMNS if that is set, within limits."""
    # As shutil.get_terminal_size does, which takes 4 ms to import.
    try:
        known = os.environ.get("COLUMNS") or os.get_terminal_size(sys.stdout.fileno()).columns
        width = int(known or _DEFAULT_COLUMNS)  # some terminals do not know their width
    except (OSError, ValueError):
        width = _DEFAULT_COLUMNS
    return max(_MIN_COLUMNS, min(width, _MAX_COLUMNS))


@contextmanager
def progress_bar(label: str) -> Iterator[Callable[[int, int], None]]:
    """Show progress on a terminal; gives a function that takes pages done and pages in total."""
    with click.progressbar(
        length=0, label=label, file=sys.stderr, hidden=settings.quiet or not sys.stderr.isatty()
    ) as bar:

        def show(done: int, total: int) -> None:
            bar.length = total
            bar.update(done - bar.pos)

        yield show


@contextmanager
def status_line() -> Iterator[Callable[[str], None]]:
    """Show one line that changes, on a terminal only; gives a function that takes its text."""
    is_shown = not settings.quiet and sys.stderr.isatty()
    clear = "\r\x1b[K"

    def show(text: str) -> None:
        if is_shown:
            click.echo(f"{clear}{printable(text)}", err=True, nl=False)

    try:
        yield show
    finally:
        show("")
