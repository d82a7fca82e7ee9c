"""A log of queries and clicks that names no person: JSON lines in the format UBI 1.3.

User Behavior Insights is a format that tools for search quality read. A day has a file of its own,
so that several processes can write it, and old files are deleted as a whole.
"""

import hashlib
import json
import logging
import os
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

from wikisearch.errors import OptionError
from wikisearch.model.results import Results

DAYS = 30
"""Days after which a file is deleted."""

MAX_BYTES = 100_000_000
"""Size of a file; further records of the day are not logged."""

MAX_LOGGED = 200
"""Characters of a query; only the length of a longer one is logged."""

_PERSONAL = re.compile(r"@|\d[\d\s./-]{6,}\d")
"""Mail addresses, and numbers of telephones, accounts and persons."""

_log = logging.getLogger(__name__)


class LoggedSearch(NamedTuple):
    """What the log stores of a search, without the texts of its results."""

    query: str
    total: int
    offset: int
    is_relaxed: bool
    rewritten_query: str | None
    match_type: str | None
    """How the first hit matches; None without hits."""

    milliseconds: float
    generation: str
    hits: tuple[str, ...]
    """Ids of the hits, best first."""


class QueryLog:
    """Appends queries and clicks to the files of the day."""

    def __init__(self, folder: Path, key: bytes = b"") -> None:
        """Make the folder; `key` is a secret that all processes of a server share.

        Raises OptionError if nothing can be written there.
        """
        self._queries, self._clicks = _DayFile(folder, "queries"), _DayFile(folder, "events")
        self._key = key or secrets.token_bytes(32)
        try:
            self._queries.open(datetime.now(UTC).date())
        except (FileExistsError, NotADirectoryError) as error:
            raise OptionError(f"log {folder}", "is a file", "choose a folder") from error
        except OSError as error:
            problem = f"cannot be written: {error.strerror}"
            raise OptionError(f"log {folder}", problem, "choose another folder") from error

    def write_search(
        self, search: LoggedSearch, client: str, query_id: str, surface: str, now: datetime
    ) -> None:
        """Append a search at a time in UTC.

        `client` is a `client_id`, `query_id` a `query_id`, and `surface` is where the query came
        from: `page`, `typed`, `api` or `mcp`.
        """
        self._queries.write(_search_record(search, surface) | _ids(client, query_id, now), now)

    def write_click(
        self, page: str, position: int, client: str, query_id: str, now: datetime
    ) -> None:
        """Append a click on the result at a position, counted from 1."""
        record = {
            "action_name": "click",
            "event_attributes": {
                "object": {"object_id": page, "object_id_field": "id"},
                "position": {"ordinal": position},
            },
        }
        self._clicks.write(record | _ids(client, query_id, now), now)

    def client_id(self, client: str, agent: str, day: date) -> str:
        """Return the id of a client on one day; without the secret, nobody can compute it."""
        return self._hashed(day, client, agent)

    def query_id(self, client: str, query: str, filters: Sequence[str], day: date) -> str:
        """Return the id of a query of a client on one day; it joins clicks with their query."""
        return self._hashed(day, client, query, *sorted(filters))

    def close(self) -> None:
        """Close the files."""
        self._queries.close()
        self._clicks.close()

    def _hashed(self, day: date, *parts: str) -> str:
        key = hashlib.blake2b(day.isoformat().encode(), key=self._key).digest()
        text = json.dumps(parts).encode()
        return hashlib.blake2b(text, key=key, digest_size=8).hexdigest()


def logged_search(results: Results, generation: str) -> LoggedSearch:
    """Return what the log stores of results."""
    return LoggedSearch(
        results.query,
        results.total,
        results.offset,
        results.relaxed,
        results.rewritten_query,
        str(results[0].match_type) if results else None,
        results.milliseconds,
        generation,
        tuple(hit.id for hit in results),
    )


class _DayFile:
    """The files of one kind of records, of which that of today is open."""

    def __init__(self, folder: Path, kind: str) -> None:
        self._folder = folder
        self._kind = kind
        self._day = date.min
        self._file = -1

    def write(self, record: dict[str, Any], now: datetime) -> None:
        """Append a record; an error of the disk is reported, and the request goes on."""
        line = json.dumps(record, ensure_ascii=False) + "\n"
        try:
            if now.date() != self._day or not os.fstat(self._file).st_nlink:  # someone deleted it
                self.open(now.date())
            if os.fstat(self._file).st_size < MAX_BYTES:
                os.write(self._file, line.encode("utf-8", "replace"))
        except OSError as error:
            _log.warning("query log: %s", error.strerror)

    def open(self, day: date) -> None:
        """Open the file of a day, and delete those that are too old; raises OSError."""
        self.close()
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        self._file = os.open(self._folder / self._name(day), flags, 0o600)
        self._day = day
        for file in self._folder.glob(self._name("*")):
            written = self._day_of(file)
            if written is not None and written < day - timedelta(days=DAYS):
                file.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file."""
        if self._file >= 0:
            os.close(self._file)
        self._file, self._day = -1, date.min

    def _name(self, day: date | str) -> str:
        return f"{self._kind}-{day}.jsonl"

    def _day_of(self, file: Path) -> date | None:
        """Return the day of a file; None for a file that the log did not write."""
        try:
            day = date.fromisoformat(file.stem.removeprefix(f"{self._kind}-"))
        except ValueError:
            return None
        return day if file.name == self._name(day) else None


def _ids(client: str, query_id: str, now: datetime) -> dict[str, Any]:
    """Return the fields that queries and clicks share."""
    return {
        "application": "wikisearch",
        "query_id": query_id,
        "client_id": client,
        "timestamp": now.isoformat(timespec="milliseconds"),
    }


def _search_record(search: LoggedSearch, surface: str) -> dict[str, Any]:
    """Encode a query and its results."""
    query = search.query
    is_hidden = len(query) > MAX_LOGGED or _PERSONAL.search(query) is not None
    return {
        "user_query": "" if is_hidden else query,
        "query_attributes": {
            "surface": surface,
            "generation": search.generation,
            **({"hidden_characters": len(query)} if is_hidden else {}),
            "total": search.total,
            "offset": search.offset,
            "relaxed": search.is_relaxed,
            "rewritten": None if is_hidden else search.rewritten_query,
            "match_type": search.match_type,
            "ms": round(search.milliseconds, 3),
        },
        "object_id_field": "id",
        "query_response_hit_ids": list(search.hits),
    }
