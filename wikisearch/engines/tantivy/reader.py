"""A finished index, open for queries."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from tantivy import DocAddress, Index, Order
from tantivy import Query as Compiled

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.page_counting import SCORED
from wikisearch.engines.tantivy.compiler import Compiler, Expander, unscored
from wikisearch.engines.tantivy.schema import (
    BALLAST,
    KEY,
    OTHERS,
    PAGE,
    PLACE,
    SIZE,
    STORED,
    identities,
    key_term,
    links_to,
    prepare,
    reading,
    segments,
    term,
    token,
)
from wikisearch.model.query import MAX_EXPANSIONS, Everything, Query
from wikisearch.model.query_analysis import (
    constant_score_tiers,
    expansions,
    min_score,
    query_terms,
    scoring_part,
)
from wikisearch.scoring import Statistics, rounded

if TYPE_CHECKING:
    from concurrent.futures import ThreadPoolExecutor

Hit: TypeAlias = tuple[float, DocAddress]

_SPARE = 4  # of so many hits wanted one more is asked for, lest ties ask for a second search
_MORE = 64  # times as many hits are asked for where even those do not reach beyond a tie
_READ = 12  # keys read while tantivy, sorting by key, looks up one of a segment
_ON_PAGE = 32  # hits more that are asked for by page, so that the last page wanted is whole
_LISTED = 1_000  # as many matches are listed in the time it takes to count their pages otherwise
_LARGE = 50_000  # of more documents to look at, two threads are faster than one
_AVERAGE = re.compile(r'"value": ([^,]+),\s+"description": "avgdl')


class TantivyReader(Reader):
    """Answers from one folder; one thread at a time."""

    def __init__(self, directory: Path, most_expansions: int = MAX_EXPANSIONS) -> None:
        self._directory = directory
        with reading(directory):
            files = [*directory.iterdir()]
        with links_to(files) as links, reading(directory):
            index = Index.open(links)
            prepare(index)
            self._searcher = index.searcher()
            self._identity = identities(directory)
            sizes = [int(each["max_doc"]) for each in segments(directory)]
            self.held = sum(sizes)
            """Documents in the files: also those deleted, and those that nobody added."""
            self._deleted = self.held > self._searcher.num_docs
            self._expander = Expander(self._searcher, most_expansions, deleted=self._deleted)
            self._compiler = Compiler(index.schema, self._searcher, self.held, self._expander)
            facts = {"sizes": {"stats": {"field": SIZE}}, "page": {"max": {"field": PAGE}}}
            self._facts: dict[str, Any] = self._searcher.aggregate(Compiled.all_query(), facts)
            highest = int(self._facts["page"]["value"] or 0)
            self.new_page = max(OTHERS, highest + 1)
            """Number that no page has, of those in no order."""
            # Of others, tantivy looks up the key of each hit wanted in each segment.
            self._in_order = highest < OTHERS
            self._fewest_ties = 1 if self._in_order else _READ * len(sizes)
            """For each hit wanted, so that having tantivy sort them is faster than reading keys."""

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score."""
        with reading(self._directory):
            statistics = self.statistics(query_terms(query))
            compiled = self._compiler.compiled(query, statistics)
            told: Callable[[], int | None] = partial(self._told, query)
            if large := self._is_large(query, statistics):
                told = self._beside.submit(told).result
            levels = constant_score_tiers(query, statistics.frequencies) if large and limit else []
            if levels:
                hits, total = self._by_levels(levels, limit)
            else:
                asked = compiled if limit else unscored(compiled)
                hits, total = self._hits(asked, limit + limit // _SPARE + 1)
            pages = self._pages(compiled, hits, total, told)
            if total > limit and not levels:
                hits = self._contenders(query, compiled, hits, limit, total) if limit else []
            cut = any(map(self._expander.is_cut, expansions(query)))
            return Matches(self._best(hits, limit), total, pages, cut)

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count pages by their values of a keyword field."""
        counts = {}
        with reading(self._directory):
            compiled = self._compiled(query)
            for value, total in self._searcher.terms_with_prefix(field, "", filter_query=compiled):
                both = compiled.and_must_match(self._compiler.term(field, value))
                counts[token(value)] = len(self._pages_of(both, total))
        return counts

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored under each key."""
        with reading(self._directory):
            found = [self._hits(self._compiler.term(KEY, key_term(key)), 1)[0] for key in keys]
            return [self._searcher.doc(hits[0][1])[STORED][0] if hits else None for hits in found]

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures that BM25 uses."""
        with reading(self._directory):
            sizes = self._facts["sizes"]
            frequencies = {token: self._frequency(term(token)) for token in set(tokens)}
            return Statistics(int(sizes["count"]), int(sizes["sum"]), frequencies)

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a field."""
        with reading(self._directory):
            yield from self._expander.tokens(field)

    def count(self) -> int:
        """Documents in the index."""
        return self.search(Everything(), 0).total

    def held_average(self) -> float:
        """Average length as tantivy has it, which only its account of a score tells."""
        query = self._compiler.term(SCORED, BALLAST)
        hits, _ = self._hits(query, 1)
        account = query.explain(self._searcher, hits[0][1]).to_json()
        return float(_AVERAGE.findall(account)[0])

    def close(self) -> None:
        """Let go of the files."""
        if "_beside" in vars(self):
            self._beside.shutdown()
        for name in ("_searcher", "_compiler", "_expander", "_identity"):
            vars(self).pop(name, None)

    @cached_property
    def _beside(self) -> "ThreadPoolExecutor":
        """Thread that counts pages while this one searches; tantivy lets both run."""
        # Only large indexes need it, and it takes its time to load.
        from concurrent.futures import ThreadPoolExecutor  # noqa: PLC0415

        return ThreadPoolExecutor(1)

    def _compiled(self, query: Query) -> Compiled:
        return self._compiler.compiled(query, self.statistics(query_terms(query)))

    def _is_large(self, query: Query, statistics: Statistics) -> bool:
        """Whether there is much to look at; how much behind `*` and `~`, nobody knows before."""
        unknown = self.held if any(expansions(query)) else 0
        return unknown + sum(statistics.frequencies.values()) > _LARGE

    def _hits(self, compiled: Compiled, wanted: int) -> tuple[list[Hit], int]:
        # tantivy makes room for as many as are wanted, though there may not be so many.
        found: Any = self._searcher.search(compiled, min(wanted, self.held + 1))
        return found.hits, found.count

    def _by_levels(self, levels: Sequence[Query], limit: int) -> tuple[list[Hit], int]:
        """The first hits of queries that are flat, by key at each score; no score is looked at."""
        hits: list[Hit] = []
        for level in levels:
            compiled = self._compiled(level)
            if len(hits) < limit:
                hits = self._by_key(compiled, hits, limit, min_score(level) or 0.0)
        return hits, self._total(compiled)

    def _contenders(
        self, query: Query, compiled: Compiled, hits: list[Hit], limit: int, total: int
    ) -> list[Hit]:
        """Of more hits than wanted, those that may be among the first, for ties go by key."""
        least = rounded(hits[limit - 1][0])
        # None is below, so whatever is not above ties with it.
        lowest = min_score(query)
        all_tie = lowest is not None and least == rounded(lowest)
        if all_tie and total > limit * self._fewest_ties:
            return self._by_key(compiled, hits[:limit], limit, hits[limit - 1][0])
        while len(hits) < total and rounded(hits[-1][0]) == least:
            wanted = total if all_tie else min(total, _MORE * len(hits))
            if not all_tie and (better := scoring_part(query)):
                compiled = self._compiled(better)
            hits, total = self._hits(compiled, wanted)
        start = bisect_left(hits, -least, key=_lowness)
        end = bisect_right(hits, -least, key=_lowness)
        return hits[:start] + self._earliest(hits[start:end], limit - start)

    def _earliest(self, tied: list[Hit], wanted: int) -> list[Hit]:
        """Hits among which are all of so many that are wanted, by key; no key is read for it."""
        if len(tied) <= wanted or not self._in_order:
            return tied
        pages = self._searcher.fast_field_values(PAGE, [address for _, address in tied])
        last = sorted(pages)[wanted - 1]
        return [hit for hit, page in zip(tied, pages, strict=True) if page <= last]

    def _by_key(self, compiled: Compiled, hits: list[Hit], limit: int, least: float) -> list[Hit]:
        """Hits above the least score, and as many as are wanted that have it, by key."""
        above = [hit for hit in hits if rounded(hit[0]) > rounded(least)]
        seen = {(address.segment_ord, address.doc) for _, address in above}
        first = self._first(compiled, limit + len(above))
        tied = (address for address in first if (address.segment_ord, address.doc) not in seen)
        return above + [(least, address) for address in tied]

    def _first(self, compiled: Compiled, wanted: int) -> Iterator[DocAddress]:
        """Matches among which are all of so many that are wanted, by key."""
        found = self._sorted(compiled, wanted + _ON_PAGE, PAGE)
        end = OTHERS
        if len(found) == wanted + _ON_PAGE and found[-1][0] < OTHERS:
            # The keys of one page are in no order.
            end = found[-1][0]
            if found[wanted - 1][0] == end:
                page = self._compiler.among(PAGE, [end])
                rest = self._hits(compiled.and_must_match(page), self._total(page))
                yield from (address for _, address in rest[0])
        yield from (address for page, address in found if page < end)
        if not self._in_order:
            others = compiled.and_must_match(self._compiler.from_page(OTHERS))
            yield from (address for _, address in self._sorted(others, wanted, KEY))

    def _sorted(self, compiled: Compiled, wanted: int, field: str) -> list[tuple[Any, DocAddress]]:
        """So many matches by a field, each with what is in it."""
        hits: list[tuple[Any, DocAddress]]
        hits = self._searcher.search(compiled, wanted, False, field, order=Order.Asc).hits
        return hits

    def _pages(
        self, compiled: Compiled, hits: Sequence[Hit], total: int, told: Callable[[], int | None]
    ) -> int:
        """Pages with a match; `hits` are all of the `total` matches, or not."""
        if len(hits) == total:
            addresses = [address for _, address in hits]
            return len(set(self._searcher.fast_field_values(PAGE, addresses)))
        pages = told() if total > _LISTED else None
        return len(self._pages_of(compiled, total)) if pages is None else pages

    def _told(self, query: Query) -> int | None:
        """Pages with a match, if one document of each can tell, without listing them."""
        counted, others = self._compiler.alternatives(query)
        if counted is None:
            return None
        pages, compiled = self._total(counted), self._compiled(others)
        if total := self._total(compiled):
            more = self._pages_of(compiled, total)
            both = counted.and_must_match(self._compiler.among(PAGE, more))
            pages += len(more) - self._total(both)
        return pages

    def _pages_of(self, compiled: Compiled, total: int) -> set[int]:
        """Numbers of the pages with one of so many matches."""
        return {page for page, _ in self._sorted(compiled, total, PAGE)}

    def _total(self, compiled: Compiled) -> int:
        return self._hits(unscored(compiled), 1)[1]

    def _best(self, hits: Sequence[Hit], limit: int) -> tuple[Match, ...]:
        places = self._searcher.fast_field_values(PLACE, [address for _, address in hits])
        rows = [
            (-rounded(score), *self._identity(place), score)
            for place, (score, _) in zip(places, hits, strict=True)
        ]
        rows.sort()
        return tuple([Match(key, page, score) for _, key, page, score in rows[:limit]])

    def _frequency(self, text: str) -> int:
        if self._deleted:
            return self._total(self._compiler.term(SCORED, text))
        frequency: int = self._searcher.doc_freq(SCORED, text)
        return frequency


def _lowness(hit: Hit) -> int:
    return -rounded(hit[0])
