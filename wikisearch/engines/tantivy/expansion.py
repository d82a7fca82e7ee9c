"""Prefix or misspelling -> the terms it stands for."""

from functools import lru_cache
from typing import NamedTuple

from tantivy import Query as Compiled
from tantivy import Searcher

from wikisearch.engines.expansion import Lexicon, Standing, chosen, lexicon, similar
from wikisearch.engines.tantivy.schema import decoded, encoded
from wikisearch.model.query import Fuzzy, Prefix

_REMEMBERED = 64  # a query is expanded more than once while it is answered


class Expansion(NamedTuple):
    """What one node stands for in one field."""

    terms: tuple[str, ...]
    cut: bool
    """Whether there are more that do not count."""


class Expander:
    """Knows the terms of one index, each with the documents that count and hold it."""

    def __init__(self, searcher: Searcher, most: int, *, deleted: bool) -> None:
        self._searcher = searcher
        self._most = most
        # Documents are looked at only where some of them no longer count.
        self._alive = Compiled.all_query() if deleted else None
        self.expansion = lru_cache(_REMEMBERED)(self._expansion)
        self._lexicon = lru_cache(self._read_lexicon)

    def terms(self, field: str, prefix: str = "") -> dict[str, int]:
        """Terms that begin so, and how many documents hold each."""
        return dict(self._searcher.terms_with_prefix(field, prefix, filter_query=self._alive))

    def _expansion(self, query: Prefix | Fuzzy, field: str) -> Expansion:
        candidates = self._candidates(query, field)
        cut = len(candidates) > self._most
        tokens = chosen(candidates, self._most) if cut else candidates
        return Expansion(tuple(map(encoded, tokens)), cut)

    def _candidates(self, query: Prefix | Fuzzy, field: str) -> dict[str, Standing]:
        match query:
            case Prefix(prefix):
                terms = self.terms(field, encoded(prefix) if prefix else "")
                return {decoded(term): Standing(0, held) for term, held in terms.items()}
            case Fuzzy():
                known, counts = self._lexicon(field)
                near = similar(query, known)
                return {decoded(term): Standing(edits, counts[term]) for term, edits in near}

    def _read_lexicon(self, field: str) -> tuple[Lexicon[str], dict[str, int]]:
        counts = self.terms(field)
        return lexicon((term, decoded(term)) for term in counts), counts
