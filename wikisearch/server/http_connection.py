"""A connection of uvicorn that is closed if its client takes too long to send or to read."""

import asyncio
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

CLIENT_TIMEOUT = 10.0
"""Seconds in which a client must send a request, and in which it must read a part of the answer.

The time between requests is limited by uvicorn.
"""


class TimedConnection(H11Protocol):
    """Closes the connection of a client that has stopped: the number of connections is limited."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._limit: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first request."""
        super().connection_made(transport)
        self._start()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a request; more data of it gives no more time."""
        super().data_received(data)
        cycle = self.cycle
        if cycle is None or cycle.response_complete or cycle.more_body:
            if self._limit is None:
                self._start()
        else:
            self._stop()

    def on_response_complete(self) -> None:
        """Wait until the client has read the end of an answer."""
        super().on_response_complete()
        if self.transport.get_write_buffer_size():
            self._start()

    def pause_writing(self) -> None:
        """Wait until the client has read a part of an answer."""
        super().pause_writing()
        self._start()

    def resume_writing(self) -> None:
        """Stop waiting: the client reads."""
        super().resume_writing()
        self._stop()

    def connection_lost(self, exc: Exception | None) -> None:
        """Stop waiting."""
        self._stop()
        super().connection_lost(exc)

    def _start(self) -> None:
        self._stop()
        self._limit = self.loop.call_later(CLIENT_TIMEOUT, self.transport.abort)

    def _stop(self) -> None:
        if self._limit is not None:
            self._limit.cancel()
            self._limit = None
