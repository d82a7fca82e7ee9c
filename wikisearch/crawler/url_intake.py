"""Addresses that were found -> rows of the ledger, each with a first state."""

from collections.abc import Iterable
from dataclasses import dataclass

from wikisearch.crawler.crawl_ledger import CrawlLedger, NewUrl
from wikisearch.crawler.crawl_scope import CrawlScope, origin_of
from wikisearch.crawler.url_traps import PatternCounts, endless_reason, url_pattern
from wikisearch.crawler.wiki_editor_pages import is_editor_page
from wikisearch.model.crawl_report import CrawlState
from wikisearch.model.crawl_request import CrawlLimits


@dataclass(frozen=True, slots=True)
class FoundUrl:
    """A normalized address, and how it was found."""

    url: str
    via: str
    """Address of the page or sitemap that names it; empty for a seed."""

    depth: int = 0
    hops: int = 0
    """Number of redirects that led to it in a row."""

    lastmod: str = ""
    is_seed: bool = False


class UrlIntake:
    """Adds addresses to the ledger, and decides which of them are requested."""

    def __init__(self, ledger: CrawlLedger, scope: CrawlScope, limits: CrawlLimits) -> None:
        self._ledger, self._scope, self._limits = ledger, scope, limits
        self._seen: set[str] = set()
        self.patterns = PatternCounts(ledger, limits)
        self.wikis: set[str] = set(ledger.fact("wikis", []))
        """Origins with a MediaWiki."""

    def add(self, found: Iterable[FoundUrl], run: int) -> None:
        """Add what is not known yet; call this in a transaction."""
        fresh = [each for each in found if each.url not in self._seen]
        self._seen.update(each.url for each in fresh if len(self._seen) < _MAX_SEEN)
        for new in self._ledger.add_urls(map(self._row, fresh), run):
            self.patterns.add(new.pattern)

    def place(self, url: str, pattern: str, hops: int = 0) -> tuple[CrawlState, str]:
        """Return the first state of an address, and the reason for it."""
        if not self._scope.contains(url):
            return CrawlState.OFF_SCOPE, ""
        if origin_of(url) in self.wikis and is_editor_page(url):
            return CrawlState.OFF_SCOPE, "a page for editors of the wiki"
        if hops > self._limits.redirects:
            return CrawlState.FAILED, f"more than {self._limits.redirects} redirects in a row"
        reason = endless_reason(url, self._limits) or self.patterns.endless_reason(pattern)
        return (CrawlState.TRAP if reason else CrawlState.TODO), reason

    def add_wiki(self, origin: str) -> None:
        """Note that a site is a MediaWiki; addresses that wait are placed again."""
        self.wikis.add(origin)
        self._ledger.set_fact("wikis", sorted(self.wikis))
        self.place_again("due AND is_seed = 0")

    def place_again(self, condition: str) -> None:
        """Apply the scope to known addresses, as after a change of the options."""
        rows = self._ledger.rows(f"SELECT id, url, pattern, state FROM urls WHERE {condition}")  # noqa: S608 - our text
        for row in rows:
            state, reason = self.place(row["url"], row["pattern"])
            if state is CrawlState.OFF_SCOPE:
                out = {"state": state.value, "due": 0, "error": reason, "path": "", "sha256": ""}
                self._ledger.update(row["id"], out)
            elif row["state"] == CrawlState.OFF_SCOPE:
                due = state is CrawlState.TODO
                self._ledger.update(row["id"], {"state": state.value, "due": due, "error": reason})

    def _row(self, found: FoundUrl) -> NewUrl:
        pattern = url_pattern(found.url)
        state, reason = self.place(found.url, pattern, found.hops)
        if found.is_seed:
            state, reason = CrawlState.TODO, ""
        return NewUrl(
            found.url,
            origin_of(found.url),
            state,
            found.depth,
            found.via,
            pattern,
            found.hops,
            found.is_seed,
            found.lastmod,
            reason,
        )


_MAX_SEEN = 200_000
"""Addresses that are remembered without a look into the ledger."""
