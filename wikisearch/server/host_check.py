"""Refuses requests for another host, which DNS rebinding sends from a page of a stranger."""

from collections.abc import Iterable
from ipaddress import ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from wikisearch.server.problems import Problem, ProblemKind, problem_json
from wikisearch.server.server_settings import ServerSettings

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


class HostCheck:
    """Answers 421 unless the header Host names this server."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app = app
        self._names = frozenset(_names(settings))
        self._takes_addresses = settings.is_public
        """Whether any IP address is allowed: a machine has several, and DNS cannot rebind them."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, or refuse it."""
        if scope["type"] == "http":
            host = Headers(scope=scope).get("host", "")
            if not self._is_ours(_without_port(host.lower())):
                await problem_json(_refusal(host))(scope, receive, send)
                return
        await self._app(scope, receive, send)

    def _is_ours(self, name: str) -> bool:
        if name in self._names or "*" in self._names:
            return True
        return self._takes_addresses and _is_address(name)


def _refusal(host: str) -> Problem:
    remedy = "start the server with --allow-host and its name"
    return Problem(ProblemKind.WRONG_HOST, f"this server is not {host[:255]!r}; {remedy}")


def _names(settings: ServerSettings) -> Iterable[str]:
    yield from _LOOPBACK
    yield settings.host.lower()
    yield from (name.lower() for name in settings.allowed_hosts)


def _without_port(host: str) -> str:
    """Return the name or the address in a header Host."""
    if host.startswith("["):  # an IPv6 address
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
