"""Stock Whoosh: its own schema, MultifieldParser, BM25F and highlights."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from whoosh import fields
from whoosh import index as whoosh_index
from whoosh.analysis import StemmingAnalyzer
from whoosh.qparser import FuzzyTermPlugin, MultifieldParser, OrGroup

from bench.queries import Query
from bench.sections import Section
from bench.systems.base import TOP, Hit

_BOOSTS = {"title": 2.0, "heading": 1.5, "text": 1.0}
_POOL_MEGABYTES = 256
"""The fastest of 32 to 512; the default of 128 takes 1.5 times as long."""


class StockWhoosh:
    """As in its documentation."""

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Write one segment."""
        text = fields.TEXT(analyzer=StemmingAnalyzer(), stored=True)
        schema = fields.Schema(
            id=fields.ID(unique=True, stored=True), title=text, heading=text, text=text
        )
        writer = whoosh_index.create_in(str(index), schema).writer(limitmb=_POOL_MEGABYTES)
        for each in sections:
            writer.add_document(id=each.id, title=each.title, heading=each.heading, text=each.text)
        writer.commit()

    def open(self, index: Path) -> None:
        """Open a searcher, and make two parsers: one joins words by AND, one by OR."""
        opened = whoosh_index.open_dir(str(index))
        self._searcher = opened.searcher()
        self._all = _parser(opened.schema)
        self._any = _parser(opened.schema, group=OrGroup)

    def prepare(self, query: Query) -> tuple[Any, str]:
        """Write the query; parsing is timed with the search."""
        words = query.words
        match query.kind:
            case "phrase":
                return self._all, f'"{" ".join(words)}"'
            case "prefix":
                return self._all, f"{words[0]}*"
            case "fuzzy":
                return self._all, f"{words[0]}~1"
            case "fuzzy2":
                return self._all, f"{words[0]}~2"
            case "or":
                return self._all, " OR ".join(words)
            case "question":
                return self._any, " ".join(words)
            case _:
                return self._all, " AND ".join(words)

    def search(self, prepared: tuple[Any, str]) -> list[Hit]:
        """Parse, search, highlight."""
        parser, text = prepared
        results = self._searcher.search(parser.parse(text), limit=TOP)
        return [Hit(hit["id"], hit.highlights("text")) for hit in results]


def _parser(schema: Any, **options: Any) -> Any:
    parser = MultifieldParser(list(_BOOSTS), schema, fieldboosts=_BOOSTS, **options)
    parser.add_plugin(FuzzyTermPlugin())
    return parser
