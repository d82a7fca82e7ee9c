"""All that a crawl knows, in one SQLite file: queue, pages, failures.

Each answer is one transaction, so a killed crawl goes on where it was. The file of a page is in
place before its row names it.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from wikisearch.errors import CrawlError
from wikisearch.model.crawl_report import CrawlState

NAME = "crawl.sqlite"
_VERSION = 1

_SCHEMA = """
CREATE TABLE urls (
  id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, origin TEXT NOT NULL, state TEXT NOT NULL,
  due INTEGER NOT NULL, depth INTEGER NOT NULL, via TEXT NOT NULL, hops INTEGER NOT NULL DEFAULT 0,
  is_seed INTEGER NOT NULL DEFAULT 0, lastmod TEXT NOT NULL DEFAULT '', run INTEGER NOT NULL,
  pattern TEXT NOT NULL, status INTEGER, target TEXT NOT NULL DEFAULT '',
  twin TEXT NOT NULL DEFAULT '', path TEXT NOT NULL DEFAULT '', etag TEXT NOT NULL DEFAULT '',
  last_modified TEXT NOT NULL DEFAULT '', sha256 TEXT NOT NULL DEFAULT '', bytes INTEGER,
  content_type TEXT NOT NULL DEFAULT '', charset TEXT NOT NULL DEFAULT '',
  fetched_at TEXT NOT NULL DEFAULT '', changed_at TEXT NOT NULL DEFAULT '', changed_run INTEGER,
  robots_meta TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '',
  tries INTEGER NOT NULL DEFAULT 0, text_digest TEXT NOT NULL DEFAULT ''
);
CREATE INDEX due ON urls (origin, depth, lastmod DESC, id) WHERE due;
CREATE INDEX by_pattern ON urls (pattern);
CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE warnings (run INTEGER NOT NULL, text TEXT NOT NULL, UNIQUE (run, text));
CREATE TABLE probes (url TEXT PRIMARY KEY, origin TEXT NOT NULL, text_digest TEXT NOT NULL);
"""
_COUNTERS = ("requests", "not_modified", "size")


class NewUrl(NamedTuple):
    """An address that was found."""

    url: str
    origin: str
    state: CrawlState
    depth: int
    via: str
    pattern: str
    hops: int = 0
    is_seed: bool = False
    lastmod: str = ""
    error: str = ""

    @property
    def is_due(self) -> bool:
        """Whether it is to be requested."""
        return self.state is CrawlState.TODO


class CrawlLedger:
    """The SQLite file of one crawl; only one process writes to it."""

    def __init__(self, folder: Path, *, may_create: bool = False) -> None:
        self.file = folder / NAME
        if not may_create and not self.file.is_file():
            raise CrawlError(folder, "there is no crawl in it", "name the folder of a crawl")
        mode = "rwc" if may_create else "ro"
        try:
            # Another thread may close it, but only one uses it at a time.
            self._db = sqlite3.connect(
                f"{self.file.absolute().as_uri()}?mode={mode}",
                uri=True,
                isolation_level=None,
                check_same_thread=False,
            )
        except sqlite3.Error as error:
            raise self._error("opened", error) from error
        self._db.row_factory = sqlite3.Row
        try:
            if may_create:
                self._create()
            self._check_version(folder)
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Close the file."""
        self._db.close()

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Apply all changes of the block, or none; raises CrawlError if the disk is full."""
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise CrawlError(
                self.file, f"cannot be written ({error})", "free some space"
            ) from error

    def rows(self, sql: str, values: Iterable[Any] = ()) -> list[sqlite3.Row]:
        """Return the rows of a query."""
        return list(self.each(sql, values))

    def each(self, sql: str, values: Iterable[Any] = ()) -> Iterator[sqlite3.Row]:
        """Yield the rows of a query; raises CrawlError for a damaged file."""
        try:
            with closing(self._db.execute(sql, tuple(values))) as cursor:
                yield from cursor
        except sqlite3.Error as error:
            raise self._error("read", error) from error

    def run_sql(self, sql: str, values: Iterable[Any] = ()) -> int:
        """Change rows; return how many."""
        return self._db.execute(sql, tuple(values)).rowcount

    def has_due(self, origin: str) -> bool:
        """Return whether an address of a site is to be requested."""
        return bool(self.rows("SELECT 1 FROM urls WHERE due AND origin = ? LIMIT 1", (origin,)))

    def fact(self, name: str, default: Any = None) -> Any:
        """Return a value of the crawl as a whole."""
        found = self.rows("SELECT value FROM facts WHERE name = ?", (name,))
        return json.loads(found[0]["value"]) if found else default

    def set_fact(self, name: str, value: Any) -> None:
        """Store a value of the crawl as a whole."""
        self.run_sql("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, json.dumps(value)))

    def add_urls(self, found: Iterable[NewUrl], run: int) -> list[NewUrl]:
        """Add addresses; return those that were not known."""
        return [
            new
            for new in found
            if self.run_sql(
                "INSERT OR IGNORE INTO urls (url, origin, state, due, depth, via, pattern, hops,"
                " is_seed, lastmod, error, run) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (new.url, new.origin, new.state.value, new.is_due, *new[3:], run),
            )
        ]

    def update(self, row: int, values: Mapping[str, Any]) -> None:
        """Change columns of an address."""
        columns = ", ".join(f"{name} = ?" for name in values)
        self.run_sql(f"UPDATE urls SET {columns} WHERE id = ?", (*values.values(), row))  # noqa: S608 - our names

    def warn(self, run: int, text: str) -> None:
        """Store a warning of this run, once."""
        self.run_sql("INSERT OR IGNORE INTO warnings VALUES (?, ?)", (run, text))

    def count_traffic(self, **counts: int) -> None:
        """Add to the counters of this run."""
        for name, count in counts.items():
            self.run_sql(
                "INSERT INTO facts VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value ="
                " CAST(CAST(value AS INTEGER) + CAST(excluded.value AS INTEGER) AS TEXT)",
                (name, str(count)),
            )

    def reset_traffic(self) -> None:
        """Set the counters to zero, for a new run."""
        for name in _COUNTERS:
            self.set_fact(name, 0)

    def _create(self) -> None:
        try:
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            if not self.rows("SELECT 1 FROM sqlite_master WHERE name = 'facts'"):
                self._db.executescript(f"BEGIN; {_SCHEMA}")
                self.set_fact("version", _VERSION)
                self._db.execute("COMMIT")
        except sqlite3.Error as error:
            raise self._error("used", error) from error

    def _error(self, what: str, error: sqlite3.Error) -> CrawlError:
        return CrawlError(self.file, f"cannot be {what} ({error})", "crawl into a new folder")

    def _check_version(self, folder: Path) -> None:
        if self.fact("version") != _VERSION:
            raise CrawlError(folder, "written by another version", "crawl into a new folder")
