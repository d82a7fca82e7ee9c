"""SQLite's FTS5: bm25() over weighted columns, and snippet()."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path

from bench.queries import Query
from bench.sections import Section
from bench.systems.base import TOP, Hit

_FILE = "sections.sqlite"

_CREATE = """
CREATE VIRTUAL TABLE sections USING fts5(
    id UNINDEXED, title, heading, text, tokenize = 'porter unicode61', prefix = '3 4'
)
"""
_FIND = """
SELECT id, snippet(sections, 3, '<mark>', '</mark>', '…', 30)
FROM sections WHERE sections MATCH ? ORDER BY rank LIMIT ?
"""
# Sorting by `rank` lets FTS5 compute snippets for the ten alone; ORDER BY bm25() would not.
_RANK = "INSERT INTO sections (sections, rank) VALUES ('rank', 'bm25(0, 2.0, 1.5, 1.0)')"


class Fts5:
    """One table; queries in FTS5's own language."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Fill the table in one transaction, and merge its segments."""
        with sqlite3.connect(index / _FILE) as database:
            database.execute(_CREATE)
            rows = ((each.id, each.title, each.heading, each.text) for each in sections)
            database.executemany("INSERT INTO sections VALUES (?, ?, ?, ?)", rows)
            database.execute(_RANK)
            database.execute("INSERT INTO sections (sections) VALUES ('optimize')")
        database.close()

    def open(self, index: Path) -> None:
        """Open the database."""
        self._database = sqlite3.connect(index / _FILE)

    def prepare(self, query: Query) -> str:
        """Quote each word, because AND and OR are operators."""
        quoted = ['"{}"'.format(word.replace('"', '""')) for word in query.words]
        match query.kind:
            case "phrase":
                return f'"{" ".join(query.words)}"'
            case "prefix":
                return f"{quoted[0]}*"
            case "or" | "question":
                return " OR ".join(quoted)
            case _:
                return " AND ".join(quoted)

    def search(self, prepared: str) -> list[Hit]:
        """The ten best rows."""
        return [Hit(*row) for row in self._database.execute(_FIND, (prepared, TOP))]
