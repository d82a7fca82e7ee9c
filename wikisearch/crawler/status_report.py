"""A ledger -> the report of its crawl, while it runs or after its end."""

from collections import Counter
from pathlib import Path

from wikisearch.crawler.crawl_folder import is_locked
from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.crawl_scope import host_of
from wikisearch.errors import CrawlError
from wikisearch.model.crawl_report import (
    CrawlFailure,
    CrawlReport,
    CrawlState,
    CrawlStatus,
    StateCount,
)

_EXAMPLES = 5
_STATE = "CASE WHEN due THEN 'todo' ELSE state END"


def report_of(ledger: CrawlLedger, folder: Path, status: CrawlStatus, reason: str) -> CrawlReport:
    """Summarize a crawl; the counts of all states add up to the number of addresses."""
    run = int(ledger.fact("run", 0))
    states = tuple(_state(ledger, state) for state in CrawlState)
    [pages] = ledger.rows(
        "SELECT count(*) AS n FROM urls WHERE path <> ''"
        " AND state NOT IN ('canonical', 'duplicate')"
    )
    warnings = ledger.rows("SELECT text FROM warnings WHERE run = ? ORDER BY text", (run,))
    return CrawlReport(
        str(folder),
        status,
        reason,
        run,
        tuple(ledger.fact("scope", ())),
        sum(each.count for each in states),
        states,
        _failures(ledger),
        _outside(ledger),
        tuple(row["text"] for row in warnings),
        pages["n"],
        int(ledger.fact("requests", 0)),
        int(ledger.fact("not_modified", 0)),
        int(ledger.fact("size", 0)),
        tuple((name, delay) for name, delay in ledger.fact("delays", ())),
        float(ledger.fact("seconds", 0)),
    )


def crawl_status(folder: str | Path) -> CrawlReport:
    """Report the crawl in a folder, also while it runs.

    Raises CrawlError if there is none, or if its ledger is damaged.
    """
    folder = Path(folder)
    ledger = CrawlLedger(folder)
    try:
        status = CrawlStatus(ledger.fact("status", CrawlStatus.RUNNING))
        if status is CrawlStatus.RUNNING and not is_locked(folder):
            return report_of(ledger, folder, CrawlStatus.INCOMPLETE, "it was killed")
        return report_of(ledger, folder, status, ledger.fact("reason", ""))
    except (ValueError, TypeError) as error:  # for values that a crawl does not write
        raise CrawlError(ledger.file, f"is damaged ({error})", "crawl into a new folder") from error
    finally:
        ledger.close()


def _state(ledger: CrawlLedger, state: CrawlState) -> StateCount:
    where = f"FROM urls WHERE {_STATE} = ?"
    [row] = ledger.rows(f"SELECT count(*) AS n {where}", (state.value,))
    found = ledger.rows(f"SELECT url {where} ORDER BY url LIMIT {_EXAMPLES}", (state.value,))
    return StateCount(state, row["n"], tuple(each["url"] for each in found))


def _failures(ledger: CrawlLedger) -> tuple[CrawlFailure, ...]:
    rows = ledger.each(
        "SELECT url, error, path FROM urls WHERE state = 'failed' AND due = 0 ORDER BY url"
    )
    return tuple(CrawlFailure(row["url"], row["error"], bool(row["path"])) for row in rows)


def _outside(ledger: CrawlLedger) -> tuple[tuple[str, int], ...]:
    rows = ledger.each("SELECT url FROM urls WHERE state = 'off-scope'")
    hosts = Counter(host_of(row["url"]) for row in rows)
    return tuple(sorted(hosts.items(), key=lambda pair: (-pair[1], pair[0])))
