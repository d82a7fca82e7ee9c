"""Exit codes: what each command returns, and what its help shows.

    0    success; a search found something
    1    nothing found, or incomplete: the help of each command has the reason
    2    error: bad usage, no index, damaged index, unreadable source, ...
    3    a crawl is not complete: the same command goes on
    4    a crawl lost too many pages, and was not published
    130  stopped by an interrupt (Ctrl-C)
    141  the reader of the output closed it
    143  stopped by SIGTERM

These are grep's codes, and those of a shell for a process that a signal ended.
"""

from collections.abc import Callable
from enum import IntEnum

import click


class ExitCode(IntEnum):
    """Exit codes of all commands."""

    SUCCESS = 0
    NOT_FOUND = 1
    INCOMPLETE = 1
    ERROR = 2
    UNFINISHED = 3
    LOSS = 4
    INTERRUPTED = 130
    OUTPUT_CLOSED = 141
    TERMINATED = 143


def exit_codes(
    success: str = "success",
    partly: str = "",
    error: str = "error",
    unfinished: str = "",
    loss: str = "",
) -> Callable[[click.Command], click.Command]:
    """Declare what exit codes 0 to 4 of a command mean; a code without a meaning is not used."""
    meanings = {ExitCode.SUCCESS: success, ExitCode.NOT_FOUND: partly, ExitCode.ERROR: error}
    meanings |= {ExitCode.UNFINISHED: unfinished, ExitCode.LOSS: loss}
    lines = "; ".join(f"{code:d} {meaning}" for code, meaning in meanings.items() if meaning)

    def declare(command: click.Command) -> click.Command:
        command.epilog = f"Exit codes: {lines}."
        return command

    return declare


def exit_codes_of(command: click.Command) -> str:
    """Return what a command declares, for a table of all commands."""
    return (command.epilog or "").removeprefix("Exit codes: ").removesuffix(".")
