"""Mapping: page -> documents, the fields of the index and their weights."""

from wikisearch.mapping.documents import documents, fingerprint

__all__ = ["documents", "fingerprint"]
