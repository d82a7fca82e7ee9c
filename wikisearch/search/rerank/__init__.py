"""Reranking of the best sections by features that BM25 does not see."""
