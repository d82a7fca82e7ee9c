"""manifest.jsonl: what a crawl has published, for builds, people and `git diff`."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from wikisearch.crawler.crawl_folder import MANIFEST, delete_others
from wikisearch.crawler.crawl_ledger import CrawlLedger
from wikisearch.crawler.final_states import MAX_SAME_TARGET
from wikisearch.errors import CrawlError
from wikisearch.model.crawl_report import PAGE_STATES, CrawlState

_LOST = (CrawlState.GONE, CrawlState.FAILED, CrawlState.SOFT_404, CrawlState.TOO_LARGE)
_MAX_LOST = 0.1
"""Share of the published pages that a crawl may lose."""

_COLUMNS = ("state", "path", "target", "status", "content_type", "charset", "etag")
_MORE = ("last_modified", "sha256", "bytes", "fetched_at", "robots_meta", "error", "via")


def lost_pages(ledger: CrawlLedger, folder: Path) -> tuple[int, int]:
    """Return how many published pages this crawl lost, and how many there were."""
    before = set(_published(folder))
    rows = {
        row["url"]: (row["state"], row["target"])
        for row in ledger.each("SELECT url, state, target FROM urls WHERE due = 0")
        if row["url"] in before
    }
    targets = Counter(target for state, target in rows.values() if state == CrawlState.REDIRECT)
    lost = [
        url
        for url, (state, target) in rows.items()
        if state in _LOST or (state == CrawlState.REDIRECT and targets[target] > MAX_SAME_TARGET)
    ]
    return len(lost), len(before)


def is_too_much(lost: int, before: int) -> bool:
    """Return whether so many pages are lost that the crawl is not published by itself."""
    return lost > before * _MAX_LOST


def publish(ledger: CrawlLedger, folder: Path, finished: str) -> None:
    """Replace the manifest in one step, then delete the files that it does not name."""
    wanted: set[str] = set()
    part = folder / f"{MANIFEST}.part"
    try:
        with part.open("w", encoding="utf-8", newline="\n") as file:
            file.write(json.dumps({"wikisearch_crawl": 1, "finished_at": finished}) + "\n")
            for line in _lines(ledger):
                wanted.add(line.get("path", ""))
                file.write(json.dumps(line, ensure_ascii=False) + "\n")
        part.replace(folder / MANIFEST)
        # Pages with the bytes or the canonical address of others stay, in case those go.
        wanted |= {row["path"] for row in ledger.each("SELECT path FROM urls WHERE path <> ''")}
        delete_others(folder, wanted)
    except OSError as error:
        problem = f"cannot be written ({error.strerror or error})"
        raise CrawlError(folder / MANIFEST, problem, "free some space") from error


def _lines(ledger: CrawlLedger) -> Iterator[dict[str, Any]]:
    for row in ledger.each("SELECT * FROM urls ORDER BY url"):
        state = row["state"]
        line = {"url": row["url"]}
        line |= {name: row[name] for name in (*_COLUMNS, *_MORE) if row[name] not in ("", None)}
        if state in PAGE_STATES:
            line["state"] = "page"  # so that a run without changes gives the same lines
        if state in (CrawlState.CANONICAL, CrawlState.DUPLICATE):
            line.pop("path", None)
        if state == CrawlState.DUPLICATE:
            line["target"] = row["twin"]
        yield line


def _published(folder: Path) -> Iterator[str]:
    """Yield the addresses of the pages that the last published crawl has."""
    try:
        with (folder / MANIFEST).open(encoding="utf-8") as file:
            for text in file:
                line = json.loads(text)
                if line.get("path"):
                    yield line["url"]
    except FileNotFoundError:
        return
    except (OSError, ValueError, AttributeError, LookupError) as error:
        problem = f"cannot be read ({error})"
        remedy = "delete it, and run the same command again"
        raise CrawlError(folder / MANIFEST, problem, remedy) from error
