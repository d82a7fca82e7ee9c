"""The folder of a crawl as a source: pages with their live addresses, redirects, and charsets."""

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wikisearch.errors import PageError, SourceError
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.page_file import read_bytes
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.sources.page_source import Listing, PageSource, Signature, SourceEntry
from wikisearch.ingest.url_paths import UrlPaths, host_and_path, name_in
from wikisearch.model.ids import page_id

MANIFEST = "manifest.jsonl"
_HEAD = "wikisearch_crawl"
_ALIASES = ("redirect", "canonical", "duplicate")
"""States of addresses that are other names of a page."""


@dataclass(frozen=True, slots=True)
class CrawledEntry(SourceEntry):
    """A page of a crawl, or an address that leads to one."""

    url: str
    file: str
    """Path below the folder of the crawl; empty for an address that leads to a page."""

    charset: str
    digest: str
    target: str
    """Id of the page that the address leads to; empty for a page."""


class CrawledSource(PageSource):
    """The pages that a crawl published; paths and links are those of the addresses."""

    def __init__(self, root: Path) -> None:
        self.name = str(root.absolute())
        self.location = root.absolute()
        self.settings_folder = root.absolute()
        self._lines, self._finished = _read_manifest(root / MANIFEST)
        self._urls = _hosts(self._lines)

    def listing(self) -> Listing:
        """List the pages, and the addresses that lead to them."""
        found: dict[str, CrawledEntry] = {}
        warnings = []
        for line in sorted(self._lines, key=lambda line: line["state"] != "page"):
            entry = self._entry(line)
            if entry is None:
                continue
            first = found.setdefault(page_id(entry.path), entry)
            if first is not entry and not entry.target:
                warnings.append(f"{entry.url} has the path of {first.url}, and is left out")
        if not any(entry.file for entry in found.values()):
            raise SourceError(self.name, "no pages in it", "run wikisearch crawl first")
        times = [line["fetched_at"] for line in self._lines if line.get("fetched_at")]
        fetched = (min(times, default=self._finished), self._finished)
        return Listing([found[name] for name in sorted(found)], tuple(warnings), fetched)

    def read(self, entry: SourceEntry) -> PageInput | Redirect:
        """Read a page, or an address that leads to one."""
        if not isinstance(entry, CrawledEntry):
            raise PageError(entry.path, "not a page of this crawl")
        if entry.target:
            name, here = name_in(entry.path), page_id(entry.path)
            return Redirect(here, entry.path, name, entry.target, "", entry.url)
        data, _ = read_bytes(self.location / entry.file)
        return PageInput(entry.path, data, entry.charset, entry.url, self._urls)

    def signature(self, entry: SourceEntry, now: int) -> Signature | None:  # noqa: ARG002
        """Return the hash that the crawl computed."""
        if not isinstance(entry, CrawledEntry):
            return None
        return (entry.digest, entry.url, entry.charset, entry.target)

    def exists(self, entry: SourceEntry) -> bool:
        """Return whether the file of a page is there."""
        return isinstance(entry, CrawledEntry) and (self.location / entry.file).exists()

    def path_of(self, address: str) -> str:
        """Return the path of the page at an address."""
        return self._urls.path(address) or address

    def __getstate__(self) -> dict[str, Any]:
        """Leave out the manifest: workers get entries."""
        return self.__dict__ | {"_lines": ()}

    def _entry(self, line: dict[str, Any]) -> CrawledEntry | None:
        path = self._urls.path(line["url"])
        file, state, target = line.get("path", ""), line["state"], line.get("target", "")
        if path is None:
            return None
        if file:
            charset, digest = line.get("charset", ""), line.get("sha256", "")
            return CrawledEntry(path, line["url"], file, charset, digest, "")
        where = self._urls.path(target) if state in _ALIASES else None
        if where is None or page_id(where) == page_id(path):
            return None
        return CrawledEntry(path, line["url"], "", "", "", page_id(where))


def _read_manifest(file: Path) -> tuple[list[dict[str, Any]], str]:
    """Return the lines of a manifest, and when the crawl ended; raises SourceError."""
    try:
        lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        head, *rest = lines
        is_sound = head[_HEAD] == 1 and all(map(_is_sound, rest))
        finished = str(head["finished_at"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        problem = f"cannot be read: {error}"
        raise SourceError(file, problem, "run wikisearch crawl again") from error
    if not is_sound:
        raise SourceError(file, "is damaged or of another version", "run wikisearch crawl again")
    return rest, finished


def _is_sound(line: dict[str, Any]) -> bool:
    """Check a line: a file that it names is in the folder of the crawl."""
    file = line.get("path", "")
    parts = Path(file).parts
    return bool(line["url"] and line["state"]) and (not file or _is_below(parts))


def _is_below(parts: tuple[str, ...]) -> bool:
    return parts[0] == "pages" and ".." not in parts


def _hosts(lines: list[dict[str, Any]]) -> UrlPaths:
    places = (host_and_path(line["url"]) for line in lines if line.get("path"))
    return UrlPaths.of_hosts(Counter(place[0] for place in places if place))
