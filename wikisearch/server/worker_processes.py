"""Several processes that answer at one port."""

import signal
import socket

import uvicorn
from uvicorn.supervisors import Multiprocess

from wikisearch.errors import OptionError

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run_workers(config: uvicorn.Config, listener: socket.socket) -> None:
    """Serve until SIGINT or SIGTERM, which then ends this process as it ends one without workers.

    Raises OptionError if a worker cannot start.
    """
    handlers = {number: signal.getsignal(number) for number in _SIGNALS}
    workers = _Workers(config, [listener])
    try:
        workers.run()
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if workers.ended_by is None:
        raise OptionError("workers", "a process could not start", "the lines above have the reason")
    signal.raise_signal(workers.ended_by)


class _Workers(Multiprocess):
    """Remembers which signal has ended it."""

    ended_by: signal.Signals | None = None

    def handle_int(self) -> None:
        """Handle SIGINT."""
        self.ended_by = signal.SIGINT
        super().handle_int()

    def handle_term(self) -> None:
        """Handle SIGTERM."""
        self.ended_by = signal.SIGTERM
        super().handle_term()
