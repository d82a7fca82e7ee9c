"""Search requests to one index: hits beyond one response, counts, and all values of fields."""

from collections.abc import Iterator
from pathlib import Path

from wikisearch.engines.opensearch.cluster_errors import cluster_errors
from wikisearch.engines.opensearch.connection import connected
from wikisearch.engines.opensearch.index_location import IndexLocation
from wikisearch.engines.opensearch.schema import Json

MAX_HITS = 10_000
"""Hits in one response: the default limit of a cluster."""

MAX_BUCKETS = 65_000
"""Buckets in one response: just below the default limit of a cluster."""

FEW_BUCKETS = 1_000
"""Buckets in one response if only a few values are wanted."""

_KEEP_ALIVE = "1m"


class IndexClient:
    """Sends searches to the index of one generation."""

    max_hits = MAX_HITS
    max_buckets = MAX_BUCKETS

    def __init__(self, directory: Path, url: str) -> None:
        self.directory = directory
        location = IndexLocation.read(directory)
        self._index = location.index
        self._client = connected(location, url)

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def search(self, body: Json, *, ranked: bool = False) -> Json:
        """Send one search; with `ranked`, scores use the statistics of all shards."""
        with cluster_errors(self.directory):
            answer: Json = self._client.search(
                body=body,
                index=None if "pit" in body else self._index,
                search_type="dfs_query_then_fetch" if ranked else "query_then_fetch",
                allow_partial_search_results="false",
                filter_path="-_shards,-aggregations.page.buckets",
            )
        return answer

    def ranked_hits(self, body: Json, wanted: int) -> Json:
        """Return the response with this many hits, read in pages at one point in time."""
        answer = self.search({**body, "size": min(wanted, self.max_hits)}, ranked=True)
        hits = answer["hits"]["hits"]
        if len(hits) < wanted and len(hits) == self.max_hits:
            with cluster_errors(self.directory):
                pit = self._client.create_pit(index=self._index, keep_alive=_KEEP_ALIVE)["pit_id"]
            try:
                rest = {**body, "aggs": {}, "pit": {"id": pit, "keep_alive": _KEEP_ALIVE}}
                self._extend(hits, rest, wanted)
            finally:
                with cluster_errors(self.directory):
                    self._client.delete_pit(body={"pit_id": [pit]})
        return answer

    def count(self, query: Json) -> int:
        """Count the matches of a query."""
        return total_hits(self.search({"size": 0, "track_total_hits": True, "query": query}))

    def buckets(self, query: Json, *fields: str, after: str = "") -> Iterator[tuple[str, ...]]:
        """Yield each combination of field values of the matching documents once, in order.

        With `after`, only values of the first field that come after this one.
        """
        sources = [{field: {"terms": {"field": field}}} for field in fields]
        composite: Json = {"size": self.max_buckets, "sources": sources}
        if after:
            composite |= {"after": dict.fromkeys(fields, after)}
            composite["size"] = min(FEW_BUCKETS, self.max_buckets)
        body = {"size": 0, "track_total_hits": False, "query": query}
        while True:
            answer = self.search({**body, "aggs": {"groups": {"composite": composite}}})
            groups = answer["aggregations"]["groups"]
            for bucket in groups["buckets"]:
                yield tuple(bucket["key"][field] for field in fields)
            if "after_key" not in groups:
                return
            composite["after"] = groups["after_key"]

    def _extend(self, hits: list[Json], body: Json, wanted: int) -> None:
        while more := min(self.max_hits, wanted - len(hits)):
            page = {**body, "size": more, "search_after": hits[-1]["sort"]}
            found = self.search(page, ranked=True)["hits"]["hits"]
            if not found:
                return
            hits += found


def total_hits(answer: Json) -> int:
    """Return the number of matches in a response."""
    return int(answer["hits"]["total"]["value"])
