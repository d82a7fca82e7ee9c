"""Where a command prints to, so that what fails there is told from whatever else fails."""

import errno
import io
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


class OutputError(Exception):
    """What was printed cannot be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"the output cannot be written: {error.strerror}")
        self.is_cut = error.errno == errno.EPIPE
        """Whether it was only that the reader went away."""


class _Output(io.FileIO):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise OutputError(error) from error


def claim_streams() -> None:
    """Have all that this process prints raise OutputError where it cannot be written.

    A character that the encoding of a stream lacks is replaced, and what goes to a closed stream
    goes nowhere.
    """
    sys.stdout = _claimed(sys.stdout, "replace")
    sys.stderr = _claimed(sys.stderr, "backslashreplace")


def drop_output() -> None:
    """Let go of what cannot be written: Python tries once more at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # one that has no file
            os.dup2(nowhere, stream.fileno())


def _claimed(stream: TextIO | None, errors: str) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    output = io.BufferedWriter(_Output(stream.fileno(), "w", closefd=False))
    return io.TextIOWrapper(output, stream.encoding, errors, line_buffering=True)
