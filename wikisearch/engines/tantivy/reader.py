"""A finished tantivy index, open for queries."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from tantivy import Query as TantivyQuery

from wikisearch._lazy import lazy_module
from wikisearch.engines.base import Match, Matches, Reader, new_match
from wikisearch.engines.page_counting import is_countable
from wikisearch.engines.tantivy.index_files import tantivy_read_errors
from wikisearch.engines.tantivy.open_index import Hit, OpenIndex
from wikisearch.engines.tantivy.query_compiler import unscored
from wikisearch.engines.tantivy.schema import KEY, PAGE_NUMBER, STORED, key_term, token_of
from wikisearch.engines.tantivy.top_hits import TopHits
from wikisearch.engines.tantivy.tuning import DEFAULT_TUNING, SearchTuning
from wikisearch.model.query import MAX_EXPANSIONS, Everything, Keyword, Query
from wikisearch.model.query_analysis import expansions, query_terms, score_tiers
from wikisearch.scoring import SCORE_STEPS, Statistics

if TYPE_CHECKING:
    from concurrent import futures
else:  # only large indexes need it, and importing it is slow
    futures = lazy_module("concurrent.futures")

_NO_MATCHES = Matches((), 0, 0)

PageCount: TypeAlias = Callable[[], int | None]


class TantivyReader(Reader):
    """Searches the index in one folder."""

    def __init__(
        self,
        directory: Path,
        max_expansions: int = MAX_EXPANSIONS,
        tuning: SearchTuning = DEFAULT_TUNING,
    ) -> None:
        self._directory = directory
        self._tuning = tuning
        self.index = OpenIndex(directory, max_expansions)
        self._top_hits = TopHits(self.index, tuning)

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score."""
        with tantivy_read_errors(self._directory):
            if isinstance(query, Keyword) and not self.index.has_value(query):
                return _NO_MATCHES  # most queries name no page: a look-up in the terms shows it
            statistics = self.index.statistics(query_terms(query))
            expanded = expansions(query)
            compiled = self.index.compiler.compiled(query, statistics)
            cut = any(map(self.index.expander.is_cut, expanded))
            is_large = self._is_large(expanded, statistics)
            is_counted = is_large and is_countable(query)
            count_pages = self._page_counter(query, at_once=is_counted)
            tiers = None
            if is_large and limit:
                tiers = score_tiers(query, statistics.doc_freqs, self._tuning.max_listed)
            if tiers:
                hits = self._top_hits.by_tiers(tiers, limit)
                if len(hits) > limit and (pages := count_pages()) is not None:
                    # Counting the sections would take longer than finding the first ones.
                    return Matches(self._best(hits, limit), len(hits), pages, cut)
                total = self.index.total(compiled)
            else:
                scored = compiled if limit else unscored(compiled)
                exact = not (limit and is_counted)
                hits, total = self._top_hits.first(query, scored, limit, exact=exact)
            if not total:
                return Matches((), 0, 0, cut)
            pages = self._pages(compiled, hits, total, count_pages)
            if total > limit and not tiers:
                hits = (
                    self._top_hits.contenders(query, compiled, hits, limit, total) if limit else []
                )
            return Matches(self._best(hits, limit), total, pages, cut)

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count the matching pages by their values of a keyword field."""
        index, counts = self.index, {}
        with tantivy_read_errors(self._directory):
            compiled = index.compiled(query)
            values = index.searcher.terms_with_prefix(field, "", filter_query=compiled)
            for value, total in values:
                both = compiled.and_must_match(index.compiler.term(field, value))
                counts[token_of(value)] = len(index.pages_of(both, total))
        return counts

    def keyword_values(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the values of a keyword field with a prefix."""
        with tantivy_read_errors(self._directory):
            yield from self.index.expander.tokens(field, prefix)

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return the stored bytes of each key."""
        index = self.index
        with tantivy_read_errors(self._directory):
            found = [index.hits(index.compiler.term(KEY, key_term(key)), 1)[0] for key in keys]
            return [index.searcher.doc(hits[0][1])[STORED][0] if hits else None for hits in found]

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the BM25 statistics."""
        with tantivy_read_errors(self._directory):
            return self.index.statistics(tokens)

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the exact tokens of a field with a prefix."""
        with tantivy_read_errors(self._directory):
            yield from self.index.expander.tokens(field, prefix)

    def count(self) -> int:
        """Return the number of documents."""
        return self.search(Everything(), 0).total

    def close(self) -> None:
        """Close the files."""
        if "_background" in vars(self):
            self._background.shutdown()
        self.index.close()

    @cached_property
    def _background(self) -> "futures.ThreadPoolExecutor":
        """A thread that counts pages during a search; tantivy releases the GIL."""
        return futures.ThreadPoolExecutor(1)

    def _page_counter(self, query: Query, *, at_once: bool) -> PageCount:
        """Return a function that counts pages by one document of each, or returns None.

        At once, it starts now, in another thread.
        """
        count = partial(self._counted_pages, query)
        return self._background.submit(count).result if at_once else count

    def _is_large(self, expanded: Sequence[Query], statistics: Statistics) -> bool:
        """Return whether many postings are read; prefix and fuzzy terms may match any number."""
        unknown = self.index.held if expanded else 0
        return unknown + sum(statistics.doc_freqs.values()) > self._tuning.parallel_from

    def _pages(
        self, compiled: TantivyQuery, hits: Sequence[Hit], total: int, count_pages: PageCount
    ) -> int:
        """Count the pages with a match; `hits` may be all `total` matches."""
        if len(hits) == total:
            return len(set(self.index.page_numbers([address for _, address in hits])))
        if total <= self._tuning.max_listed:
            return len(self.index.pages_of(compiled, total))
        pages = count_pages()
        return self.index.page_count(compiled, total) if pages is None else pages

    def _counted_pages(self, query: Query) -> int | None:
        """Count the pages with a match by one document of each, or return None."""
        index = self.index
        countable, rest = index.compiler.page_count_query(query)
        if countable is None:
            return None
        pages, compiled = index.total(countable), index.compiled(rest)
        if total := index.total(compiled):
            more = index.pages_of(compiled, total)
            both = countable.and_must_match(index.compiler.any_value(PAGE_NUMBER, more))
            pages += len(more) - index.total(both)
        return pages

    def _best(self, hits: Sequence[Hit], limit: int) -> tuple[Match, ...]:
        doc_keys = self.index.doc_keys([address for _, address in hits])
        # rounded() inlined: one call per hit would double the time.
        rows = [
            (-round(score * SCORE_STEPS), key, page, score)
            for (key, page), (score, _) in zip(doc_keys, hits, strict=True)
        ]
        rows.sort()
        return tuple([new_match((key, page, score)) for _, key, page, score in rows[:limit]])
