"""Prefix or fuzzy term -> the terms that count, where more terms match than the limit."""

from collections.abc import Iterable, Sequence
from functools import cached_property, lru_cache

from wikisearch.engines.opensearch.index_client import IndexClient
from wikisearch.engines.opensearch.lucene_regex import MAX_REGEX_LENGTH, lucene_regexes
from wikisearch.engines.opensearch.query_dsl import CutExpansions, compiled
from wikisearch.engines.opensearch.schema import Json
from wikisearch.model.cache_sizes import EXPANSIONS
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import Fuzzy, Prefix, Query
from wikisearch.model.query_analysis import expansions

MAX_SHARD_TERMS = 15_000
"""Most frequent terms of a field that each shard returns; several fields fit in one response."""


class ExpansionClient:
    """Expands prefix and fuzzy terms with regex terms aggregations."""

    def __init__(self, client: IndexClient, limit: int) -> None:
        self._client = client
        self._limit = limit
        self._cut_terms = lru_cache(EXPANSIONS)(self._read_cut_terms)

    def cut_expansions(self, query: Query) -> CutExpansions:
        """Return the terms that count for each node and field with more terms than the limit."""
        found = {node: self._cut_terms(node) for node in expansions(query)}
        return {(node, field): terms[field] for node, terms in found.items() for field in terms}

    def _read_cut_terms(self, node: Prefix | Fuzzy) -> dict[str, list[str]]:
        """Return the terms that count in each field with too many, as `top_expansions` does."""
        regexes, fields = lucene_regexes(node), self._large_fields.intersection(node.fields)
        found: dict[str, list[str]] = {}
        # The nearest terms are requested only if there are too many, which is rare.
        for requested in (regexes[-1:], regexes):
            if fields and len(regexes[-1]) <= MAX_REGEX_LENGTH:
                found = self._matching_terms(node, fields, requested)
            fields = frozenset(field for field in found if len(found[field]) > self._limit)
        return {field: found[field][: self._limit] for field in fields}

    def _matching_terms(
        self, node: Prefix | Fuzzy, fields: Iterable[str], regexes: Sequence[str]
    ) -> dict[str, list[str]]:
        """Return the most frequent terms of each field: those of the first expression first."""
        # Terms of the first expression match the others too, and must leave room for the rest.
        size = 2 * self._limit + 1
        shard_size = max(MAX_SHARD_TERMS, size)
        aggs = {
            f"{field} {number}": _terms(field, size, include=regex, shard_size=shard_size)
            for field in fields
            for number, regex in enumerate(regexes)
        }
        body = {"size": 0, "track_total_hits": False, "query": compiled(node, {}), "aggs": aggs}
        terms: dict[str, dict[str, None]] = {field: {} for field in fields}
        for name, group in sorted(self._client.search(body)["aggregations"].items()):
            terms[name.partition(" ")[0]] |= {bucket["key"]: None for bucket in group["buckets"]}
        return {field: list(listed) for field, listed in terms.items()}

    @cached_property
    def _large_fields(self) -> frozenset[str]:
        """Fields with more terms than the limit."""
        aggs = {field: _terms(field, self._limit + 1) for field in POSITIONAL_FIELDS}
        body = {"size": 0, "track_total_hits": False, "aggs": aggs}
        found = self._client.search(body)["aggregations"]
        return frozenset(field for field in found if len(found[field]["buckets"]) > self._limit)


def _terms(field: str, size: int, **more: object) -> Json:
    return {"terms": {"field": f"token.{field}", "size": size, **more}}
