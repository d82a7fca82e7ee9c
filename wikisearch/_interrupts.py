"""Interrupts while modules are imported."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from threading import current_thread, main_thread


@contextmanager
def interrupts_end_the_process() -> Iterator[None]:
    """Let Ctrl-C end the process at once, without an exception.

    During imports there is nothing to clean up, and some modules turn KeyboardInterrupt into an
    ImportError.
    """
    raises = signal.getsignal(signal.SIGINT) is signal.default_int_handler
    if not raises or current_thread() is not main_thread():
        yield
        return
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, signal.default_int_handler)
