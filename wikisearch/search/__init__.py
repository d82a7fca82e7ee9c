"""SearchRequest -> Results: match, rank, group, cut out."""

from wikisearch.search.comparison import Comparer
from wikisearch.search.completion import Completer
from wikisearch.search.facts import Facts
from wikisearch.search.known_names import known_names, names_about
from wikisearch.search.pages import find_page, load_page
from wikisearch.search.related import Relater
from wikisearch.search.search import Searcher, search

__all__ = [
    "Comparer",
    "Completer",
    "Facts",
    "Relater",
    "Searcher",
    "find_page",
    "known_names",
    "load_page",
    "names_about",
    "search",
]
