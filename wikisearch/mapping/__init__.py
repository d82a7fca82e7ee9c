"""Mapping: page -> documents, the fields of the index and their weights."""
