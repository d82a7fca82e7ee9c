"""Visits to pages in Chromium, and the servers that tests need for them."""

import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from playwright.sync_api import expect

from tests.server.servers import PATIENCE, running

expect.set_options(timeout=PATIENCE * 1000)


class Visits:
    """Opens pages of a server, and collects what goes wrong in them."""

    def __init__(self, browser, base):
        self.browser = browser
        self.base = base
        self.contexts = []
        self.faults = []
        """Errors of scripts, messages of the console, and dialogs."""

    def open(self, url="/", **options):
        """Open a URL in a new context with these options of Playwright."""
        context = self.browser.new_context(**{"reduced_motion": "reduce", **options})
        context.set_default_timeout(PATIENCE * 1000)
        self.contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: self.faults.append(f"error: {error}"))
        page.on("console", self._note)
        page.on("dialog", self._dismiss)
        page.goto(self.base + url if url.startswith("/") else url)
        return page

    def close(self):
        """Close all pages."""
        while self.contexts:
            self.contexts.pop().close()

    def _note(self, message):
        if message.type in {"error", "warning"}:
            self.faults.append(f"{message.type}: {message.text}")

    def _dismiss(self, dialog):
        self.faults.append(f"dialog: {dialog.message}")
        dialog.dismiss()


def wait(page, condition):
    """Wait until a condition of the test holds, while the page runs."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, "gave up"
        page.wait_for_timeout(50)


def complete(page, text):
    """Type a text into the search box, and wait for the suggestions of the whole text.

    Those of its beginning come first; a key that follows them too early means another option.
    """
    page.get_by_role("combobox").press_sequentially(text)
    page.locator(f'[role=listbox][data-text="{text}"]:not([hidden])').wait_for()


def wait_for_results(page):
    """Wait until the results of what was typed are there."""
    page.locator("[data-results]:not([aria-busy])").wait_for()


def hold(page, pattern):
    """Keep requests back; gives those that wait."""
    held = []
    page.route(pattern, lambda route: held.append(route))  # noqa: PLW0108 - Playwright marks it
    return held


@contextmanager
def visiting(browser, directory, **settings):
    """Serve another index, and give visits to it; the test looks at the faults."""
    with running(directory, **settings) as client:
        visits = Visits(browser, str(client.base_url).rstrip("/"))
        try:
            yield visits
        finally:
            visits.close()


@contextmanager
def other_site(pages):
    """Serve texts of HTML by path, on an origin of its own; gives its URL and the requests."""
    requests = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append(self.path)
            html = pages.get(self.path)
            self.send_response(200 if html is not None else 404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((html or "").encode())

        def log_message(self, *arguments):
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", requests
    finally:
        server.shutdown()
        server.server_close()
