"""Scores as Lucene computes them: BM25, length norms, sloppy phrases, edit distance."""

from wikisearch.scoring.bm25 import idf, term_score
from wikisearch.scoring.length_norm import (
    average_length,
    decoded_lengths,
    length_byte,
    length_norms,
)
from wikisearch.scoring.statistics import Statistics
from wikisearch.scoring.ties import SCORE_STEPS, rounded

__all__ = [
    "SCORE_STEPS",
    "Statistics",
    "average_length",
    "decoded_lengths",
    "idf",
    "length_byte",
    "length_norms",
    "rounded",
    "term_score",
]
