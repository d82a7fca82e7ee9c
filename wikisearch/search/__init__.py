"""SearchRequest -> Results: match, rank, group, cut out."""

from wikisearch.search.comparison import Comparer
from wikisearch.search.facts import Facts
from wikisearch.search.pages import find_page
from wikisearch.search.search import Searcher, search

__all__ = ["Comparer", "Facts", "Searcher", "find_page", "search"]
