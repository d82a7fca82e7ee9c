"""The `wikisearch` command. A command parses its options, makes one library call, and renders."""

import atexit
import gc
import sys
from contextlib import suppress
from importlib import import_module
from typing import Any

import click

from wikisearch import __version__
from wikisearch.cli.streams import OutputError, drop_output
from wikisearch.errors import TermNotFoundError, WikisearchError
from wikisearch.render.printable import printable

FOUND, NOT_FOUND, FAILED = 0, 1, 2
"""Exit codes, as grep has them."""

STOPPED, CUT = 130, 141
"""What a shell gives for a process that an interrupt ended, or a reader that went away."""

_MANY = 100_000
"""Objects made before garbage is looked for: imports make many, and what they make stays."""

_COMMANDS = (
    "index",
    "query",
    "suggest",
    "explain",
    "related",
    "names",
    "show",
    "stats",
    "check",
    "migrate",
    "eval",
    "profile",
    "completion",
)


class _Commands(click.Group):
    """Imports a command when it is asked for: a query must not wait for what a build needs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = getattr(
            import_module(f"wikisearch.cli.{cmd_name}_command"), f"{cmd_name}_command"
        )
        return command


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 found, 1 nothing found, 2 error.",
)
@click.version_option(__version__, prog_name="wikisearch")
def wikisearch() -> None:
    """Full-text search over a wiki of term pages.

    \b
    wikisearch index corpus            read a folder of HTML pages into ./index
    wikisearch query "cost barrier"    terms that match, each with its sections
    wikisearch show "Foundation Model" one term, whole
    """


def main(arguments: list[str] | None = None) -> None:
    """Run the command; errors are one line that names the thing and the remedy."""
    gc.set_threshold(_MANY)
    # The system takes all memory back at once; to look for garbage first costs a query a seventh.
    atexit.register(gc.freeze)
    try:
        code = _run(arguments)
    except OutputError as error:
        if not error.is_cut:
            with suppress(OutputError):
                _tell(error)
        drop_output()
        code = CUT if error.is_cut else FAILED
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    """Run the command, say what goes wrong, and give the exit code."""
    try:
        outcome: Any = wikisearch.main(arguments, prog_name="wikisearch", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return FAILED
    except click.Abort:
        return _stopped()
    except TermNotFoundError as error:
        _tell(error)
        return NOT_FOUND
    except WikisearchError as error:
        _tell(error)
        return FAILED
    except RuntimeError as error:
        # Python 3.11 puts into one of these what a signal raises while a class is made.
        if isinstance(error.__cause__, SystemExit):
            raise error.__cause__ from None
        if isinstance(error.__cause__, KeyboardInterrupt):
            return _stopped()
        raise
    except OSError as error:
        # The library turns those of pages and indexes into errors of its own.
        _tell(f"{error.filename or 'the system refuses something'}: {error.strerror or error}")
        return FAILED
    return outcome if isinstance(outcome, int) else FOUND


def _stopped() -> int:
    click.echo("stopped", err=True)
    return STOPPED


def _tell(what: object) -> None:
    click.echo(f"wikisearch: {printable(str(what))}", err=True)
