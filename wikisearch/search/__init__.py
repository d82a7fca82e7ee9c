"""SearchRequest -> Results: match, rank, group, cut out."""

from wikisearch.search.facts import Facts
from wikisearch.search.pages import find_page, load_page
from wikisearch.search.search import Searcher, search

__all__ = ["Facts", "Searcher", "find_page", "load_page", "search"]
