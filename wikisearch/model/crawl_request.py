"""What a crawl fetches, how, and where to."""

from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


class ScopeKind(StrEnum):
    """How far a crawl goes from its seeds."""

    SUBPAGES = "subpages"
    """Pages on the host of a seed, in its folder or below."""

    HOST = "host"
    LIST = "list"
    """Only the seeds themselves."""


class SitemapUse(StrEnum):
    """What sitemaps are for."""

    YES = "yes"
    """Addresses in sitemaps are fetched besides those that pages link to."""

    NO = "no"
    ONLY = "only"
    """Links are not followed."""


@dataclass(frozen=True, slots=True)
class CrawlLimits:
    """Limits that end endless sites; the defaults are for wikis."""

    page_bytes: int = 64 << 20
    """Size of a page after decompression, as in a build."""

    timeout: float = 30.0
    """Seconds for one request."""

    url_length: int = 2048
    url_segments: int = 16
    url_parameters: int = 10
    redirects: int = 10
    tries: int = 3
    """Requests for one address in one run."""

    pattern_urls: int = 500
    """Addresses of one pattern after which those are dropped that lead to no new text."""

    sitemaps: int = 1_000
    """Sitemaps of a site, also those that other sitemaps list."""

    sitemap_urls: int = 1_000_000
    """Addresses in all sitemaps."""

    crawl_delay: float = 30.0
    """Seconds; a longer Crawl-delay of robots.txt is reduced to this."""

    wait: float = 600.0
    """Seconds; the crawl stops if a site requests to wait longer."""


@dataclass(frozen=True, slots=True)
class CrawlRequest:
    """The seeds and the options of a crawl."""

    urls: tuple[str, ...]
    folder: Path
    scope: ScopeKind = ScopeKind.SUBPAGES
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    max_pages: int | None = None
    """Stop after so many downloaded pages."""

    max_time: float | None = None
    """Stop after so many seconds."""

    sitemap: SitemapUse = SitemapUse.YES
    headers: tuple[tuple[str, str], ...] = ()
    """Further HTTP headers of all requests."""

    contact: str = ""
    """Mail or web address in the user agent."""

    delay: float | None = None
    """Seconds between two requests to a host; None for 0.5, and 0 on this machine."""

    proxy: str = ""
    """Proxy for all requests: `http://user:password@host:port`. It looks up host names itself."""

    allow_private: bool = False
    """Whether host names may lead to private addresses."""

    accept_loss: bool = False
    """Whether to publish the crawl even if many pages are lost."""

    limits: CrawlLimits = field(default_factory=CrawlLimits)
