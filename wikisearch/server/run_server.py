"""Run the server until a signal ends it."""

import errno
import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from multiprocessing import connection, parent_process

import uvicorn
from fastapi import FastAPI
from uvicorn.supervisors import Multiprocess

from wikisearch.errors import OptionError
from wikisearch.index import open_index
from wikisearch.server.app import create_app
from wikisearch.server.http_connection import TimedConnection
from wikisearch.server.metrics import SHARED_FOLDER
from wikisearch.server.server_settings import ServerSettings
from wikisearch.storage.temporary import TemporaryFolder, delete_abandoned_folders

_SIGNALS = (signal.SIGINT, signal.SIGTERM)


def run_server(settings: ServerSettings, announce: Callable[[str], None]) -> None:
    """Serve until SIGINT or SIGTERM; `announce` gets the URL as soon as the port is open.

    Raises OptionError if the port cannot be opened, and the errors of opening the index.
    """
    open_index(settings.directory).close()
    app = create_app(settings)
    config = uvicorn.Config(
        partial(_worker_app, settings) if settings.workers > 1 else app,
        factory=settings.workers > 1,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        http=TimedConnection,  # of h11, which limits the size of headers; the faster one does not
        limit_concurrency=settings.max_connections + 1,  # uvicorn answers fewer than its limit
        log_level="warning",
        access_log=False,
        server_header=False,
    )
    listener = _open_port(config)
    announce(_url(settings, listener.getsockname()[1]))
    if settings.workers > 1:
        delete_abandoned_folders()
        with closing(TemporaryFolder("metrics")) as folder:
            os.environ[SHARED_FOLDER] = str(folder.path)
            _run_workers(config, listener)
    else:
        uvicorn.Server(config).run([listener])


def _worker_app(settings: ServerSettings) -> FastAPI:
    """Return the application of a worker, which ends when its parent is killed."""
    threading.Thread(target=_end_with_parent, daemon=True).start()
    return create_app(settings)


def _end_with_parent() -> None:
    if parent := parent_process():
        connection.wait([parent.sentinel])
        os.kill(os.getpid(), signal.SIGTERM)


def _run_workers(config: uvicorn.Config, listener: socket.socket) -> None:
    """Run several processes until SIGINT or SIGTERM, which then ends this one as without workers.

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


def _open_port(config: uvicorn.Config) -> socket.socket:
    """Open the port; from now on, a client waits until a worker is there."""
    log = logging.getLogger("uvicorn.error")
    log.disabled = True  # the error below has the same text
    try:
        listener = config.bind_socket()
        # Otherwise the end of an answer waits for the client to confirm its beginning: 40 ms.
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.listen(config.backlog)
    except (SystemExit, OSError) as error:
        cause = error.__context__ or error
        problem = getattr(cause, "strerror", None) or str(cause)
        is_foreign = getattr(cause, "errno", None) == errno.EADDRNOTAVAIL
        if is_foreign or isinstance(cause, socket.gaierror):
            raise OptionError(f"host {config.host}", problem, "choose another --host") from error
        raise OptionError(f"port {config.port}", problem, "choose another --port") from error
    finally:
        log.disabled = False
    return listener


def _url(settings: ServerSettings, port: int) -> str:
    host = f"[{settings.host}]" if ":" in settings.host else settings.host
    return f"http://{host}:{port}{settings.root_path}/"
