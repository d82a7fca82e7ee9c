"""A small site on loopback with the traps of real ones; it logs every request."""

import gzip
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HTML = {"Content-Type": "text/html; charset=utf-8"}


def html(title, *links, head="", text=""):
    anchors = "".join(f'<a href="{link}">{link}</a> ' for link in links)
    body = text or f"{title} is a page of the test site about {title}."
    start = f"<html><head><title>{title}</title>{head}</head><body><h1>{title}</h1>"
    return f"{start}<p>{body}</p>{anchors}</body></html>"


class Site:
    """Paths -> answers; an answer is HTML, or (status, headers, body), or a function of both."""

    def __init__(self, pages):
        self.pages = dict(pages)
        self.log, self.times = [], []
        self.lock = threading.Lock()
        site = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits for an acknowledgement

            def do_GET(self):
                with site.lock:
                    site.log.append((self.path, dict(self.headers)))
                    site.times.append(time.monotonic())
                status, headers, body = site.answer(self.path, self.headers)
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def answer(self, path, headers):
        found = self.pages.get(path)
        if found is None:
            found = self.pages.get("*", (404, HTML, "no such page"))
        if callable(found):
            found = found(path)
        status, more, body = (200, {}, found) if isinstance(found, str | bytes) else found
        data = body.encode() if isinstance(body, str) else body
        if status == 200:
            more = {"ETag": f'"{hash(data)}"', **more}
            if headers.get("If-None-Match") == more["ETag"]:
                return 304, {"ETag": more["ETag"]}, b""
        return status, {**HTML, **more}, data

    def requests(self, path):
        return [headers for found, headers in self.log if found == path]

    @property
    def paths(self):
        return [path for path, _ in self.log]


@contextmanager
def running(pages, prepare=lambda server: None):
    site = Site(pages)
    prepare(site.server)
    thread = threading.Thread(target=site.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.server.shutdown()
        thread.join()
        site.server.server_close()


def to(location, status=301):
    return status, {"Location": location}, ""


def busy_once():
    """429 with Retry-After at first, then a page."""
    calls = []

    def answer(_path):
        calls.append(1)
        if len(calls) == 1:
            return 429, {"Retry-After": "1"}, "wait"
        return html("Busy")

    return answer


def trap_pages():
    """Every trap, on one site below /wiki/."""
    pages = {
        "/robots.txt": (
            200,
            {"Content-Type": "text/plain"},
            "User-agent: *\nDisallow: /wiki/secret",
        ),
        "/wiki/old": to("/wiki/new"),
        "/wiki/new": html("New"),
        "/wiki/hop1": to("hop2", 302),
        "/wiki/hop2": to("/wiki/new", 308),
        "/wiki/self": to("/wiki/self"),
        "/wiki/loop1": to("/wiki/loop2"),
        "/wiki/loop2": to("/wiki/loop1"),
        "/wiki/nowhere": (302, {}, ""),
        "/wiki/away": to("http://example.org/elsewhere"),
        "/wiki/metadata": to("http://169.254.169.254/latest/meta-data"),
        "/wiki/refresh": html("Refresh", head='<meta http-equiv="refresh" content="0;url=new">'),
        "/wiki/canon?x=1": html(
            "Canon", head='<link rel="canonical" href="/wiki/canon">', text="b"
        ),
        "/wiki/canon": html("Canon", text="a"),
        "/wiki/bad-canon": html("Bad", head='<link rel="canonical" href="/wiki/missing">'),
        "/wiki/twin": html("Twin"),
        "/wiki/twin/": html("Twin"),
        "/wiki/hidden": html(
            "Hidden", "below-hidden", head='<meta name="robots" content="noindex">'
        ),
        "/wiki/below-hidden": html("Below hidden"),
        "/wiki/header-hidden": (200, {"X-Robots-Tag": "noindex"}, html("Header hidden")),
        "/wiki/agent-hidden": (200, {"X-Robots-Tag": "wikisearch: none"}, html("Agent hidden")),
        "/wiki/other-agent": (200, {"X-Robots-Tag": "googlebot: noindex"}, html("Other agent")),
        "/wiki/nofollow": html("NF", "unseen", head='<meta name="robots" content="nofollow">'),
        "/wiki/based": html("Based", "relative", head='<base href="/wiki/deep/">'),
        "/wiki/deep/relative": html("Relative"),
        "/wiki/gone": (410, {}, "gone"),
        "/wiki/forbidden": (403, {}, "no"),
        "/wiki/broken": (500, {}, "broken"),
        "/wiki/busy": busy_once(),
        "/wiki/file.pdf": (200, {"Content-Type": "application/pdf"}, b"%PDF-1.4"),
        "/wiki/bomb": (200, {"Content-Encoding": "gzip"}, gzip.compress(b"x" * 3_000_000)),
        "/wiki/Case": html("Upper case"),
        "/wiki/case": html("Lower case"),
        "/wiki/a%2Fb": html("Slash in a name"),
        "/wiki/latin": (
            200,
            {"Content-Type": "text/html; charset=windows-1251"},
            html("Муравей").encode("cp1251"),
        ),
        "/wiki/a/b/a/b": html("Repeats", "a/b/a/b"),
        "/wiki/q?v=1": html("Version 1"),
        "/wiki/q?v=2": html("Version 2"),
        "/sitemap.xml": "<urlset><url><loc>{url}/wiki/only-in-sitemap</loc></url></urlset>",
        "/wiki/only-in-sitemap": html("Only in sitemap"),
        "/wiki/soft/": html("Soft", "fake1", "fake2"),
    }
    pages |= {f"/wiki/login{n}": to("/wiki/login", 302) for n in range(7)}
    pages["/wiki/login"] = html("Log in")
    pages |= {f"/wiki/p{n}": html(f"Page {'abcdefghijklmnopqrst'[n]}") for n in range(20)}
    links = [path for path in pages if path.startswith("/wiki/")]
    outside = ["http://example.org/", "http://10.0.0.1/admin", "mailto:a@b.org", "/outside"]
    extra = ["/wiki/secret/1", "new#part", "new?utm_source=x", "/wiki/missing", "a/b/a/b/a/b"]
    pages["/wiki/"] = html("Home", *links, *outside, *extra)
    # A site that answers 200 to everything in this folder.
    fake = html("Nothing here", "deeper/fake")
    pages["*"] = lambda path: fake if path.startswith("/wiki/soft/") else (404, {}, "no page")
    return pages
