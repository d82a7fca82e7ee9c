"""Addresses that are part of an endless number of them."""

import re
from collections import Counter
from urllib.parse import urlsplit

from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.model.crawl_request import CrawlLimits

_DIGITS = re.compile(r"\d+")
_MAX_REPEATS = 3
_MIN_NEW = 0.1
"""Part of the pages of a pattern that must have text of their own."""


def url_pattern(url: str) -> str:
    """Return the pattern of an address: numbers become 0, and the query is omitted.

    Empty for an address that has neither.
    """
    address, has_query, _ = url.partition("?")
    pattern = _DIGITS.sub("0", address)
    return f"{pattern}?" if has_query else pattern if pattern != address else ""


def endless_reason(url: str, limits: CrawlLimits) -> str:
    """Return why an address looks like one of an endless site; empty if it does not."""
    parts = urlsplit(url)
    names = [name for name in parts.path.split("/") if name]
    if len(url) > limits.url_length:
        return f"longer than {limits.url_length:,} characters"
    if len(names) > limits.url_segments:
        return f"more than {limits.url_segments} path segments"
    if len(parts.query.split("&")) > limits.url_parameters:
        return f"more than {limits.url_parameters} parameters"
    words = Counter(name for name in names if not name.isdigit())
    name = next((name for name, count in words.items() if count >= _MAX_REPEATS), "")
    return f"path segment {name!r} occurs {_MAX_REPEATS} times" if name else ""


class PatternCounts:
    """How many addresses each pattern has, and how many of their texts are new.

    Calendars and filters of a table make thousands of addresses with a few texts.
    """

    def __init__(self, ledger: CrawlLedger, limits: CrawlLimits) -> None:
        self._limit = limits.pattern_urls
        self._known: Counter[str] = Counter()
        self._fetched: Counter[str] = Counter()
        self._texts: dict[str, set[str]] = {}
        rows = "SELECT pattern, text_digest FROM urls WHERE pattern <> '' AND state <> 'off-scope'"
        for pattern, text in ledger.each(rows):
            self.add(pattern)
            if text:
                self.add_text(pattern, text)

    def add(self, pattern: str) -> None:
        """Count an address."""
        if pattern:
            self._known[pattern] += 1

    def add_text(self, pattern: str, text_digest: str) -> None:
        """Count a page that was read."""
        if pattern:
            self._fetched[pattern] += 1
            self._texts.setdefault(pattern, set()).add(text_digest)

    def endless_reason(self, pattern: str) -> str:
        """Return why no more addresses of a pattern should be requested; empty if they should."""
        if not pattern or self._known[pattern] < self._limit:
            return ""
        fetched, new = self._fetched[pattern], len(self._texts.get(pattern, ()))
        if fetched * 2 < self._limit or new > fetched * _MIN_NEW:
            return ""
        return f"{self._known[pattern]:,} addresses like {pattern}, with {new:,} different texts"
