"""stdout and stderr of the command, with an error of their own for failed writes."""

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
    """Output cannot be written."""

    def __init__(self, error: OSError) -> None:
        super().__init__(f"the output cannot be written: {error.strerror}")
        self.is_closed = error.errno == errno.EPIPE
        """Whether the reader of the output closed it, as `head` does."""


class _Output(io.FileIO):
    def write(self, data: "ReadableBuffer", /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            raise OutputError(error) from error


def claim_streams() -> None:
    """Replace stdout and stderr by streams that raise OutputError if a write fails.

    Characters that the encoding lacks are replaced. Output to a closed stream is discarded.
    """
    sys.stdout = _claimed(sys.stdout, "replace")
    sys.stderr = _claimed(sys.stderr, "backslashreplace")


def discard_output() -> None:
    """Discard output that could not be written; Python would try again at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        with suppress(OSError):  # a stream without a file
            os.dup2(nowhere, stream.fileno())


def _claimed(stream: TextIO | None, errors: str) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if sys.platform == "win32" and stream.isatty():  # only its own stream prints all characters
        return stream
    output = io.BufferedWriter(_Output(stream.fileno(), "w", closefd=False))
    return io.TextIOWrapper(output, stream.encoding, errors, line_buffering=True)
