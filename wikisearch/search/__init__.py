"""SearchRequest -> Results: match, rank, group, cut out."""

from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.page_lookup import find_page, load_page
from wikisearch.search.pipeline import Searcher, search

__all__ = ["Searcher", "SiteMetadata", "find_page", "load_page", "search"]
