"""A finished index on a cluster, open for queries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from struct import pack, unpack
from threading import Lock

from cachetools import LRUCache

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.opensearch.cluster_errors import cluster_errors
from wikisearch.engines.opensearch.expansion_client import ExpansionClient
from wikisearch.engines.opensearch.index_client import (
    MAX_BUCKETS,
    IndexClient,
    total_hits,
)
from wikisearch.engines.opensearch.query_dsl import (
    CutExpansions,
    both,
    compiled,
    split_page_count,
)
from wikisearch.engines.opensearch.schema import Json, stored_bytes
from wikisearch.engines.token_encoding import decoded, encoded, encoded_token
from wikisearch.model.cache_sizes import DOC_FREQS
from wikisearch.model.document import KEYWORD_FIELDS
from wikisearch.model.query import Everything, Query, Term
from wikisearch.model.query_analysis import query_terms
from wikisearch.scoring import SCORE_STEPS, Statistics, rounded

MIN_COUNTED = 20_000
"""Sections from which a separate request counts the pages.

In a smaller index, grouping the matches by page within the request for hits is faster.
"""

_PAGES = {
    "page": {"terms": {"field": "page", "size": MAX_BUCKETS}},
    "pages": {"stats_bucket": {"buckets_path": "page>_count"}},
}


class OpenSearchReader(Reader):
    """Searches one immutable index."""

    def __init__(self, directory: Path, url: str, max_expansions: int) -> None:
        self._client = IndexClient(directory, url)
        self._expansions = ExpansionClient(self._client, max_expansions)
        self._doc_freqs: LRUCache[str, int] = LRUCache(DOC_FREQS)
        self._lock = Lock()
        lengths = {"lengths": {"stats": {"field": "length"}}}
        with cluster_errors(directory):
            answer = self._client.search({"size": 0, "track_total_hits": True, "aggs": lengths})
            self._count = total_hits(answer)
            self._lengths = answer["aggregations"]["lengths"]

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score, with the statistics of all shards."""
        cut = self._expansions.cut_expansions(query)
        dsl = compiled(query, cut)
        body: Json = {"query": dsl, "docvalue_fields": ["page"], "_source": False}
        ranked = {"sort": [{"_score": "desc"}, {"key": "asc"}], "track_total_hits": True}
        pages = self._counted_pages(query, cut) if self._count >= MIN_COUNTED else None
        aggs = _PAGES if pages is None else {}
        answer = self._client.ranked_hits({**body, **ranked, "aggs": aggs}, limit and limit + 1)
        found = [_match(hit, *hit["sort"]) for hit in answer["hits"]["hits"]]
        if len(found) > limit > 0 and query_terms(query):
            found += self._tied(body, found, limit)
        best = sorted(set(found), key=lambda match: (-rounded(match.score), match.key))
        if pages is None:
            pages = self._listed_pages(dsl, answer["aggregations"])
        return Matches(tuple(best[:limit]), total_hits(answer), pages, bool(cut))

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count the matching pages by their values of a keyword field."""
        if field not in KEYWORD_FIELDS:
            return {}
        dsl = compiled(query, self._expansions.cut_expansions(query))
        values = self._client.buckets(dsl, f"keyword.{field}", "page")
        return dict(Counter(decoded(value) for value, _ in values))

    def keyword_values(self, field: str, prefix: str) -> Iterator[str]:
        """Yield the values of a keyword field with a prefix."""
        return (value for value in self.facet(Everything(), field) if value.startswith(prefix))

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """Return the stored bytes of each key."""
        found: dict[str, bytes] = {}
        size = self._client.max_hits
        for start in range(0, len(keys), size):
            terms = {"terms": {"key": [*map(encoded, keys[start : start + size])]}}
            query = {"bool": {"filter": [terms]}}
            shown = {"_source": ["stored"], "docvalue_fields": ["key"], "size": size}
            with cluster_errors(self._client.directory):
                for hit in self._client.search({"query": query, **shown})["hits"]["hits"]:
                    key = decoded(hit["fields"]["key"][0])
                    found[key] = stored_bytes(hit["_source"]["stored"])
        return [found.get(key) for key in keys]

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Return the BM25 statistics."""
        listed = list(dict.fromkeys(tokens))
        cached = self._doc_freqs
        with self._lock:
            known = {token: cached[token] for token in listed if token in cached}
        unknown = [token for token in listed if token not in known]
        if unknown:
            known |= zip(unknown, self._read_doc_freqs(unknown), strict=True)
            with self._lock:
                cached.update(known)
        frequencies = {token: known[token] for token in listed}
        return Statistics(int(self._lengths["count"]), int(self._lengths["sum"]), frequencies)

    def tokens(self, field: str, prefix: str = "") -> Iterator[str]:
        """Yield the exact tokens of a field with a prefix."""
        first = encoded_token(prefix)
        found = self._client.buckets(compiled(Everything(), {}), f"token.{field}", after=first[:-1])
        for (token,) in found:
            if token.startswith(first):
                yield decoded(token)
            elif token > first:
                return

    def count(self) -> int:
        """Return the number of documents."""
        return self._count

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _tied(self, body: Json, found: Sequence[Match], limit: int) -> list[Match]:
        """Return the first hits by key that score at least as much as the last wanted hit.

        The cluster orders ties by the exact score; ours are ties of the rounded score.
        """
        threshold = rounded(found[limit - 1].score)
        if rounded(found[limit].score) != threshold:
            return []
        by_key = {"sort": [{"key": "asc"}, {"_score": "desc"}], "min_score": _min_score(threshold)}
        hits = self._client.ranked_hits({**body, **by_key}, limit)["hits"]["hits"]
        return [_match(hit, *reversed(hit["sort"])) for hit in hits]

    def _counted_pages(self, query: Query, cut: CutExpansions) -> int | None:
        """Count the pages with a match by one document of each, or return None."""
        countable, rest = split_page_count(query, cut)
        if countable is None:
            return None
        dsl = compiled(rest, cut)
        total = self._client.count(dsl) if rest.clauses else 0
        if total > self._client.max_hits:
            return None
        more = [page for (page,) in self._client.buckets(dsl, "page")] if total else []
        known = both(countable, {"terms": {"page": more}})
        counted_twice = self._client.count(known) if more else 0
        return self._client.count(countable) + len(more) - counted_twice

    def _listed_pages(self, dsl: Json, groups: Json) -> int:
        """Count the pages in the response, or list all if they are too many for one response."""
        if groups["page"]["sum_other_doc_count"]:
            return sum(1 for _ in self._client.buckets(dsl, "page"))
        return int(groups["pages"]["count"])

    def _read_doc_freqs(self, tokens: Sequence[str]) -> list[int]:
        filters = [compiled(Term(token), {}) for token in tokens]
        aggs = {"tokens": {"filters": {"filters": filters}}}
        answer = self._client.search({"size": 0, "track_total_hits": False, "aggs": aggs})
        return [int(bucket["doc_count"]) for bucket in answer["aggregations"]["tokens"]["buckets"]]


def _match(hit: Json, score: float, key: str) -> Match:
    return Match(decoded(key), decoded(hit["fields"]["page"][0]), score)


def _min_score(steps: int) -> float:
    """Return the lowest single-precision score that is rounded to so many steps."""
    [bits] = unpack("!i", pack("!f", max(0.0, (steps - 0.5) / SCORE_STEPS)))
    numbers: Iterator[float] = (unpack("!f", pack("!i", bits + more))[0] for more in range(3))
    return next(number for number in numbers if rounded(number) >= steps)
