"""wikisearch: the full call, and its engine alone."""

from collections.abc import Iterable
from pathlib import Path

import wikisearch
from bench.internals import open_engine, planned
from bench.queries import Query
from bench.sections import Section
from bench.systems.base import TOP, Hit
from wikisearch.model.query import Query as Planned
from wikisearch.render.display import SECTIONS_SHOWN


def query_text(query: Query) -> str:
    """A query as users type it."""
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
    """`Index.search`. The command builds the index from pages."""

    sections = SECTIONS_SHOWN
    """At most, per page; each has a snippet. It is what a person sees."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Not used: `wikisearch index` builds the index."""
        raise NotImplementedError

    def open(self, index: Path) -> None:
        """Open the index."""
        self._index = wikisearch.open(index)

    def prepare(self, query: Query) -> str:
        """A query is text."""
        return query_text(query)

    def search(self, prepared: str) -> list[Hit]:
        """Ten pages, with a snippet of each section."""
        hits = self._index.search(prepared, limit=TOP, sections=self.sections)
        return [Hit(hit.sections[0].id, hit.snippet.text) for hit in hits]


class OneSection(Wikisearch):
    """The same with one section per page: as many snippets as the other systems cut."""

    sections = 1


class EngineAlone:
    """`Reader.search` with a planned query: no name lookup, no reranking, no snippets."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Not used: it reads wikisearch's index."""
        raise NotImplementedError

    def open(self, index: Path) -> None:
        """Open the reader of the engine."""
        self._reader, self._analyzer = open_engine(index)

    def prepare(self, query: Query) -> Planned:
        """Parse and plan."""
        return planned(query_text(query), self._analyzer)

    def search(self, prepared: Planned) -> list[Hit]:
        """The ten best sections."""
        return [Hit(match.key, "") for match in self._reader.search(prepared, TOP).best]
