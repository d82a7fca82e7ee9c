"""Best hits of a query in tantivy, where ties are ordered by key."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from tantivy import DocAddress
from tantivy import Query as TantivyQuery

from wikisearch.engines.tantivy.open_index import Hit, OpenIndex
from wikisearch.engines.tantivy.schema import KEY, PAGE_NUMBER, UNORDERED_PAGES
from wikisearch.engines.tantivy.tuning import SearchTuning
from wikisearch.model.query import Query
from wikisearch.model.query_analysis import ScoreTiers, min_score, scoring_part
from wikisearch.scoring import rounded


class TopHits:
    """Finds hits among which are the first `limit` by rounded score and key, in any order."""

    def __init__(self, index: OpenIndex, tuning: SearchTuning) -> None:
        self._index = index
        self._tuning = tuning
        self._min_ties_per_hit = (
            1 if index.is_ordered else tuning.keys_per_sort * index.segment_count
        )
        """Ties per hit above which sorting in tantivy beats reading keys.

        For pages in no order, tantivy looks up the key of each wanted hit in each segment.
        """

    def first(
        self, query: Query, compiled: TantivyQuery, limit: int, *, exact: bool
    ) -> tuple[list[Hit], int]:
        """Return the best hits by score with a few spare ones, and the number of matches.

        If it need not be exact, it may be any number above the limit if more match.
        """
        wanted = limit + limit // self._tuning.hits_per_spare + 1
        if exact:
            return self._index.hits(compiled, wanted)
        hits: list[Hit] = []
        if better := scoring_part(query):
            hits = self._index.uncounted_hits(self._index.compiled(better), wanted)
        if len(hits) < wanted:
            hits = self._index.uncounted_hits(compiled, wanted)
        return hits, len(hits) if len(hits) < wanted else self._index.held

    def by_tiers(self, tiers: ScoreTiers, limit: int) -> list[Hit]:
        """Return hits among which are the first ones; those of constant score are not scored.

        They are more than `limit` only if more match.
        """
        hits: list[Hit] = []
        if tiers.scored is not None:
            hits, _ = self._index.hits(self._index.compiled(tiers.scored), self._tuning.max_listed)
        for score, query in tiers.constant:
            hits += self._by_key(self._index.compiled(query), hits, limit, score)
            if sum(rounded(each) >= rounded(score) for each, _ in hits) > limit:
                break
        return hits

    def contenders(
        self, query: Query, compiled: TantivyQuery, hits: list[Hit], limit: int, total: int
    ) -> list[Hit]:
        """Replace the hits that tie with the last wanted one by all that may come before it."""
        score = hits[limit - 1][0]
        threshold = rounded(score)
        # No match scores less than the minimum, so all that are not above it tie.
        minimum = min_score(query)
        all_tie = minimum is not None and threshold == rounded(minimum)
        if all_tie and total > limit * self._min_ties_per_hit:
            above = [hit for hit in hits[:limit] if rounded(hit[0]) > threshold]
            return above + self._by_key(compiled, above, limit, score)
        while len(hits) < total and rounded(hits[-1][0]) == threshold:
            wanted = total if all_tie else min(total, self._tuning.tie_growth * len(hits))
            if not all_tie and (better := scoring_part(query)):
                compiled = self._index.compiled(better)
            hits, total = self._index.hits(compiled, wanted)
        start = bisect_left(hits, -threshold, key=_negative_score)
        end = bisect_right(hits, -threshold, key=_negative_score)
        return hits[:start] + self._first_pages(hits[start:end], limit - start)

    def _first_pages(self, tied: list[Hit], wanted: int) -> list[Hit]:
        """Drop hits that come after the wanted ones in key order, without reading keys."""
        if len(tied) <= wanted or not self._index.is_ordered:
            return tied
        pages = self._index.page_numbers([address for _, address in tied])
        last = sorted(pages)[wanted - 1]
        return [hit for hit, page in zip(tied, pages, strict=True) if page <= last]

    def _by_key(self, query: TantivyQuery, known: list[Hit], limit: int, score: float) -> list[Hit]:
        """Return matches among which are the first `limit` by key of those that are not known."""
        seen = {(address.segment_ord, address.doc) for _, address in known}
        first = self._first_by_key(query, limit + len(known))
        return [
            (score, address) for address in first if (address.segment_ord, address.doc) not in seen
        ]

    def _first_by_key(self, query: TantivyQuery, wanted: int) -> Iterator[DocAddress]:
        """Yield matches among which are the first `wanted` by key."""
        index, margin = self._index, self._tuning.page_margin
        found = index.sorted_by(query, wanted + margin, PAGE_NUMBER)
        end = UNORDERED_PAGES
        if len(found) == wanted + margin and found[-1][0] < UNORDERED_PAGES:
            # Within a page, documents are in no order, so the last page must be complete.
            end = found[-1][0]
            if found[wanted - 1][0] == end:
                page = index.compiler.any_value(PAGE_NUMBER, [end])
                rest = index.hits(query.and_must_match(page), index.total(page))
                yield from (address for _, address in rest[0])
        yield from (address for page, address in found if page < end)
        if not index.is_ordered:
            unordered = query.and_must_match(index.compiler.from_page(UNORDERED_PAGES))
            yield from (address for _, address in index.sorted_by(unordered, wanted, KEY))


def _negative_score(hit: Hit) -> int:
    return -rounded(hit[0])
