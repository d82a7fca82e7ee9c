"""The settings of the server."""

import math
import re
from dataclasses import dataclass, field
from functools import partial
from ipaddress import ip_address
from secrets import token_bytes

from wikisearch.agents.answer_budget import DEFAULT_LIMITS, AnswerLimits
from wikisearch.errors import OptionError

DEFAULT_PORT = 8000
MAX_PORT = 65_535
DEFAULT_CONNECTIONS = 1000
"""Each takes about 35 KB."""

DEFAULT_CACHE = 32
"""Megabytes of answers: about a thousand searches of ten results."""

_ORIGIN = re.compile(r"https?://[^/?#\s]+")
"""What a browser sends in the header Origin."""

_HOST_NAME = re.compile(r"[^:/?#@\s\[\]]+")

PUBLIC_RATE = 20.0
"""Requests per second and client, on a host that other machines can reach."""


@dataclass(frozen=True, slots=True)
class ServerSettings:
    """Settings of the server; raises OptionError for a value out of range."""

    directory: str = "index"
    """Folder of the index."""

    title: str = "wikisearch"
    """Name of the wiki, as people see it."""

    host: str = "127.0.0.1"
    port: int = DEFAULT_PORT
    """Port to listen on; 0 for any that is free."""

    workers: int = 1
    """Number of processes, each with one search thread."""

    origins: tuple[str, ...] = ()
    """Origins whose pages may read the API; `*` for all."""

    allowed_hosts: tuple[str, ...] = ()
    """Further names in the header Host, without a port; `*` for all."""

    root_path: str = ""
    """Path below which a proxy serves everything, such as `/search`."""

    rate: float | None = None
    """Requests per second and client, 0 for no limit; None for no limit on loopback only."""

    deadline: float = 2.0
    """Seconds until a request without an answer fails."""

    max_connections: int = DEFAULT_CONNECTIONS
    """Open connections of each process; a request on a further one gets 503."""

    has_metrics: bool = False
    """Whether `/metrics` answers."""

    limits: AnswerLimits = DEFAULT_LIMITS
    """Limits of the answers to language-model agents."""

    about: str = ""
    """What the wiki is about, for language-model agents."""

    cache_megabytes: int = DEFAULT_CACHE
    """Size of the cache of answers to searches, in each process; 0 for none."""

    log: str = ""
    """Folder of the query log; empty for none."""

    log_key: bytes = field(default_factory=partial(token_bytes, 32), repr=False)
    """Secret from which the ids of clients are computed; it lives as long as the server."""

    def __post_init__(self) -> None:
        if not 0 <= self.port <= MAX_PORT:
            raise OptionError("port", f"must be from 0 to {MAX_PORT:,}, not {self.port:,}")
        if self.workers < 1:
            raise OptionError("workers", f"must be 1 or more, not {self.workers:,}")
        if self.rate is not None and not 0 <= self.rate < math.inf:
            raise OptionError("rate", f"must be 0 or more, not {self.rate:g}")
        if self.max_connections < 1:
            raise OptionError("connections", f"must be 1 or more, not {self.max_connections:,}")
        if self.cache_megabytes < 0:
            raise OptionError("cache", f"must be 0 or more, not {self.cache_megabytes:,}")
        if not 0 < self.deadline < math.inf:
            raise OptionError("deadline", f"must be above 0, not {self.deadline:g}")
        if self.root_path and (self.root_path[0] != "/" or self.root_path[-1] == "/"):
            raise OptionError(
                "root path", f"must begin with / and not end with it, not {self.root_path!r}"
            )
        self._check_other_sites()

    def _check_other_sites(self) -> None:
        for name in self.allowed_hosts:
            if name != "*" and not _is_host(name):
                hint = "name the host only, without a scheme, a port or a path"
                raise OptionError("allow host", f"{name!r} is not a host", hint)
        for origin in self.origins:
            if origin != "*" and not _ORIGIN.fullmatch(origin):
                hint = "an origin is like https://site.example, without a path"
                raise OptionError("cors", f"{origin!r} is not an origin", hint)

    @property
    def cache_bytes(self) -> int:
        """Size of the cache of answers in bytes."""
        return self.cache_megabytes << 20

    @property
    def is_public(self) -> bool:
        """Whether other machines can reach the server."""
        if self.host == "localhost":
            return False
        try:
            return not ip_address(self.host).is_loopback
        except ValueError:  # a name
            return True

    @property
    def requests_per_second(self) -> float:
        """Requests per second and client; 0 for no limit."""
        if self.rate is None:
            return PUBLIC_RATE if self.is_public else 0.0
        return self.rate


def _is_host(name: str) -> bool:
    """Whether a text is a host name or an address, without a port."""
    if _HOST_NAME.fullmatch(name):
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
