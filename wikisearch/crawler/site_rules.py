"""What a site requests of crawlers: robots.txt by RFC 9309, and Retry-After."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module

if TYPE_CHECKING:
    import protego
else:
    protego = lazy_module("protego")  # it comes with Scrapy; the help of the command needs neither

AGENT = "wikisearch"
"""Name in robots.txt."""

_WITH_VALUE = (
    "max-image-preview",
    "max-snippet",
    "max-video-preview",
    "unavailable_after",
)
"""Directives of X-Robots-Tag that have a colon and a value."""

_MAX_BYTES = 500 * 1024
"""Size of a robots.txt that is read, as RFC 9309 has it."""


class SiteRules:
    """The rules of one robots.txt; without a text, everything is allowed."""

    def __init__(self, data: bytes = b"") -> None:
        self._rules = protego.Protego.parse(data[:_MAX_BYTES].decode("utf-8", "replace"))

    def allows(self, url: str) -> bool:
        """Return whether an address may be requested."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def delay(self) -> float:
        """Seconds between two requests; 0 if the site has no wish."""
        return float(self._rules.crawl_delay(AGENT) or 0)

    @property
    def sitemaps(self) -> tuple[str, ...]:
        """Addresses of its sitemaps."""
        return tuple(self._rules.sitemaps)


def is_unreachable(status: int) -> bool:
    """Return whether a site must not be crawled after this answer for its robots.txt."""
    return status in {0, 429} or status >= 500  # noqa: PLR2004 - HTTP


def retry_after(value: str, now: datetime) -> float | None:
    """Return the seconds that a header requests to wait, as a number or a date; None if unclear."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        date = parsedate_to_datetime(text)
    except (ValueError, OverflowError):  # OverflowError for a year or an offset of many digits
        return None
    return max(0.0, (date.replace(tzinfo=date.tzinfo or UTC) - now).total_seconds())


def robots_directives(header: str, meta: str) -> frozenset[str]:
    """Return the directives for us in X-Robots-Tag and in `<meta name=robots>`.

    A directive of the header may stand after the name of the agent that it is for.
    """
    found = {word.strip() for word in meta.lower().split(",")}
    agent = ""
    for word in header.lower().split(","):
        before, colon, rest = word.partition(":")
        name = before.strip()
        is_word = name.split() == [name]  # a date, which may have a comma and colons, is none
        if colon and is_word and name not in _WITH_VALUE:
            agent, word = name, rest  # noqa: PLW2901
        if agent in ("", AGENT):
            found.add(word.strip())
    return frozenset(found | ({"noindex", "nofollow"} if "none" in found else set()))
