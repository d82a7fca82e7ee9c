"""Search: a request and an open index -> ranked pages, each with its ranked sections."""

from wikisearch.search.names.site_metadata import SiteMetadata
from wikisearch.search.page_lookup import find_page, load_page
from wikisearch.search.term_lookup import require_page
from wikisearch.search.view.index_view import IndexView

__all__ = ["IndexView", "SiteMetadata", "find_page", "load_page", "require_page"]
