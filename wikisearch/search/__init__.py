"""SearchRequest -> Results: match, rank, group, cut out."""

from wikisearch.search.pages import find_page
from wikisearch.search.search import search

__all__ = ["find_page", "search"]
