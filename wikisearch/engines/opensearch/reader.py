"""A finished index on a cluster, open for queries."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from wikisearch.engines.base import Match, Matches
from wikisearch.engines.opensearch.cluster import Place, asking, connected
from wikisearch.engines.opensearch.schema import LAST, Json, compiled, decoded, encoded, stored
from wikisearch.model.document import KEYWORD_FIELDS
from wikisearch.model.query import Everything, Query, Word, words
from wikisearch.scoring import Statistics, rounded

MOST = 10_000
"""Hits or groups in one answer: clusters give no more unless they are told to."""

_SPARE = 16  # hits asked for beyond the limit, to see where a tie ends without asking again
_PAGES = {
    "page": {"terms": {"field": "page", "size": MOST}},
    "pages": {"stats_bucket": {"buckets_path": "page>_count"}},
}


class OpenSearchReader:
    """Answers from one index, which nobody writes to any more; one thread at a time."""

    def __init__(self, directory: Path, url: str = "") -> None:
        self._directory = directory
        self._place = Place.read(directory)
        self._client = connected(self._place, url)
        each = {"documents": {"value_count": {"field": "length"}}}
        each["length"] = {"sum": {"field": "length"}}
        answer = self._ask({"size": 0, "track_total_hits": True, "aggs": each})
        self._count = int(answer["hits"]["total"]["value"])
        self._documents = int(answer["aggregations"]["documents"]["value"])
        self._total_length = int(answer["aggregations"]["length"]["value"])

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score, with the figures of all shards together."""
        asked = compiled(query)
        body = {
            "query": asked,
            "sort": [{"_score": "desc"}, {"key": "asc"}],
            "docvalue_fields": ["page"],
            "_source": False,
            "track_total_hits": True,
        }
        size = min(limit + _SPARE, MOST) if limit else 0
        answer = self._ask({**body, "size": size, "aggs": _PAGES}, ranked=True)
        hits, total = answer["hits"]["hits"], int(answer["hits"]["total"]["value"])
        scored = any(True for _ in words(query))
        if len(hits) < total and not _is_settled(hits, limit, scored):
            hits = self._more(body, hits, limit, scored)
        found = [
            Match(decoded(hit["sort"][1]), decoded(hit["fields"]["page"][0]), hit["sort"][0])
            for hit in hits
        ]
        found.sort(key=lambda match: (-rounded(match.score), match.key))
        pages = int(answer["aggregations"]["pages"]["count"])
        if answer["aggregations"]["page"]["sum_other_doc_count"]:
            pages = sum(1 for _ in self._groups(asked, "page"))
        return Matches(tuple(found[:limit]), total, pages)

    def _more(self, body: Json, hits: list[Json], limit: int, scored: bool) -> list[Json]:
        """Go on until there are enough, and none that follows could tie with the last of them."""
        with asking(self._directory):
            point = self._client.create_pit(index=self._place.index, keep_alive="1m")["pit_id"]
        try:
            while not _is_settled(hits, limit, scored):
                size = min(MOST, max(limit - len(hits), 0) + _SPARE)
                page = {"pit": {"id": point, "keep_alive": "1m"}, "size": size}
                after = {"search_after": _end(hits, limit)}
                found = self._ask({**body, **page, **after}, ranked=True)["hits"]["hits"]
                if not found:
                    break
                hits = hits + found
        finally:
            with asking(self._directory):
                self._client.delete_pit(body={"pit_id": [point]})
        return hits

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count pages by their values of a keyword field."""
        if field not in KEYWORD_FIELDS:
            return {}
        groups = self._groups(compiled(query), f"keyword.{field}", "page")
        return dict(Counter(decoded(value) for value, _ in groups))

    def stored(self, keys: Sequence[str]) -> list[bytes | None]:
        """What was stored under each key."""
        found: dict[str, bytes] = {}
        for start in range(0, len(keys), MOST):
            terms = {"terms": {"key": [*map(encoded, keys[start : start + MOST])]}}
            query = {"bool": {"filter": [terms]}}
            shown = {"_source": ["stored"], "docvalue_fields": ["key"], "size": MOST}
            for hit in self._ask({"query": query, **shown})["hits"]["hits"]:
                found[decoded(hit["fields"]["key"][0])] = stored(hit["_source"]["stored"])
        return [found.get(key) for key in keys]

    def statistics(self, tokens: Iterable[str]) -> Statistics:
        """Figures that BM25 uses."""
        frequencies = dict.fromkeys(tokens, 0)
        if frequencies:
            asked = {str(place): compiled(Word(token)) for place, token in enumerate(frequencies)}
            each = {"filters": {"filters": asked}}
            answer = self._ask({"size": 0, "track_total_hits": False, "aggs": {"each": each}})
            buckets = answer["aggregations"]["each"]["buckets"]
            frequencies = {
                token: int(buckets[str(place)]["doc_count"])
                for place, token in enumerate(frequencies)
            }
        return Statistics(self._documents, self._total_length, frequencies)

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a field."""
        for (token,) in self._groups(compiled(Everything()), f"token.{field}"):
            yield decoded(token)

    def count(self) -> int:
        """Documents in the index."""
        return self._count

    def holding(self, pages: Collection[str]) -> int:
        """Documents of some pages."""
        listed, number = [*map(encoded, pages)], 0
        for start in range(0, len(listed), MOST):
            query = {"terms": {"page": listed[start : start + MOST]}}
            answer = self._ask({"size": 0, "track_total_hits": True, "query": query})
            number += int(answer["hits"]["total"]["value"])
        return number

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _groups(self, query: Json, *fields: str) -> Iterator[tuple[str, ...]]:
        """Every combination of values of fields that matching documents have, each once."""
        sources = [{field: {"terms": {"field": field}}} for field in fields]
        composite: Json = {"size": MOST, "sources": sources}
        while True:
            body = {"size": 0, "track_total_hits": False, "query": query}
            groups = self._ask({**body, "aggs": {"groups": {"composite": composite}}})
            for bucket in groups["aggregations"]["groups"]["buckets"]:
                yield tuple(bucket["key"][field] for field in fields)
            if "after_key" not in groups["aggregations"]["groups"]:
                return
            composite["after"] = groups["aggregations"]["groups"]["after_key"]

    def _ask(self, body: Json, *, ranked: bool = False) -> Json:
        with asking(self._directory):
            answer: Json = self._client.search(
                body=body,
                index=None if "pit" in body else self._place.index,
                search_type="dfs_query_then_fetch" if ranked else "query_then_fetch",
                allow_partial_search_results="false",
                filter_path="-_shards,-aggregations.page.buckets",
            )
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def _is_settled(hits: list[Json], limit: int, scored: bool) -> bool:
    """Whether the last hit ranks after the first `limit` for sure: rounded scores make ties."""
    if limit == 0:
        return True
    if len(hits) < limit or not scored:
        return len(hits) >= limit
    least = rounded(hits[limit - 1]["sort"][0])
    return least == 0 or rounded(hits[-1]["sort"][0]) < least


def _end(hits: list[Json], limit: int) -> list[Any]:
    """Where to go on: after the last hit, or after all with its score when no more can be needed.

    Of hits that tie by rounded scores, those with the first keys are wanted, whatever their very
    scores; of those with the same very score, the first keys come first.
    """
    score, key = hits[-1]["sort"]
    if len(hits) >= limit:
        least = rounded(hits[limit - 1]["sort"][0])
        wanted = limit - sum(rounded(hit["sort"][0]) > least for hit in hits)
        if sum(hit["sort"][0] == score for hit in hits) >= wanted:
            return [score, LAST]
    return [score, key]
