"""The reference engine: looks at every document for every query. The oracle of the tests."""

from wikisearch.engines.memory.engine import MemoryEngine

__all__ = ["MemoryEngine"]
