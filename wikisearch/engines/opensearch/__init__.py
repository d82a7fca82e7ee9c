"""The engine for clusters: one OpenSearch index per generation."""

from wikisearch.engines.opensearch.engine import OpenSearchEngine

__all__ = ["OpenSearchEngine"]
