"""Options of every command: colors, and how much is printed."""

from collections.abc import Callable
from typing import Any

import click

from wikisearch.cli.output import settings

COLORS = ("auto", "always", "never")


def _setting(name: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    """Return a callback that stores the value of an option, if it is given."""

    def store(_context: click.Context, _parameter: click.Parameter, value: Any) -> None:
        if value:
            setattr(settings, name, value)

    return store


_OPTIONS = (
    click.Option(
        ["--color"],
        type=click.Choice(COLORS),
        expose_value=False,
        callback=_setting("color"),
        help="Print bold and dim text.  [default: auto: on a terminal, unless NO_COLOR is set]",
    ),
    click.Option(
        ["--quiet", "-q"],
        is_flag=True,
        expose_value=False,
        callback=_setting("quiet"),
        help="Print no notes and no progress, only results and errors.",
    ),
    click.Option(
        ["--verbose", "-v"],
        is_flag=True,
        expose_value=False,
        callback=_setting("verbose"),
        help="Print the time of the command, and the traceback of an error.",
    ),
)


def add_common_options(command: click.Command) -> None:
    """Add the options to a command, once."""
    if _OPTIONS[0] not in command.params:
        command.params.extend(_OPTIONS)
