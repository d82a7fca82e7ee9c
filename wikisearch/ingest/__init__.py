"""HTML files -> Pages: the only room that knows HTML."""

from wikisearch.ingest.corpus import SourceFile, find_pages
from wikisearch.ingest.page import parse_page, read_page
from wikisearch.ingest.pool import map_pages

__all__ = ["SourceFile", "find_pages", "map_pages", "parse_page", "read_page"]
