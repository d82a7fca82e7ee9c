"""Checks an index folder for faults, without the pages it was built from."""

from wikisearch.checking.check import check

__all__ = ["check"]
