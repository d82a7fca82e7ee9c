"""A large source -> files of pages, each read by itself, that stay for the next run."""

from wikisearch.sharding.source import source_of

__all__ = ["source_of"]
