"""Exact form boost: capitalised words of the query that a section has in the same form."""

from collections.abc import Container, Sequence

from wikisearch.search.config import RankingConfig
from wikisearch.search.rerank.query_words import QueryWord


def exact_form(words: Sequence[QueryWord], forms: Container[str], config: RankingConfig) -> float:
    """Sum the idf of the capitalised words that are among the exact tokens of a section."""
    found = (word.idf for word in words if word.is_capitalised and word.exact in forms)
    return config.exact_form_weight * sum(found)
