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


def _option(*names: str, help: str, **kind: Any) -> click.Option:  # noqa: A002 - click's name
    """Make an option that sets the setting of its first name."""
    store = _setting(names[0].removeprefix("--"))
    return click.Option(names, expose_value=False, callback=store, help=help, **kind)


_OPTIONS = (
    _option(
        "--color",
        type=click.Choice(COLORS),
        help="Print bold and dim text.  [default: auto: on a terminal, unless NO_COLOR is set]",
    ),
    _option(
        "--quiet",
        "-q",
        is_flag=True,
        help="Print no notes and no progress, only results and errors.",
    ),
    _option(
        "--verbose",
        "-v",
        is_flag=True,
        help="Print the time of the command, and the traceback of an error.",
    ),
)


def add_common_options(command: click.Command) -> None:
    """Add the options to a command, once."""
    if _OPTIONS[0] not in command.params:
        command.params.extend(_OPTIONS)
