"""The way to a cluster: where it is, who asks, and what its refusals mean."""

import json
import logging
import netrc
import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from opensearchpy import OpenSearch, Transport
from opensearchpy import exceptions as theirs

from wikisearch.errors import (
    ClusterError,
    ClusterUnavailableError,
    IndexDamagedError,
    OptionError,
    UnsupportedQueryError,
    WikisearchError,
    rebuild,
)

URL = "WIKISEARCH_OPENSEARCH_URL"
_FILE = "opensearch.json"
_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
_MADE = re.compile(r"-\d{14}-[0-9a-f]{8}")
_BUSY = 429  # status: a full queue, a circuit breaker, a full disk
_PAUSES = (1, 2, 4, 8, 16, 32)
_PORTS = {"http": 9200, "https": 443}
_MOST_SHARDS = 1024
_STRANGE = (theirs.SerializationError, AttributeError, LookupError, TypeError)
"""What comes of taking an answer for that of a cluster."""

_REFUSALS: tuple[tuple[frozenset[object], type[WikisearchError], str], ...] = (
    (
        frozenset({"index_not_found_exception"}),
        IndexDamagedError,
        "{reason} on the cluster; build the index again",
    ),
    (
        frozenset({"cluster_block_exception", "index_create_block_exception"}),
        ClusterUnavailableError,
        (
            "the cluster takes no writes ({reason}); "
            "free disk space on it or lift the block, then try again"
        ),
    ),
    (
        frozenset({_BUSY, 500, 502, 503, 504}),
        ClusterUnavailableError,
        "the cluster cannot do it now ({reason}); try again",
    ),
    (
        frozenset({401}),
        ClusterError,
        (
            "the cluster does not allow it ({reason}); name or password are wrong or missing, "
            f"give them in {URL} or ~/.netrc"
        ),
    ),
    (
        frozenset({403}),
        ClusterError,
        "the cluster does not allow it ({reason}); give the user's role this right",
    ),
    (
        frozenset({409}),
        ClusterError,
        "somebody else writes to this index; keep them off, and build again",
    ),
    (
        frozenset({"too_many_clauses", "too_many_nested_clauses", "query_shard_exception"}),
        UnsupportedQueryError,
        "the cluster cannot answer this query ({reason})",
    ),
)
"""Statuses and kinds of refusals, and what is said of each; the first that fits counts."""


@dataclass(frozen=True, slots=True)
class IndexLocation:
    """Where an index is; no password is kept with it."""

    hosts: tuple[str, ...]
    """Scheme, host and port of some nodes, or of what stands before them."""

    name: str
    """The alias, with which the names of the indexes behind it begin."""

    shards: int = 1
    index: str = ""
    builder: str = ""
    """Stands for the folder of the generations: nobody else deletes what it began."""

    def owns(self, index: str) -> bool:
        """Whether an index is called as those behind the alias are."""
        return bool(_NAME.fullmatch(self.name) and _MADE.fullmatch(index.removeprefix(self.name)))

    def renewed(self) -> "IndexLocation":
        """Place for another index behind the same alias."""
        made = f"{datetime.now(UTC):%Y%m%d%H%M%S}-{secrets.token_hex(4)}"
        return replace(self, index=f"{self.name}-{made}")

    def write(self, directory: Path) -> None:
        """Note it in a generation."""
        (directory / _FILE).write_text(json.dumps(asdict(self)), encoding="utf-8")

    @classmethod
    def read(cls, directory: Path) -> "IndexLocation":
        """Read such a note; raises IndexDamagedError for what is none."""
        try:
            facts = json.loads((directory / _FILE).read_bytes())
            hosts = tuple(_origin(_parts(host, host)) for host in facts.pop("hosts"))
            place = cls(hosts, **facts)
            is_ours = place.owns(place.index)
        except (OSError, ValueError, LookupError, TypeError, AttributeError, OptionError) as error:
            raise IndexDamagedError(
                f"{directory / _FILE} cannot be read ({error}); {rebuild(directory.parent)}"
            ) from error
        if not is_ours:
            raise IndexDamagedError(
                f"{directory / _FILE} names no index of ours; {rebuild(directory.parent)}"
            )
        return place


def location_of(url: str) -> IndexLocation:
    """Place that a user names: `https://host:9200/name?shards=3`; commas part several hosts."""
    hosts = [_parts(each, url) for each in url.split(",")]
    place = IndexLocation(tuple(map(_origin, hosts)), hosts[-1].path.strip("/") or "wikisearch")
    shards = parse_qs(hosts[-1].query).get("shards", ["1"])[-1]
    if not _NAME.fullmatch(place.name):
        raise OptionError(f"{place.name!r} cannot name an index: take small letters, digits, - . _")
    if not re.fullmatch("[1-9][0-9]{0,3}", shards) or int(shards) > _MOST_SHARDS:
        raise OptionError(f"shards={shards}: the number of shards goes from 1 to {_MOST_SHARDS}")
    return replace(place, shards=int(shards))


class RetryingTransport(Transport):
    """Asks again, ever later, while the cluster is too busy; bulk requests do so by themselves."""

    def perform_request(self, method: str, url: str, *rest: Any, **options: Any) -> Any:
        """Ask, and give what is answered."""
        for pause in () if url == "/_bulk" else _PAUSES:
            try:
                return super().perform_request(method, url, *rest, **options)
            except theirs.TransportError as error:
                if error.status_code != _BUSY:
                    raise
            time.sleep(pause)
        return super().perform_request(method, url, *rest, **options)


def connected(place: IndexLocation, url: str = "", transport: type[Transport] = Transport) -> Any:
    """Client that signs in with what the user's URLs, or `.netrc`, say for each host.

    So a host that only a file of an index names is never told a password meant for another.
    """
    # What it would log, it also raises: nobody is to see a trace of every try.
    logging.getLogger("opensearch").addHandler(logging.NullHandler())
    urls = f"{os.environ.get(URL, '')},{url}".split(",")
    hosts = [
        {
            "host": parts.hostname,
            "port": parts.port,
            "use_ssl": parts.scheme == "https",
            "http_auth": _from_urls(parts.geturl(), urls) or _from_file(str(parts.hostname)),
        }
        for parts in map(urlsplit, place.hosts)
    ]
    # A node that dies between two phases of a query makes it a 500, which another node can answer.
    again = {"retry_on_timeout": True, "retry_on_status": (500, 502, 503, 504)}
    sure = {"verify_certs": True, "timeout": 60, **again}
    return OpenSearch(hosts, transport, **sure)


def _parts(url: str, told: str) -> SplitResult:
    """Take the URL of one host apart; an error shows what was told, but for any password."""
    with suppress(ValueError):  # a port that is none, a bracket that is not closed
        parts = urlsplit(url.strip())
        # An @ farther on means that the password has a sign that ends the name of a host.
        is_whole = not any("@" in part for part in (parts.path, parts.query, parts.fragment))
        if parts.scheme in _PORTS and parts.hostname and parts.port != 0 and is_whole:
            return parts
    raise OptionError(
        f"{told.rpartition('@')[2]!r} is no URL of a cluster, like https://host:9200/wiki "
        f"(in a password, write %2C %2F %3F %23 for , / ? #); see {URL}"
    )


def _origin(parts: SplitResult) -> str:
    host = f"[{parts.hostname}]" if ":" in str(parts.hostname) else parts.hostname
    return f"{parts.scheme}://{host}:{parts.port or _PORTS[parts.scheme]}"


def _from_urls(origin: str, urls: Iterable[str]) -> tuple[str, str] | None:
    for url in urls:
        if "@" in url and _origin(parts := _parts(url, url)) == origin:
            return unquote(parts.username or ""), unquote(parts.password or "")
    return None


def _from_file(host: str) -> tuple[str, str] | None:
    """Name and password for exactly that host: a default entry would go to any."""
    path = Path(os.environ.get("NETRC") or Path.home() / ".netrc")
    try:
        entry = netrc.netrc(path).hosts.get(host)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, netrc.NetrcParseError) as error:
        raise OptionError(f"{path} cannot be read: {error}") from error
    return (entry[0], entry[2]) if entry else None


@contextmanager
def asking(what: object) -> Iterator[None]:
    """Report whatever goes wrong between us and the cluster as an error that names `what`."""
    try:
        yield
    except theirs.SSLError as error:
        raise ClusterError(
            f"{what}: the certificate of the cluster is not trusted ({error.info}); "
            "name the file of its authority in SSL_CERT_FILE"
        ) from error
    except theirs.ConnectionError as error:
        raise ClusterUnavailableError(
            f"{what}: the cluster does not answer ({error.info}); try again"
        ) from error
    except theirs.TransportError as error:
        raise refusal(what, error.status_code, error.info) from error
    except _STRANGE as error:
        raise ClusterError(
            f"{what}: what answers there is no OpenSearch cluster; see the URL, and {URL}"
        ) from error


def refusal(what: object, status: object, info: Any) -> WikisearchError:
    """Error for an answer of the cluster that is none: of a request, or of one document in it."""
    cause = _cause(info)
    kind, reason = str(cause.get("type", status)), str(cause.get("reason") or status)
    for signs, error, told in _REFUSALS:
        if status in signs or kind in signs:
            return error(f"{what}: {told.format(reason=reason)}")
    return ClusterError(f"{what}: the cluster refuses it ({kind}: {reason})")


def _cause(info: Any) -> dict[str, Any]:
    """Find what was wrong: with the request, or with the first shard or document that failed."""
    info = info if isinstance(info, dict) else {"error": info}
    with suppress(*_STRANGE):
        failed = info.get("_shards", info).get("failures")
        first = failed[0] if failed else {"reason": info.get("error", info)}
        cause = first.get("reason") or first.get("cause")
        cause = cause if isinstance(cause, dict) else {"reason": cause}
        found: dict[str, Any] = {**(cause.get("root_cause") or [cause])[0]}
        return found
    return {"reason": info}
