"""The default engine: an index written and kept by Whoosh, scored by our own BM25."""

from wikisearch.engines.whoosh.engine import WhooshEngine

__all__ = ["WhooshEngine"]
