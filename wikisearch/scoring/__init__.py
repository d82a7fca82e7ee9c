"""Scores as Lucene computes them; `wikisearch.scoring.explain` gives the account of one."""

from wikisearch.scoring.bm25 import (
    TIES,
    Statistics,
    average_length,
    decoded_lengths,
    idf,
    length_byte,
    length_norms,
    rounded,
    term_score,
)

__all__ = [
    "TIES",
    "Statistics",
    "average_length",
    "decoded_lengths",
    "idf",
    "length_byte",
    "length_norms",
    "rounded",
    "term_score",
]
