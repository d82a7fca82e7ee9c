"""The process that downloads, seen from the crawl."""

import json
import os
import queue
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple
from urllib.parse import urlsplit

import wikisearch
from wikisearch.crawler.addresses import is_local_name
from wikisearch.crawler.crawl_scope import CrawlScope
from wikisearch.errors import CrawlError, MissingLibraryError, OptionError, install
from wikisearch.model.crawl_request import CrawlRequest

_PROCESS = "wikisearch.crawler.scrapy_process"


class Download(NamedTuple):
    """The answer to one request."""

    id: int
    status: int
    """0 if there was no answer."""

    headers: dict[str, str]
    """By name in lower case."""

    body: bytes
    latency: float
    error: str
    """`failed`, `refused` or `too-large`; empty for an answer."""

    reason: str


class Downloader:
    """Sends requests to the process, and receives what it downloaded."""

    def __init__(self, request: CrawlRequest, scope: CrawlScope) -> None:
        if find_spec("scrapy") is None:
            raise MissingLibraryError("crawl", "needs Scrapy", install("crawl"))
        self._limits = request.limits
        self._answers: queue.SimpleQueue[Download | None] = queue.SimpleQueue()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        root = str(Path(wikisearch.__file__).parents[1])
        paths = os.pathsep.join(filter(None, (root, os.environ.get("PYTHONPATH"))))
        self._process = subprocess.Popen(  # noqa: S603 - our own module
            [sys.executable, "-m", _PROCESS],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._errors,
            env={**os.environ, "PYTHONPATH": paths},
            start_new_session=True,  # Ctrl-C reaches the crawl only, which ends the process
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()
        try:
            self._write(_settings(request, scope))
        except BaseException:
            self.close()
            raise

    def send(self, id: int, url: str, headers: dict[str, str], *, any_type: bool) -> None:  # noqa: A002
        """Start a request; a body that is not HTML is left out unless `any_type` is set."""
        limit = self._limits.page_bytes
        line = {"id": id, "url": url, "headers": headers, "limit": limit, "any_type": any_type}
        self._write(line)

    def receive(self, timeout: float) -> Download | None:
        """Wait for an answer; None if there was none in so many seconds."""
        try:
            found = self._answers.get(timeout=timeout)
        except queue.Empty:
            return None
        if found is None:
            raise self._death()
        return found

    def close(self) -> None:
        """End the process."""
        self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout, self._errors):
            if stream is not None:
                try:
                    stream.close()
                except BrokenPipeError:
                    continue

    def _write(self, value: dict[str, Any]) -> None:
        assert self._process.stdin is not None  # noqa: S101 - for the type checker
        try:
            self._process.stdin.write(json.dumps(value).encode() + b"\n")
            self._process.stdin.flush()
        except OSError as error:
            raise self._death() from error

    def _read(self) -> None:
        stream = self._process.stdout
        assert stream is not None  # noqa: S101 - for the type checker
        for line in stream:
            try:
                answer = json.loads(line)
            except ValueError:
                break
            body = stream.read(answer["size"])
            headers = {name.lower(): value for name, value in answer.get("headers", {}).items()}
            reasons = (answer.get("error", ""), answer.get("reason", ""))
            head = (answer["id"], answer.get("status", 0), headers)
            self._answers.put(Download(*head, body, answer["latency"], *reasons))
        self._answers.put(None)

    def _death(self) -> CrawlError:
        self._errors.seek(0)
        lines = self._errors.read().decode("utf-8", "replace").strip().splitlines()
        problem = f"the process ended{f' ({lines[-1]})' if lines else ''}"
        return CrawlError("download", problem, "run the same command again", transient=True)


def _settings(request: CrawlRequest, scope: CrawlScope) -> dict[str, Any]:
    names = {host.rpartition(":")[0] if host[-1:].isdigit() else host for host in scope.hosts}
    hosts = {name.strip("[]") for name in names | scope.hosts}
    return {
        "private_hosts": [*filter(is_local_name, hosts), *proxy_host(request)],
        "allow_private": request.allow_private,
        "proxy": request.proxy,
        # Proxies of the environment are not used: they would look up names without our check.
        "HTTPPROXY_ENABLED": bool(request.proxy),
        "USER_AGENT": user_agent(request),
        "DOWNLOAD_TIMEOUT": request.limits.timeout,
        "DEFAULT_REQUEST_HEADERS": {},
    }


def proxy_host(request: CrawlRequest) -> tuple[str, ...]:
    """Return the host of the proxy, if there is one; raises OptionError."""
    if not request.proxy:
        return ()
    try:
        parts = urlsplit(request.proxy)
        is_sound = parts.scheme == "http" and parts.port is not None
    except ValueError:
        is_sound = False
    if not is_sound or not parts.hostname:
        raise OptionError("proxy", "it is not an HTTP proxy", "write http://host:port")
    return (parts.hostname,)


def user_agent(request: CrawlRequest) -> str:
    """Return the User-Agent header of all requests."""
    contact = f" (+{request.contact})" if request.contact else ""
    return f"wikisearch/{wikisearch.__version__}{contact}"
