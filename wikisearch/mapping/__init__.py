"""Pages -> documents: what goes into which field of an index, and with which weight."""

from wikisearch.mapping.documents import documents, fingerprint

__all__ = ["documents", "fingerprint"]
