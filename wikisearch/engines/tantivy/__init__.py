"""The engine for large wikis: an index written and searched by tantivy, in Rust."""

from wikisearch.engines.tantivy.engine import TantivyEngine

__all__ = ["TantivyEngine"]
