"""Clients of a cluster: login, certificates, and retries."""

import logging
import netrc
import os
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from opensearchpy import OpenSearch, Transport
from opensearchpy.exceptions import TransportError

from wikisearch.engines.opensearch.index_location import URL, IndexLocation, origin, split_url
from wikisearch.errors import OptionError

BUSY = 429
"""Status of a full queue, a circuit breaker, or a full disk."""

_PAUSES = (1, 2, 4, 8, 16, 32)  # seconds
_TIMEOUT = 60  # seconds


class RetryingTransport(Transport):
    """Repeats requests with growing pauses while the cluster is busy; bulk helpers do their own."""

    def perform_request(self, method: str, url: str, *rest: Any, **options: Any) -> Any:
        """Send a request and return the answer."""
        for pause in () if url == "/_bulk" else _PAUSES:
            try:
                return super().perform_request(method, url, *rest, **options)
            except TransportError as error:
                if error.status_code != BUSY:
                    raise
            time.sleep(pause)
        return super().perform_request(method, url, *rest, **options)


def connected(
    location: IndexLocation, url: str = "", transport: type[Transport] = Transport
) -> Any:
    """Return a client with the login that the user's URLs or `.netrc` have for each host.

    A host that only an index folder names never gets a password of another host.
    """
    # The client also raises what it logs; users should not see a trace of every attempt.
    logging.getLogger("opensearch").addHandler(logging.NullHandler())
    urls = f"{os.environ.get(URL, '')},{url}".split(",")
    hosts = [
        {
            "host": parts.hostname,
            "port": parts.port,
            "use_ssl": parts.scheme == "https",
            "http_auth": _login_in_urls(parts.geturl(), urls)
            or _login_in_netrc(str(parts.hostname)),
        }
        for parts in map(urlsplit, location.hosts)
    ]
    # A node that dies during a query causes status 500; another node can answer the retry.
    retries = {"retry_on_timeout": True, "retry_on_status": (500, 502, 503, 504)}
    return OpenSearch(hosts, transport, verify_certs=True, timeout=_TIMEOUT, **retries)


def _login_in_urls(host: str, urls: Iterable[str]) -> tuple[str, str] | None:
    for url in urls:
        if "@" in url and origin(parts := split_url(url, url)) == host:
            return unquote(parts.username or ""), unquote(parts.password or "")
    return None


def _login_in_netrc(host: str) -> tuple[str, str] | None:
    """Return the login for exactly this host: a default entry would go to any host."""
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        entry = netrc.netrc(path).hosts.get(host)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, netrc.NetrcParseError) as error:
        raise OptionError(
            path, f"it cannot be read ({error})", "correct it, or set NETRC to another file"
        ) from error
    return (entry[0], entry[2]) if entry else None
