"""Scores as Lucene computes them, and the account of one score."""

from wikisearch.scoring.bm25 import (
    Statistics,
    average_length,
    decoded_lengths,
    idf,
    length_byte,
    length_norms,
    rounded,
    term_score,
)
from wikisearch.scoring.explain import explain, stands_for

__all__ = [
    "Statistics",
    "average_length",
    "decoded_lengths",
    "explain",
    "idf",
    "length_byte",
    "length_norms",
    "rounded",
    "stands_for",
    "term_score",
]
