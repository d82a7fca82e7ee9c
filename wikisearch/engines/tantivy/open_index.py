"""An open tantivy index: basic searches, statistics and keys."""

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from tantivy import DocAddress, Index, Order
from tantivy import Query as TantivyQuery

from wikisearch.engines.page_counting import SCORED
from wikisearch.engines.tantivy.expander import TermExpander
from wikisearch.engines.tantivy.index_files import (
    doc_key_lookup,
    links_to,
    segments,
    tantivy_read_errors,
)
from wikisearch.engines.tantivy.query_compiler import QueryCompiler, unscored
from wikisearch.engines.tantivy.schema import (
    KEY_OFFSET,
    LENGTH,
    PADDING,
    PAGE_NUMBER,
    UNORDERED_PAGES,
    configure,
    term,
    value_term,
)
from wikisearch.model.query import Keyword, Query
from wikisearch.model.query_analysis import query_terms
from wikisearch.scoring import Statistics

Hit: TypeAlias = tuple[float, DocAddress]

_AVERAGE_LENGTH = re.compile(r'"value": ([^,]+),\s+"description": "avgdl')

_MAX_BUCKETS = 65_000
"""Most buckets that tantivy returns from an aggregation."""


class OpenIndex:
    """One index, opened through a folder of links so that tantivy writes nothing beside it."""

    def __init__(self, directory: Path, max_expansions: int) -> None:
        with tantivy_read_errors(directory):
            files = [*directory.iterdir()]
        with links_to(files) as links, tantivy_read_errors(directory):
            index = Index.open(links)
            configure(index)
            self.searcher = index.searcher()
            self._doc_key_at = doc_key_lookup(directory)
            sizes = [int(segment["max_doc"]) for segment in segments(directory)]
            self.segment_count = len(sizes)
            self.held = sum(sizes)
            """Documents in the files, including deleted and padding documents."""
            self._has_deleted = self.held > self.searcher.num_docs
            self.expander = TermExpander(
                self.searcher, max_expansions, has_deleted=self._has_deleted
            )
            self.compiler = QueryCompiler(index.schema, self.searcher, self.held, self.expander)
            figures = {
                "lengths": {"stats": {"field": LENGTH}},
                "page": {"max": {"field": PAGE_NUMBER}},
            }
            self._figures: dict[str, Any] = self.searcher.aggregate(
                TantivyQuery.all_query(), figures
            )
            highest_page = int(self._figures["page"]["value"] or 0)
            self.next_unordered_page = max(UNORDERED_PAGES, highest_page + 1)
            self.is_ordered = highest_page < UNORDERED_PAGES
            """Whether all pages are numbered in key order."""

    def close(self) -> None:
        """Release the files; Rust unmaps them when the last object that uses them is gone."""
        for name in ("searcher", "compiler", "expander", "_doc_key_at"):
            vars(self).pop(name, None)

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the BM25 statistics of live documents."""
        lengths = self._figures["lengths"]
        frequencies = {token: self._doc_freq(term(token)) for token in set(tokens)}
        return Statistics(int(lengths["count"]), int(lengths["sum"]), frequencies)

    def tantivy_average_length(self) -> float:
        """Return the average length that tantivy uses; only its score explanation has it."""
        query = self.compiler.term(SCORED, PADDING)
        hits, _ = self.hits(query, 1)
        explanation = query.explain(self.searcher, hits[0][1]).to_json()
        return float(_AVERAGE_LENGTH.findall(explanation)[0])

    def compiled(self, query: Query) -> TantivyQuery:
        """Compile a query with its statistics."""
        return self.compiler.compiled(query, self.statistics(query_terms(query)))

    def hits(self, query: TantivyQuery, wanted: int) -> tuple[list[Hit], int]:
        """Return the best hits, and the number of matches."""
        found = self._search(query, wanted, count=True)
        return found.hits, found.count

    def uncounted_hits(self, query: TantivyQuery, wanted: int) -> list[Hit]:
        """Return the best hits only, which takes a tenth less time if many match."""
        hits: list[Hit] = self._search(query, wanted, count=False).hits
        return hits

    def _search(self, query: TantivyQuery, wanted: int, *, count: bool) -> Any:
        # tantivy allocates memory for `wanted` hits even if there are fewer documents.
        return self.searcher.search(query, min(wanted, self.held + 1), count=count)

    def sorted_by(
        self, query: TantivyQuery, wanted: int, field: str
    ) -> list[tuple[Any, DocAddress]]:
        """Return the first matches by a field, each with the value of the field."""
        hits: list[tuple[Any, DocAddress]]
        hits = self.searcher.search(query, wanted, False, field, order=Order.Asc).hits
        return hits

    def total(self, query: TantivyQuery) -> int:
        """Count the matches."""
        return self.hits(unscored(query), 1)[1]

    def page_numbers(self, addresses: Sequence[DocAddress]) -> list[int]:
        """Return the page number of each document."""
        numbers: list[int] = self.searcher.fast_field_values(PAGE_NUMBER, list(addresses))
        return numbers

    def pages_of(self, query: TantivyQuery, total: int) -> set[int]:
        """Return the numbers of all pages with a match; `total` is the number of matches."""
        return {page for page, _ in self.sorted_by(query, total, PAGE_NUMBER)}

    def page_count(self, query: TantivyQuery, total: int) -> int:
        """Count the pages with a match; `total` is the number of matches."""
        if total > 2 * _MAX_BUCKETS:
            return len(self.pages_of(query, total))
        # Only the pages with several matches are listed: each other match has a page of its own.
        by_page = {"field": PAGE_NUMBER, "min_doc_count": 2, "size": _MAX_BUCKETS}
        found: Any = self.searcher.aggregate(unscored(query), {"pages": {"terms": by_page}})
        counts = [int(bucket["doc_count"]) for bucket in found["pages"]["buckets"]]
        return total - sum(counts) + len(counts)

    def doc_keys(self, addresses: Sequence[DocAddress]) -> list[tuple[str, str]]:
        """Return key and page of each document."""
        offsets = self.searcher.fast_field_values(KEY_OFFSET, list(addresses))
        return list(map(self._doc_key_at, offsets))

    def has_value(self, keyword: Keyword) -> bool:
        """Return whether any document, deleted ones included, has the value of a keyword."""
        return bool(self.searcher.doc_freq(keyword.field, value_term(keyword.value)))

    def _doc_freq(self, text: str) -> int:
        if self._has_deleted:
            return self.total(self.compiler.term(SCORED, text))
        doc_freq: int = self.searcher.doc_freq(SCORED, text)
        return doc_freq
