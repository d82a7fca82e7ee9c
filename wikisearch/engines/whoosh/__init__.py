"""The default engine: Whoosh sorts the postings at build time; scoring is our own BM25."""

from wikisearch.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
