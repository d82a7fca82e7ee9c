"""Is an index whole? Everything that can be told without the pages it was made of."""

from wikisearch.checking.check import check

__all__ = ["check"]
