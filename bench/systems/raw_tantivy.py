"""tantivy with wikisearch's tokens, in the layout that its scoring needs.

One scored field (title three times, heading twice, text) without positions, three fields with
positions for phrases, and the text stored for snippets.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import tantivy
from tantivy import Occur, PreTokenizedString, SnippetGenerator, Token

from bench.queries import Query
from bench.sections import Section
from bench.systems.base import TOP, Hit
from wikisearch.analysis import Analyzer

_PLACES = ("title", "heading", "text")
_SNIPPET = 200


def _schema() -> Any:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_text_field("scored", tokenizer_name="spaces", index_option="freq")
    for name in _PLACES:
        builder.add_text_field(name, stored=True, tokenizer_name="words", index_option="position")
    return builder.build()


class RawTantivy:
    """Queries are built from tokens without a parser; each of the ten best has a snippet."""

    def __init__(self) -> None:
        self._analyzer = Analyzer("en")
        self._schema = _schema()

    def build(self, sections: Iterable[Section], index: Path) -> None:
        """Write with one thread: one process cannot feed more."""
        writer = self._opened(index).writer(num_threads=1)
        for each in sections:
            writer.add_document(self._document(each))
        writer.commit()
        writer.wait_merging_threads()

    def open(self, index: Path) -> None:
        """Open a searcher."""
        self._searcher = self._opened(index).searcher()

    def prepare(self, query: Query) -> tuple[Any, Any]:
        """The query, and the query for snippets."""
        text = " ".join(query.words)
        stems, exact = self._analyzer.scored(text), self._analyzer.exact(text)
        occur = Occur.Should if query.kind == "or" else Occur.Must
        scored = self._all("scored", stems, occur, "freq")
        marked = self._all("text", exact, Occur.Should, "position")
        if query.kind == "phrase":
            phrases = [self._phrase(name, exact) for name in _PLACES]
            either = tantivy.Query.boolean_query([(Occur.Should, each) for each in phrases])
            filtering = tantivy.Query.const_score_query(either, 0.0)
            both = [(Occur.Must, filtering), (Occur.Must, scored)]
            return tantivy.Query.boolean_query(both), marked
        return scored, marked

    def search(self, prepared: tuple[Any, Any]) -> list[Hit]:
        """Search, read stored fields, cut snippets."""
        query, marked = prepared
        found = self._searcher.search(query, TOP).hits
        generator = SnippetGenerator.create(self._searcher, marked, self._schema, "text")
        generator.set_max_num_chars(_SNIPPET)
        documents = [self._searcher.doc(address) for _, address in found]
        return [
            Hit(document["key"][0], generator.snippet_from_doc(document).to_html())
            for document in documents
        ]

    def _opened(self, index: Path) -> Any:
        opened = tantivy.Index(self._schema, str(index))
        spaces = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        opened.register_tokenizer("spaces", spaces)
        # Texts come with their tokens; only snippets are cut by this.
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
        opened.register_tokenizer("words", words.filter(tantivy.Filter.lowercase()).build())
        return opened

    def _document(self, section: Section) -> Any:
        scored = self._analyzer.scored
        weighted = [scored(section.title)] * 3 + [scored(section.heading)] * 2
        document = tantivy.Document()
        document.add_text("key", section.id)
        document.add_text(
            "scored",
            " ".join(token for each in (*weighted, scored(section.text)) for token in each),
        )
        for name, text in zip(_PLACES, (section.title, section.heading, section.text), strict=True):
            tokens = list(self._tokens(text))
            document.add_pre_tokenized_text(name, PreTokenizedString(text, tokens))
        return document

    def _tokens(self, text: str) -> Iterator[Any]:
        place = 0
        for start, group in self._analyzer.token_groups(text):
            for token, (begin, end) in zip(group.exact, group.spans, strict=True):
                yield Token(token, place, start + begin, start + end)
                place += 1

    def _all(self, field: str, tokens: Iterable[str], occur: Any, option: str) -> Any:
        terms = [tantivy.Query.term_query(self._schema, field, each, option) for each in tokens]
        if len(terms) == 1:
            return terms[0]
        return tantivy.Query.boolean_query([(occur, each) for each in terms])

    def _phrase(self, field: str, tokens: tuple[str, ...]) -> Any:
        return tantivy.Query.phrase_query(self._schema, field, list(tokens))


class TantivyAlone(RawTantivy):
    """The engine alone: ids of the best sections, like `EngineAlone`."""

    def search(self, prepared: tuple[Any, Any]) -> list[Hit]:
        """Search, and read the ids; the binding reads them from stored documents."""
        found = self._searcher.search(prepared[0], TOP).hits
        return [Hit(self._searcher.doc(address)["key"][0], "") for _, address in found]


class TantivyAddresses(RawTantivy):
    """The same without ids: addresses of the best documents."""

    def search(self, prepared: tuple[Any, Any]) -> list[Hit]:
        """Search only."""
        found = self._searcher.search(prepared[0], TOP).hits
        return [Hit(f"{address.segment_ord} {address.doc}", "") for _, address in found]
