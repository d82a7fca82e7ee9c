"""States that depend on the whole crawl: canonical pages, duplicates, redirect loops."""

from collections import Counter, defaultdict

from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.model.crawl_report import CrawlState

MAX_SAME_TARGET = 5
"""Addresses that lead to one page; with more, it may be a login page, and a warning names it."""


def settle(ledger: CrawlLedger, run: int) -> None:
    """Set the final states of a run; the same facts give the same states again."""
    with ledger.transaction():
        _soft_404(ledger)
        _pages(ledger, run)
        _canonicals(ledger, run)
        _duplicates(ledger, run)
        _loops(ledger)
        _common_targets(ledger, run)


def _soft_404(ledger: CrawlLedger) -> None:
    ledger.run_sql(
        "UPDATE urls SET state = 'soft-404', path = '', sha256 = '',"
        " error = 'looks like a missing page'"
        " WHERE path <> '' AND NOT is_seed AND due = 0 AND text_digest <> '' AND EXISTS"
        " (SELECT 1 FROM probes WHERE probes.origin = urls.origin"
        " AND probes.text_digest = urls.text_digest)"
    )


def _pages(ledger: CrawlLedger, run: int) -> None:
    """Undo what an earlier call decided by comparing pages."""
    ledger.run_sql(
        "UPDATE urls SET state = CASE WHEN changed_run = ? THEN 'stored' ELSE 'unchanged' END"
        " WHERE path <> '' AND state IN ('stored', 'unchanged', 'canonical', 'duplicate')",
        (run,),
    )


def _canonicals(ledger: CrawlLedger, run: int) -> None:
    """Leave out pages whose canonical page is stored; a chain or a loop of them stays."""
    rows = ledger.rows(
        "SELECT a.id, a.url, a.target, b.path, b.target AS further FROM urls a"
        " LEFT JOIN urls b ON b.url = a.target WHERE a.path <> '' AND a.target <> ''"
        " AND a.state IN ('stored', 'unchanged')"
    )
    unknown = []
    for row in rows:
        if row["path"] and row["further"] in ("", row["target"]):
            ledger.update(row["id"], {"state": CrawlState.CANONICAL.value})
        else:
            unknown.append(f"{row['url']} names {row['target']} as canonical, which is not a page")
    if unknown:
        more = f"; so do {len(unknown) - 1:,} more pages" if len(unknown) > 1 else ""
        ledger.warn(run, min(unknown) + more)


def _duplicates(ledger: CrawlLedger, run: int) -> None:
    """Of pages with equal bytes, the seed or the shortest address stays."""
    same = (
        "SELECT id, url, sha256 FROM urls WHERE state IN ('stored', 'unchanged') AND sha256 IN"
        " (SELECT sha256 FROM urls WHERE state IN ('stored', 'unchanged')"
        " GROUP BY sha256 HAVING count(*) > 1) ORDER BY sha256, is_seed DESC, length(url), url"
    )
    groups: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in ledger.rows(same):
        groups[row["sha256"]].append((row["id"], row["url"]))
    for (_, first), *others in groups.values():
        for number, _ in others:
            ledger.update(number, {"state": CrawlState.DUPLICATE.value, "twin": first})
        if len(others) >= MAX_SAME_TARGET:
            ledger.warn(run, f"{len(others) + 1:,} addresses have the page of {first}")


def _loops(ledger: CrawlLedger) -> None:
    """Redirects that lead back to themselves are failures."""
    redirects = {
        row["url"]: (row["target"], row["id"])
        for row in ledger.each("SELECT id, url, target FROM urls WHERE state = 'redirect'")
    }
    for url, (_, number) in redirects.items():
        seen: set[str] = set()
        here = url
        while here in redirects and here not in seen:
            seen.add(here)
            here = redirects[here][0]
        if here in seen:
            failed = {"state": CrawlState.FAILED.value, "error": "redirects in a loop"}
            ledger.update(number, failed)


def _common_targets(ledger: CrawlLedger, run: int) -> None:
    rows = ledger.each("SELECT target FROM urls WHERE state = 'redirect'")
    for target, count in sorted(Counter(row["target"] for row in rows).items()):
        if count > MAX_SAME_TARGET:
            ledger.warn(run, f"{count:,} addresses redirect to {target}; it may be a login page")
