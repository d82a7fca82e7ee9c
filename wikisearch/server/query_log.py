"""A log of queries that names no person: JSON lines in the format UBI 1.3.

User Behavior Insights is a format that tools for search quality read. A day has a file of its own,
so that several processes can write it, and old files are deleted as a whole.
"""

import hashlib
import json
import logging
import os
import re
import secrets
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from wikisearch.model.results import Results

DAYS = 30
"""Days after which a file is deleted."""

MAX_BYTES = 100_000_000
"""Size of the file of a day; further queries are not logged."""

MAX_LOGGED = 200
"""Characters of a query; only the length of a longer one is logged."""

_PERSONAL = re.compile(r"@|\d[\d\s./-]{6,}\d")
"""Mail addresses, and numbers of telephones, accounts and persons."""

_FILE = "queries-{}.jsonl"
_log = logging.getLogger(__name__)


class QueryLog:
    """Appends queries to the file of the day."""

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        """Make the folder; `key` is a secret that all processes of a server share."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._key = key or secrets.token_bytes(32)
        self._day = date.min
        self._file = -1

    def write(self, record: dict[str, Any], now: datetime) -> None:
        """Append a record; an error of the disk is reported, and the request goes on."""
        line = json.dumps(record, ensure_ascii=False) + "\n"
        try:
            if now.date() != self._day:
                self._open(now.date())
            if os.fstat(self._file).st_size < MAX_BYTES:
                os.write(self._file, line.encode("utf-8", "replace"))
        except OSError as error:
            _log.warning("query log: %s", error.strerror)

    def client_id(self, client: str, agent: str, day: date) -> str:
        """Return the id of a client on one day; without the secret, nobody can compute it."""
        key = hashlib.blake2b(day.isoformat().encode(), key=self._key).digest()
        return hashlib.blake2b(f"{client} {agent}".encode(), key=key, digest_size=8).hexdigest()

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
        self._file, self._day = -1, date.min

    def _open(self, day: date) -> None:
        """Open the file of a day, and delete those that are too old."""
        self.close()
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(self._folder / _FILE.format(day), flags, 0o600)
        self._day = day
        oldest = _FILE.format(day - timedelta(days=DAYS))
        for file in self._folder.glob(_FILE.format("*")):
            if file.name < oldest:
                file.unlink(missing_ok=True)


class QueryLogging:
    """Logs every search that is answered, unless the client asks for privacy."""

    def __init__(self, app: ASGIApp, log: QueryLog) -> None:
        self._app = app
        self._queries = log

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request, and log it afterwards."""
        await self._app(scope, receive, send)
        results = scope.get("state", {}).get("results")
        headers = Headers(scope=scope) if results is not None else Headers()
        if results is not None and headers.get("sec-gpc") != "1":
            now = datetime.now(UTC)
            agent = headers.get("user-agent", "")
            client = self._queries.client_id(_address(scope), agent, now.date())
            generation = scope["app"].state.live.status().generation
            attributes = {"surface": _surface(scope, headers), "generation": generation}
            self._queries.write(_record(results, client, now, attributes), now)


def _record(
    results: Results, client: str, now: datetime, attributes: dict[str, Any]
) -> dict[str, Any]:
    """Encode a query and its results."""
    query = results.query
    is_hidden = len(query) > MAX_LOGGED or _PERSONAL.search(query) is not None
    rewritten = results.rewritten_query
    return {
        "application": "wikisearch",
        "query_id": uuid4().hex,
        "client_id": client,
        "user_query": "" if is_hidden else query,
        "query_attributes": {
            **attributes,
            **({"hidden_characters": len(query)} if is_hidden else {}),
            "total": results.total,
            "offset": results.offset,
            "relaxed": results.relaxed,
            "rewritten": None if is_hidden else rewritten,
            "match_type": str(results[0].match_type) if results else None,
            "ms": round(results.milliseconds, 3),
        },
        "object_id_field": "id",
        "timestamp": now.isoformat(timespec="milliseconds"),
        "query_response_hit_ids": [hit.id for hit in results],
    }


def _surface(scope: Scope, headers: Headers) -> str:
    """Return where a query came from; `typed` is a part of a page, while a person types."""
    if "/api/" in scope["path"]:
        return "api"
    return "typed" if "fragment=1" in headers.get("accept", "") else "page"


def _address(scope: Scope) -> str:
    return str((scope.get("client") or ("",))[0])
