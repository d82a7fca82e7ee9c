"""wikisearch: the whole call, and the part of it that its engine does."""

from collections.abc import Iterable
from pathlib import Path

import wikisearch
from bench.insides import open_engine, planned
from bench.peers.base import TOP, Hit
from bench.queries import Query
from bench.sections import Section
from wikisearch.model.query import Query as Planned
from wikisearch.model.request import DEFAULT_SECTIONS


def written(query: Query) -> str:
    """A query as people type it."""
    words = query.words
    match query.kind:
        case "and":
            return " AND ".join(words)
        case "or":
            return " OR ".join(words)
        case "phrase":
            return f'"{" ".join(words)}"'
        case "prefix":
            return f"{words[0]}*"
        case "fuzzy":
            return f"{words[0]}~1"
        case "fuzzy2":
            return f"{words[0]}~2"
        case _:
            return " ".join(words)


class Wikisearch:
    """`Index.search`; the index is built by the command, from pages."""

    sections = DEFAULT_SECTIONS
    """Of each page, at most; each has its excerpt."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Not here: `wikisearch index` does it."""
        raise NotImplementedError

    def open(self, index: Path) -> None:
        """Open the index."""
        self._index = wikisearch.open(index)

    def prepare(self, query: Query) -> str:
        """A query is text."""
        return written(query)

    def search(self, prepared: str) -> list[Hit]:
        """Ten pages, each with the excerpt of its best section, and those of its other sections."""
        hits = self._index.search(prepared, limit=TOP, sections=self.sections)
        return [Hit(hit.sections[0].id, hit.snippet.text) for hit in hits]


class OneSection(Wikisearch):
    """The same with the best section of each page alone: as many excerpts as rivals cut."""

    sections = 1


class EngineAlone:
    """`Reader.search` for a query that was planned before: no names, no ranking, no excerpts."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Not here: the index is wikisearch's."""
        raise NotImplementedError

    def open(self, index: Path) -> None:
        """Open the engine's own reader."""
        self._reader, self._analyzer = open_engine(index)

    def prepare(self, query: Query) -> Planned:
        """Parse and plan."""
        return planned(written(query), self._analyzer)

    def search(self, prepared: Planned) -> list[Hit]:
        """Best ten sections."""
        return [Hit(match.key, "") for match in self._reader.search(prepared, TOP).best]
