"""Link prior: pages that many other pages link to."""

from math import log1p

from wikisearch.search.config import RankingConfig
from wikisearch.search.names.site_metadata import SiteMetadata


def link_prior(page: str, site: SiteMetadata, config: RankingConfig) -> float:
    """Return the logarithm of a page's incoming links, relative to the most linked page."""
    links = site.incoming.get(page, 0)
    share = log1p(links) / log1p(site.max_incoming) if links else 0.0
    return config.link_prior_weight * share
