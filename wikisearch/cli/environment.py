"""Environment variables that the command reads."""

INDEX_VARIABLE = "WIKISEARCH_INDEX"
"""Folder of the index, where `--index` is not given."""
