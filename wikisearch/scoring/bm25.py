"""BM25 exactly as Lucene computes it, so that all engines rank alike.

Source: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009), in
the form of Lucene's BM25Similarity since 8.0: without the constant factor k1 + 1.
"""

import math


def idf(doc_count: int, doc_freq: int) -> float:
    """Inverse document frequency of a token: ln(1 + (N - n + 0.5) / (n + 0.5)), never negative.

    `doc_count` is N, the number of documents; `doc_freq` is n, the number of those with the token.
    """
    return math.log(1 + (doc_count - doc_freq + 0.5) / (doc_freq + 0.5))


def term_score(term_idf: float, term_freq: int, length_norm: float) -> float:
    """BM25 score of one token in one document; `length_norm` comes from `length_norms`."""
    return term_idf * term_freq / (term_freq + length_norm)
