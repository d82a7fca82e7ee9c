"""Refusals of a cluster -> errors of the library."""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, NamedTuple

from opensearchpy import exceptions

from wikisearch.engines.opensearch.connection import BUSY
from wikisearch.engines.opensearch.index_location import URL
from wikisearch.errors import (
    ClusterError,
    ClusterUnavailableError,
    IndexDamagedError,
    UnsupportedQueryError,
    WikisearchError,
)

_UNEXPECTED = (
    exceptions.SerializationError,
    AttributeError,
    LookupError,
    TypeError,
    ValueError,
    zlib.error,
)
"""Raised if the answer of another server is read as that of a cluster."""


class _Refusal(NamedTuple):
    codes: frozenset[object]
    """Statuses and kinds of refusals."""

    error: type[WikisearchError]
    problem: str
    remedy: str


_REFUSALS = (
    _Refusal(
        frozenset({"index_not_found_exception"}),
        IndexDamagedError,
        "the index is missing on the cluster ({reason})",
        "build the index again",
    ),
    _Refusal(
        frozenset({"cluster_block_exception", "index_create_block_exception"}),
        ClusterUnavailableError,
        "the cluster rejects writes ({reason})",
        "free disk space on it or remove the block, then try again",
    ),
    _Refusal(
        frozenset({BUSY, 500, 502, 503, 504}),
        ClusterUnavailableError,
        "the cluster cannot process the request now ({reason})",
        "try again",
    ),
    _Refusal(
        frozenset({401}),
        ClusterError,
        "the cluster refuses the login ({reason}); the name or password is wrong or missing",
        f"set them in {URL} or ~/.netrc",
    ),
    _Refusal(
        frozenset({403}),
        ClusterError,
        "the cluster denies the request ({reason})",
        "add this permission to the user's role",
    ),
    _Refusal(
        frozenset({409}),
        ClusterError,
        "another process writes to this index",
        "stop it, and build again",
    ),
    _Refusal(
        frozenset({"too_many_clauses", "too_many_nested_clauses", "query_shard_exception"}),
        UnsupportedQueryError,
        "the cluster cannot answer this query ({reason})",
        "use fewer words",
    ),
)
"""The first refusal that has the status or the kind applies."""


@contextmanager
def cluster_errors(subject: str | Path) -> Iterator[None]:
    """Turn any failure of a request into an error of the library that names `subject`."""
    try:
        yield
    except exceptions.SSLError as error:
        raise ClusterError(
            subject,
            f"the certificate of the cluster is not trusted ({error.info})",
            "set SSL_CERT_FILE to the certificate of its authority",
        ) from error
    except exceptions.ConnectionError as error:
        raise ClusterUnavailableError(
            subject, f"the cluster does not answer ({error.info})", "try again", transient=True
        ) from error
    except exceptions.TransportError as error:
        raise refusal(subject, error.status_code, error.info) from error
    except _UNEXPECTED as error:
        raise ClusterError(
            subject, "the server is not an OpenSearch cluster", f"check --url and {URL}"
        ) from error


def refusal(subject: str | Path, status: object, info: Any) -> WikisearchError:
    """Return the error for a refused request, or for one refused document of a bulk request."""
    cause = _cause(info)
    kind, reason = str(cause.get("type", status)), str(cause.get("reason") or status)
    for codes, error, problem, remedy in _REFUSALS:
        if status in codes or kind in codes:
            transient = error is ClusterUnavailableError
            return error(subject, problem.format(reason=reason), remedy, transient=transient)
    return ClusterError(subject, f"the cluster rejects the request ({kind}: {reason})")


def _cause(info: Any) -> dict[str, Any]:
    """Find the cause: of the request, or of the first shard or document that failed."""
    info = info if isinstance(info, dict) else {"error": info}
    with suppress(*_UNEXPECTED):
        failed = info.get("_shards", info).get("failures")
        first = failed[0] if failed else {"reason": info.get("error", info)}
        cause = first.get("reason") or first.get("cause")
        cause = cause if isinstance(cause, dict) else {"reason": cause}
        found: dict[str, Any] = {**(cause.get("root_cause") or [cause])[0]}
        return found
    return {"reason": info}
