"""The engine for several machines: indexes on an OpenSearch cluster, scored by its own BM25."""

from wikisearch.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
