"""Signals that end the process: Ctrl-C and SIGTERM."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread
from types import FrameType
from typing import NoReturn


def end_process(number: int, _: FrameType | None) -> NoReturn:
    """Handle SIGTERM: end the process as after an error, so that it removes its files."""
    # Python ignores exceptions in some callbacks: a second signal ends the process at once.
    signal.signal(number, signal.SIG_DFL)
    sys.exit(128 + number)


_HANDLERS = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: end_process}
"""The handlers that raise an exception; a program that imports wikisearch may have others."""


@contextmanager
def signals_end_the_process() -> Iterator[None]:
    """Let Ctrl-C and SIGTERM end the process at once, without an exception.

    During imports there is nothing to clean up, and some modules turn an exception of a handler
    into an ImportError.
    """
    is_main = current_thread() is main_thread()
    replaced = [
        number
        for number, handler in _HANDLERS.items()
        if is_main and signal.getsignal(number) is handler
    ]
    for number in replaced:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number in replaced:
            signal.signal(number, _HANDLERS[number])
