"""The process that downloads: requests as JSON lines on stdin, responses on stdout.

The only module that imports Scrapy. It decides nothing: it follows no redirect, retries nothing and
stores nothing. The first line has the settings. Each response is a JSON line, followed by the body.
"""

import asyncio
import ipaddress
import json
import os
import sys
from collections.abc import AsyncIterator
from threading import Thread
from typing import Any, BinaryIO
from urllib.parse import urlsplit

from OpenSSL import SSL
from scrapy import Request, Spider, signals
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.exceptions import StopDownload
from scrapy.resolver import CachingHostnameResolver
from service_identity import VerificationError

from wikisearch.crawler.addresses import is_public

_MIDDLEWARES = "scrapy.downloadermiddlewares"
_HANDLER = "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler"

_SETTINGS: dict[str, Any] = {
    # Without these lists, no middleware follows redirects, and no extension opens a port.
    "DOWNLOADER_MIDDLEWARES_BASE": {
        f"{_MIDDLEWARES}.downloadtimeout.DownloadTimeoutMiddleware": 350,
        f"{_MIDDLEWARES}.httpcompression.HttpCompressionMiddleware": 590,
        # Sends the name and password of the proxy.
        f"{_MIDDLEWARES}.httpproxy.HttpProxyMiddleware": 750,
    },
    "SPIDER_MIDDLEWARES_BASE": {},
    "EXTENSIONS_BASE": {},
    "ADDONS": {},
    "TELNETCONSOLE_ENABLED": False,
    "REMOTE_CONTROL_ENABLED": False,
    "DOWNLOAD_HANDLERS_BASE": {"http": _HANDLER, "https": _HANDLER},
    "DOWNLOAD_VERIFY_CERTIFICATES": True,
    "DOWNLOAD_DELAY": 0,
    "DOWNLOAD_WARNSIZE": 0,
    "CONCURRENT_REQUESTS": 16,
    "CONCURRENT_REQUESTS_PER_DOMAIN": 16,
    "DNS_RESOLVER": f"{__name__}.PublicResolver",
    "LOG_ENABLED": False,
    "LOG_INSTALL_ROOT_HANDLER": False,
}


class _PublicReceiver:
    """Passes on the addresses of a host that may be connected to."""

    def __init__(self, receiver: Any, host: str, refused: dict[str, str]) -> None:
        self._receiver, self._host, self._refused = receiver, host, refused

    def resolutionBegan(self, resolution: Any) -> None:  # noqa: N802 - Twisted's name
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if is_public(ipaddress.ip_address(address.host.partition("%")[0])):
            self._receiver.addressResolved(address)
        else:
            self._refused[self._host] = address.host

    def resolutionComplete(self) -> None:  # noqa: N802
        self._receiver.resolutionComplete()


class PublicResolver(CachingHostnameResolver):  # type: ignore[misc]
    """Refuses private addresses, except for hosts that the user named.

    Twisted connects to the addresses that it gets from here, so no second lookup can differ.
    """

    private_hosts: frozenset[str] = frozenset()
    allow_private = False
    refused: dict[str, str] = {}  # noqa: RUF012 - one process has one resolver

    def resolveHostName(self, receiver: Any, host: str, *rest: Any, **more: Any) -> Any:  # noqa: N802
        """Resolve a host name, or an address."""
        if not self.allow_private and host.lower() not in self.private_hosts:
            receiver = _PublicReceiver(receiver, host, self.refused)
        return super().resolveHostName(receiver, host, *rest, **more)


class PageSpider(Spider):  # type: ignore[misc]
    """Downloads what the lines on stdin name, until stdin ends."""

    name = "wikisearch"

    def __init__(self, lines: BinaryIO, output: BinaryIO, proxy: str, **more: Any) -> None:
        super().__init__(**more)
        self._lines, self._output, self._proxy = lines, output, proxy
        self._running: set[asyncio.Task[None]] = set()

    async def start(self) -> AsyncIterator[Any]:
        """Read requests; this never ends, so that Scrapy stays open."""
        self.crawler.signals.connect(_stop_unless_html, signal=signals.headers_received)
        loop = asyncio.get_running_loop()
        Thread(target=self._read, args=(loop,), daemon=True).start()
        await asyncio.Event().wait()
        yield None

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        for line in self._lines:
            loop.call_soon_threadsafe(self._begin, json.loads(line))
        os._exit(0)  # the crawl ended, or was killed; this process has nothing to save

    def _begin(self, wanted: dict[str, Any]) -> None:
        task = asyncio.ensure_future(self._download(wanted))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    async def _download(self, wanted: dict[str, Any]) -> None:
        meta: dict[str, Any] = {"download_maxsize": wanted["limit"]}
        meta["any_type"] = wanted["any_type"]
        if self._proxy:
            meta["proxy"] = self._proxy
        request = Request(wanted["url"], headers=wanted["headers"], meta=meta, dont_filter=True)
        answer: dict[str, Any] = {"id": wanted["id"], "latency": 0.0, "size": 0}
        body = b""
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # noqa: BLE001 - each failed request is answered
            answer |= _failure(request.url, error)
        else:
            body = response.body
            names = response.headers.to_unicode_dict()
            answer |= {"status": response.status, "headers": dict(names), "size": len(body)}
            answer["latency"] = request.meta.get("download_latency", 0.0)
        self._output.write(json.dumps(answer).encode() + b"\n" + body)
        self._output.flush()


def _stop_unless_html(headers: Any, request: Request, **_: Any) -> None:
    """Stop the download of a body that is not a page."""
    kind = (headers.get("Content-Type") or b"text/html").lower()
    if not request.meta["any_type"] and b"html" not in kind:
        raise StopDownload(fail=False)


def _failure(url: str, error: Exception) -> dict[str, Any]:
    """Return why a request failed."""
    host = (urlsplit(url).hostname or "").lower()
    if address := PublicResolver.refused.get(host):
        return {
            "error": "refused",
            "reason": f"{address} is not a public address; see --allow-private",
        }
    if problem := _certificate_problem(_first_cause(error)):
        return {"error": "refused", "reason": problem}
    name = type(error).__name__
    text = " ".join(str(error).split())[:200]
    # Scrapy stops a body that is too large with the first, and one that unpacks to more with both.
    too_large = name in {"DownloadCancelledError", "IgnoreRequest"}
    return {"error": "too-large" if too_large else "failed", "reason": f"{name}: {text}"}


def _first_cause(error: BaseException) -> BaseException:
    """Return the error of the connection, which Scrapy and Twisted wrap."""
    inner = error.__cause__ or error
    reasons = getattr(inner, "reasons", None)
    return _first_cause(reasons[0].value) if reasons else inner


def _certificate_problem(error: BaseException) -> str:
    """Return why a certificate is refused; empty for any other failure."""
    if isinstance(error, VerificationError):
        return "its TLS certificate is for another host"
    if isinstance(error, SSL.Error) and "certificate" in str(error):
        return f"its TLS certificate is not trusted ({error.args[0][-1][-1]})"
    return ""


def main() -> None:
    """Run until stdin ends."""
    output = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # nothing but responses goes to the real stdout
    lines = sys.stdin.buffer
    settings = json.loads(lines.readline())
    PublicResolver.private_hosts = frozenset(settings.pop("private_hosts"))
    PublicResolver.allow_private = settings.pop("allow_private")
    proxy = settings.pop("proxy")
    process = AsyncCrawlerProcess(_SETTINGS | settings)
    process.crawl(PageSpider, lines=lines, output=output, proxy=proxy)
    process.start(install_signal_handlers=False)


if __name__ == "__main__":
    # Scrapy finds the resolver by the name of this module, which must not be imported twice.
    sys.modules["wikisearch.crawler.scrapy_process"] = sys.modules["__main__"]
    main()
