"""A real server on loopback, in a thread of the test or in a process of its own."""

import json
import re
import signal
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from pathlib import Path

import httpx
import uvicorn

import wikisearch
from wikisearch.server.app import create_app
from wikisearch.server.http_connection import TimedConnection
from wikisearch.server.server_settings import ServerSettings

ROOT = Path(__file__).parents[2]
PATIENCE = 60
"""Seconds until a test gives up; none judges how fast a server is.

A request may take as long: a busy machine would refuse some of them after the default deadline.
"""


@contextmanager
def running(directory, **settings):
    """Run a server in a thread; gives a client of it."""
    app = create_app(ServerSettings(str(directory), port=0, **{"deadline": PATIENCE, **settings}))
    config = uvicorn.Config(app, http=TimedConnection, port=0, log_level="error", access_log=False)
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run)
    thread.start()
    wait_until(lambda: server.started or not thread.is_alive())
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=PATIENCE) as client:
            client.app, client.connections = app, server.server_state.connections
            yield client
    finally:
        server.should_exit = True
        thread.join(PATIENCE)
        assert not thread.is_alive()


@contextmanager
def command(directory, *options):
    """Run `wikisearch serve`; gives the process and its URL."""
    line = [sys.executable, "-m", "wikisearch", "serve", "--index", directory, "--port", "0"]
    line += ["--deadline", PATIENCE, *options]
    process = subprocess.Popen([*map(str, line)], cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        for text in process.stderr:
            if found := re.search(r" at (http:\S+)/;", text):
                yield process, found[1]
                break
        else:
            raise AssertionError(f"the server ended with {process.wait()}")
    finally:
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=PATIENCE)


def wait_until(condition):
    """Wait until a condition holds."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "gave up"
        time.sleep(0.01)


def rebuilt(source):
    """Build the index beside a source; returns its generation."""
    with wikisearch.build(source, source.with_name("index"), workers=1) as index:
        return index.generation


def records(folder, kind="queries"):
    """The records of one kind in the folder of a query log."""
    return [
        json.loads(line)
        for file in sorted(folder.glob(f"{kind}-*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]


@contextmanager
def held(live):
    """Keep the search thread of a live index busy."""
    begun, release = threading.Event(), threading.Event()

    def wait(_):
        begun.set()
        release.wait(60)

    future = live.submit(wait)
    assert begun.wait(60)
    try:
        yield live
    finally:
        release.set()
        future.result(60)
