"""The `wikisearch` command. Each command is a module `NAME_command.py` in this folder.

A command parses its options, makes one library call, and writes what `render` makes of the result.
"""

import atexit
import gc
import sys
import time
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING

import click

from wikisearch import __version__
from wikisearch._interrupts import signals_end_the_process
from wikisearch._lazy import lazy_module
from wikisearch.cli.common_options import add_common_options
from wikisearch.cli.exit_codes import ExitCode, exit_codes_of
from wikisearch.cli.output import note, report, settings
from wikisearch.cli.streams import OutputError, discard_output
from wikisearch.errors import TermNotFoundError, WikisearchError

if TYPE_CHECKING:
    import difflib
    import pkgutil
    import traceback
else:
    difflib = lazy_module("difflib")  # for unknown commands only
    pkgutil = lazy_module("pkgutil")  # for help only
    traceback = lazy_module("traceback")

_GC_THRESHOLD = 100_000
"""New objects before garbage collection: imports make many objects, and most of them stay."""

_SUFFIX = "_command"


class _Commands(click.Group):
    """Finds a command by the name of its module, and imports only that module."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        modules = (module.name for module in pkgutil.iter_modules(__path__))
        return sorted(name.removesuffix(_SUFFIX) for name in modules if name.endswith(_SUFFIX))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if not cmd_name.isidentifier():
            return None
        name = f"{cmd_name}{_SUFFIX}"
        try:
            with signals_end_the_process():
                module = import_module(f"wikisearch.cli.{name}")
        except ModuleNotFoundError as error:
            if error.name == f"wikisearch.cli.{name}":
                return None
            raise
        command: click.Command = getattr(module, name)
        add_common_options(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            commands = self.list_commands(ctx)
            near = difflib.get_close_matches(args[0], commands, cutoff=0.5)
            names = ", ".join(commands)
            hint = f"did you mean: {', '.join(near)}?" if near else f"commands are {names}"
            raise click.UsageError(f"{error.message.rstrip('.')}; {hint}", ctx) from error

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            rows += [(name, exit_codes_of(command))] if command else []
        with formatter.section("Exit codes"):
            formatter.write_dl(rows)


@click.group(
    cls=_Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="wikisearch")
def wikisearch() -> None:
    """Full-text search over a wiki of term pages.

    \b
    wikisearch index corpus            index a folder of HTML pages; writes ./index
    wikisearch query "cost barrier"    list matching terms, each with its best sections
    wikisearch show "Foundation Model" print one term in full
    """


add_common_options(wikisearch)


def main(arguments: list[str] | None = None) -> None:
    """Run the command; an error is one line that names its subject and the remedy."""
    settings.reset()
    began = time.perf_counter()
    gc.set_threshold(_GC_THRESHOLD)
    # The system frees all memory at once; a last garbage collection takes a seventh of a query.
    atexit.register(gc.freeze)
    try:
        code = _run(arguments)
    except OutputError as error:
        if not error.is_closed:
            with suppress(OutputError):
                _report(error)
        discard_output()
        code = ExitCode.OUTPUT_CLOSED if error.is_closed else ExitCode.ERROR
    if settings.verbose:
        note(f"took {time.perf_counter() - began:.2f} s")
    sys.exit(code)


def _run(arguments: list[str] | None) -> int:
    """Run the command, report errors, and return the exit code."""
    try:
        result = wikisearch.main(arguments, prog_name="wikisearch", standalone_mode=False)
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
        return ExitCode.ERROR
    except click.ClickException as error:
        _report(_one_line(error))
        return ExitCode.ERROR
    except click.Abort:
        return _interrupted()
    except TermNotFoundError as error:
        _report(error)
        return ExitCode.NOT_FOUND
    except WikisearchError as error:
        _report(error)
        return ExitCode.ERROR
    except RuntimeError as error:
        # Python 3.11 wraps an exception that a signal raises while a class is created.
        if isinstance(error.__cause__, SystemExit):
            raise error.__cause__ from None
        if isinstance(error.__cause__, KeyboardInterrupt):
            return _interrupted()
        raise
    except OSError as error:
        # The library turns the errors of pages and indexes into its own.
        _report(f"{error.filename or 'system error'}: {error.strerror or error}")
        return ExitCode.ERROR
    return result if isinstance(result, int) else ExitCode.SUCCESS


def _one_line(error: click.ClickException) -> str:
    """Return the message of click, with the command whose help lists the right usage."""
    message = " ".join(error.format_message().split()).removesuffix(".")
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None:
        return message
    if isinstance(error, click.NoSuchOption) and error.possibilities:
        near = difflib.get_close_matches(error.option_name, error.possibilities, cutoff=0)
        message = f"No such option '{error.option_name}'; did you mean: {', '.join(near)}?"
    takes_text = any(isinstance(each, click.Argument) for each in context.command.params)
    if takes_text and isinstance(error, click.NoSuchOption) and not error.possibilities:
        message += "; write -- before text that begins with -"
    return f"{message}; usage: {context.command_path} -h"


def _interrupted() -> int:
    report("stopped")
    return ExitCode.INTERRUPTED


def _report(error: object) -> None:
    if settings.verbose and isinstance(error, Exception):
        for line in "".join(traceback.format_exception(error)).splitlines():
            report(line)
    report(f"wikisearch: {error}")
