"""A finished index on a cluster, open for queries."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from struct import pack, unpack

from wikisearch.engines.base import Match, Matches, Reader
from wikisearch.engines.lucene_regex import MOST_LETTERS, Expanded, lucene_regexes
from wikisearch.engines.opensearch.connection import IndexLocation, asking, connected
from wikisearch.engines.opensearch.schema import Counted, Json, both, compiled, stored, told
from wikisearch.engines.token_encoding import decoded, encoded
from wikisearch.model.document import KEYWORD_FIELDS, POSITIONAL_FIELDS
from wikisearch.model.query import Everything, Query, Term
from wikisearch.model.query_analysis import expansions, query_terms
from wikisearch.scoring import TIES, Statistics, rounded

MOST = 10_000
"""Hits in one answer: clusters give no more unless they are told to."""

MOST_GROUPS = 65_000
"""Groups in one answer, for the same reason."""

MOST_TERMS = 15_000
"""Terms of a field that each shard tells of, the most frequent ones; several fit in one answer."""

FEWEST_TOLD = 20_000
"""Sections of an index in which pages are counted by a request of its own; in smaller ones, what
matches is put together by page in the request for hits, which takes less than asking once more."""

_REMEMBERED = 64  # a query is expanded more than once while it is answered
_REMEMBERED_TOKENS = 50_000  # and its words are counted more than once
_PAGES = {
    "page": {"terms": {"field": "page", "size": MOST_GROUPS}},
    "pages": {"stats_bucket": {"buckets_path": "page>_count"}},
}


class OpenSearchReader(Reader):
    """Answers from one index, which nobody writes to any more; one thread at a time."""

    def __init__(self, directory: Path, url: str, most_expansions: int) -> None:
        self._directory = directory
        self._place = IndexLocation.read(directory)
        self._client = connected(self._place, url)
        self._most = most_expansions
        self._frequencies: dict[str, int] = {}
        self._expansion = lru_cache(_REMEMBERED)(self._read_expansion)
        lengths = {"each": {"stats": {"field": "length"}}}
        with asking(directory):
            answer = self._ask({"size": 0, "track_total_hits": True, "aggs": lengths})
            self._count = _total(answer)
            self._lengths = answer["aggregations"]["each"]

    def search(self, query: Query, limit: int) -> Matches:
        """Match and score, with the figures of all shards together."""
        counted = self._counted(query)
        asked = compiled(query, counted)
        body: Json = {"query": asked, "docvalue_fields": ["page"], "_source": False}
        ranked = {"sort": [{"_score": "desc"}, {"key": "asc"}], "track_total_hits": True}
        pages = self._told(query, counted) if self._count >= FEWEST_TOLD else None
        aggs = _PAGES if pages is None else {}
        answer = self._first(limit and limit + 1, {**body, **ranked, "aggs": aggs})
        found = [_match(hit, *hit["sort"]) for hit in answer["hits"]["hits"]]
        if len(found) > limit > 0 and any(True for _ in query_terms(query)):
            least = rounded(found[limit - 1].score)
            if rounded(found[limit].score) == least:
                # Scores that are rounded alike tie, and the first keys of all of them are wanted.
                tied = {"sort": [{"key": "asc"}, {"_score": "desc"}], "min_score": _lowest(least)}
                hits = self._first(limit, {**body, **tied})["hits"]["hits"]
                found += [_match(hit, *reversed(hit["sort"])) for hit in hits]
        best = sorted(set(found), key=lambda match: (-rounded(match.score), match.key))
        if pages is None:
            pages = self._listed_pages(asked, answer["aggregations"])
        return Matches(tuple(best[:limit]), _total(answer), pages, bool(counted))

    def facet(self, query: Query, field: str) -> dict[str, int]:
        """Count pages by their values of a keyword field."""
        if field not in KEYWORD_FIELDS:
            return {}
        asked = compiled(query, self._counted(query))
        groups = self._groups(asked, f"keyword.{field}", "page")
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
        if len(self._frequencies) > _REMEMBERED_TOKENS:
            self._frequencies.clear()
        listed = list(dict.fromkeys(tokens))
        unknown = [token for token in listed if token not in self._frequencies]
        if unknown:
            each = {"filters": {"filters": [compiled(Term(token), {}) for token in unknown]}}
            answer = self._ask({"size": 0, "track_total_hits": False, "aggs": {"each": each}})
            buckets = answer["aggregations"]["each"]["buckets"]
            counts = [int(bucket["doc_count"]) for bucket in buckets]
            self._frequencies |= zip(unknown, counts, strict=True)
        frequencies = {token: self._frequencies[token] for token in listed}
        return Statistics(int(self._lengths["count"]), int(self._lengths["sum"]), frequencies)

    def tokens(self, field: str) -> Iterator[str]:
        """Exact tokens of a field."""
        for (token,) in self._groups(compiled(Everything(), {}), f"token.{field}"):
            yield decoded(token)

    def count(self) -> int:
        """Documents in the index."""
        return self._count

    def close(self) -> None:
        """Let go of the connections."""
        self._client.close()

    def _first(self, wanted: int, body: Json) -> Json:
        """Answer with so many hits; more than one holds are read at one point in time."""
        answer = self._ask({**body, "size": min(wanted, MOST)}, ranked=True)
        hits = answer["hits"]["hits"]
        if len(hits) < wanted and len(hits) == MOST:
            with asking(self._directory):
                point = self._client.create_pit(index=self._place.index, keep_alive="1m")["pit_id"]
            try:
                rest = {**body, "aggs": {}, "pit": {"id": point, "keep_alive": "1m"}}
                while more := min(MOST, wanted - len(hits)):
                    page = {**rest, "size": more, "search_after": hits[-1]["sort"]}
                    found = self._ask(page, ranked=True)["hits"]["hits"]
                    if not found:
                        break
                    hits += found
            finally:
                with asking(self._directory):
                    self._client.delete_pit(body={"pit_id": [point]})
        return answer

    def _told(self, query: Query, counted: Counted) -> int | None:
        """Count the pages with a match by one document of each, if those can tell."""
        pages, others = told(query, counted)
        if pages is None:
            return None
        asked = compiled(others, counted)
        alone = self._number(asked) if others.clauses else 0
        if alone > MOST:
            return None
        more = [page for (page,) in self._groups(asked, "page")] if alone else []
        known = self._number(both(pages, {"terms": {"page": more}})) if more else 0
        return self._number(pages) + len(more) - known

    def _number(self, query: Json) -> int:
        return _total(self._ask({"size": 0, "track_total_hits": True, "query": query}))

    def _listed_pages(self, asked: Json, groups: Json) -> int:
        """Count them by what was listed, or list all of too many for one answer."""
        if groups["page"]["sum_other_doc_count"]:
            return sum(1 for _ in self._groups(asked, "page"))
        return int(groups["pages"]["count"])

    def _counted(self, query: Query) -> Counted:
        found = {node: self._expansion(node) for node in expansions(query)}
        return {(node, field): each[field] for node, each in found.items() for field in each}

    def _read_expansion(self, node: Expanded) -> dict[str, list[str]]:
        """For each field with too many terms, those that count, as `engines.expansion` has it."""
        nearer, fields = lucene_regexes(node), self._large.intersection(node.fields)
        found: dict[str, list[str]] = {}
        # Seldom are there too many, and only then is it asked which of them are nearer.
        for likes in (nearer[-1:], nearer):
            if fields and len(nearer[-1]) <= MOST_LETTERS:
                found = self._listed(node, fields, likes)
            fields = frozenset(field for field in found if len(found[field]) > self._most)
        return {field: found[field][: self._most] for field in fields}

    def _listed(
        self, node: Expanded, fields: Iterable[str], likes: Sequence[str]
    ) -> dict[str, list[str]]:
        """Most frequent terms of fields that fit an expression; those first that fit the first."""
        # What fits the first one fits the others, and is to leave room for the rest.
        most = 2 * self._most + 1
        aggs = {
            f"{field} {place}": _terms(field, most, include=like, shard_size=max(MOST_TERMS, most))
            for field in fields
            for place, like in enumerate(likes)
        }
        body = {"size": 0, "track_total_hits": False, "query": compiled(node, {}), "aggs": aggs}
        terms: dict[str, dict[str, None]] = {field: {} for field in fields}
        for name, each in sorted(self._ask(body)["aggregations"].items()):
            terms[name.partition(" ")[0]] |= {bucket["key"]: None for bucket in each["buckets"]}
        return {field: list(each) for field, each in terms.items()}

    @cached_property
    def _large(self) -> frozenset[str]:
        """Fields with more terms than a node may stand for."""
        aggs = {field: _terms(field, self._most + 1) for field in POSITIONAL_FIELDS}
        found = self._ask({"size": 0, "track_total_hits": False, "aggs": aggs})["aggregations"]
        return frozenset(each for each in found if len(found[each]["buckets"]) > self._most)

    def _groups(self, query: Json, *fields: str) -> Iterator[tuple[str, ...]]:
        """Every combination of values of fields that matching documents have, each once."""
        sources = [{field: {"terms": {"field": field}}} for field in fields]
        composite: Json = {"size": MOST_GROUPS, "sources": sources}
        body = {"size": 0, "track_total_hits": False, "query": query}
        while True:
            answer = self._ask({**body, "aggs": {"groups": {"composite": composite}}})
            groups = answer["aggregations"]["groups"]
            for bucket in groups["buckets"]:
                yield tuple(bucket["key"][field] for field in fields)
            if "after_key" not in groups:
                return
            composite["after"] = groups["after_key"]

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


def _terms(field: str, most: int, **more: object) -> Json:
    return {"terms": {"field": f"token.{field}", "size": most, **more}}


def _total(answer: Json) -> int:
    return int(answer["hits"]["total"]["value"])


def _match(hit: Json, score: float, key: str) -> Match:
    return Match(decoded(key), decoded(hit["fields"]["page"][0]), score)


def _lowest(steps: int) -> float:
    """Least score of single precision that is rounded to so many steps."""
    [bits] = unpack("!i", pack("!f", max(0.0, (steps - 0.5) / TIES)))
    numbers: Iterator[float] = (unpack("!f", pack("!i", bits + more))[0] for more in range(3))
    return next(number for number in numbers if rounded(number) >= steps)
