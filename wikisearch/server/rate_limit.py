"""Limits the requests of each client by a token bucket."""

import math
import time
from ipaddress import IPv6Address, ip_address

from starlette.types import ASGIApp, Receive, Scope, Send

from wikisearch.server.client_address import client_address
from wikisearch.server.problems import Problem, ProblemKind, problem_json

BURST_SECONDS = 3
"""A client that was quiet may send the requests of this time at once."""

MAX_CLIENTS = 10_000
"""Clients whose buckets are stored; the one that was quiet longest is dropped first."""


class TokenBuckets:
    """A bucket of tokens for each client, that fills at a rate."""

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._size = max(1.0, rate * BURST_SECONDS)
        self._buckets: dict[str, tuple[float, float]] = {}

    def seconds_to_wait(self, client: str, now: float) -> float:
        """Take a token of a client; if there is none, return the seconds until there is one."""
        tokens, filled = self._buckets.pop(client, (self._size, now))
        tokens = min(self._size, tokens + (now - filled) * self._rate)
        has_token = tokens >= 1
        self._buckets[client] = (tokens - has_token, now)
        if len(self._buckets) > MAX_CLIENTS:
            del self._buckets[next(iter(self._buckets))]
        return 0.0 if has_token else (1 - tokens) / self._rate


class RateLimit:
    """Answers 429 to a client with too many requests."""

    def __init__(self, app: ASGIApp, rate: float) -> None:
        self._app = app
        self._buckets = TokenBuckets(rate)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, or refuse it."""
        if scope["type"] == "http":
            client = client_key(client_address(scope))
            wait = self._buckets.seconds_to_wait(client, time.monotonic())
            if wait:
                seconds = {"Retry-After": str(math.ceil(wait))}
                detail = "this client sends too many requests; try again later"
                problem = Problem(ProblemKind.TOO_MANY_REQUESTS, detail, headers=seconds)
                await problem_json(problem)(scope, receive, send)
                return
        await self._app(scope, receive, send)


def client_key(address: str) -> str:
    """Return what identifies a client: an IPv4 address, or the /64 network of an IPv6 address.

    A client has all addresses of such a network. An IPv4 address inside an IPv6 one, which a
    socket for both has, stays an IPv4 address. Other texts are returned as they are.
    """
    try:
        parsed = ip_address(address)
    except ValueError:
        return address
    if not isinstance(parsed, IPv6Address):
        return address
    return str(parsed.ipv4_mapped or int(parsed) >> 64)
