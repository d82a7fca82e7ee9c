"""Prefix or fuzzy term -> the terms of a tantivy index that it matches."""

from dataclasses import replace
from functools import cached_property, lru_cache
from typing import NamedTuple

from tantivy import Query as TantivyQuery
from tantivy import Searcher

from wikisearch.engines.expansion import ExpansionCandidate, Lexicon, top_expansions
from wikisearch.engines.tantivy.schema import term, token_of
from wikisearch.model.cache_sizes import EXPANSIONS
from wikisearch.model.document import POSITIONAL_FIELDS
from wikisearch.model.query import Fuzzy, Prefix


class ExpandedTerms(NamedTuple):
    """The terms that one node matches in one field."""

    terms: tuple[str, ...]
    cut: bool
    """Whether more terms matched than the limit."""


class TermExpander:
    """Expands the nodes of queries over one index; counts live documents only."""

    def __init__(self, searcher: Searcher, limit: int, *, has_deleted: bool) -> None:
        self._searcher = searcher
        self._limit = limit
        # Filtering by documents is slow, so it is done only if some are deleted.
        self._live = TantivyQuery.all_query() if has_deleted else None
        self._expanded = lru_cache(EXPANSIONS)(self._expand)
        self._similar = lru_cache(EXPANSIONS)(self._read_similar)

    def tokens(self, field: str, prefix: str = "") -> dict[str, int]:
        """Return the tokens with a prefix, each with its document frequency."""
        return {token_of(text): doc_freq for text, doc_freq in self._terms(field, prefix)}

    def is_cut(self, query: Prefix | Fuzzy) -> bool:
        """Return whether a node matches more terms than the limit in a field."""
        return any(self.expanded(query, field).cut for field in query.fields)

    def expanded(self, query: Prefix | Fuzzy, field: str) -> ExpandedTerms:
        """Return the terms that a node matches in one field."""
        # The fields of the node are not part of the cache key.
        return self._expanded(replace(query, fields=()), field)

    def _terms(
        self, field: str, prefix: str = "", limit: int | None = None
    ) -> list[tuple[str, int]]:
        """Return the most frequent terms with a prefix, each with its document frequency."""
        start = term(prefix) if prefix else ""
        found: list[tuple[str, int]] = self._searcher.terms_with_prefix(
            field, start, filter_query=self._live, limit=limit
        )
        return found

    def _expand(self, query: Prefix | Fuzzy, field: str) -> ExpandedTerms:
        if isinstance(query, Prefix):
            # tantivy orders terms as `top_expansions` does: by frequency, then by code points.
            found = [text for text, _ in self._terms(field, query.prefix, self._limit + 1)]
            return ExpandedTerms(tuple(found[: self._limit]), cut=len(found) > self._limit)
        distances = self._similar(query)
        doc_freqs = self._doc_freqs(distances, field)
        if len(doc_freqs) <= self._limit:
            return ExpandedTerms(tuple(map(term, doc_freqs)), cut=False)
        candidates = {
            token: ExpansionCandidate(distances[token], doc_freq)
            for token, doc_freq in doc_freqs.items()
        }
        return ExpandedTerms(tuple(map(term, top_expansions(candidates, self._limit))), cut=True)

    def _doc_freqs(self, tokens: dict[str, int], field: str) -> dict[str, int]:
        """Return the document frequency of those tokens that a field has."""
        counts = {token: self._searcher.doc_freq(field, term(token)) for token in tokens}
        if self._live and sum(map(bool, counts.values())) > self._limit:
            counts = self.tokens(field)
        return {token: counts[token] for token in tokens if counts.get(token)}

    def _read_similar(self, query: Fuzzy) -> dict[str, int]:
        """Return the tokens of any field within the edit distance, each with its distance."""
        return dict(self._lexicon.similar(query))

    @cached_property
    def _lexicon(self) -> Lexicon[str]:
        tokens = set().union(*map(self.tokens, POSITIONAL_FIELDS))
        return Lexicon((token, token) for token in tokens)
