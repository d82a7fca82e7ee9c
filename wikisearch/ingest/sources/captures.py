"""The captures of a web archive -> its pages: the newest answer of each address counts."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from typing import NamedTuple

from wikisearch.ingest.sources.page_source import SourceEntry
from wikisearch.ingest.url_paths import UrlPaths, host_and_path, joined, name_in
from wikisearch.model.ids import page_id

Place = tuple[str, str]
"""Host and path of an address: the same for `http` and `https`."""


class Answer(Enum):
    """What a server answered."""

    PAGE = "page"
    REDIRECT = "redirect"
    NO_PAGE = "no page"
    """Gone, or a file of another type."""


class Location(NamedTuple):
    """Where a record is."""

    part: int
    """Number of the file in the archive."""
    offset: int
    """Bytes from the start of that file."""


@dataclass(frozen=True, slots=True)
class Capture:
    """One answer of a server, without its content."""

    url: str
    place: Place
    date: str
    answer: Answer
    body: Location | None
    """None for a record that refers to another one with the same content."""
    digest: str = ""
    """Hash of the content, as the archive has it."""
    charset: str = ""
    target: str = ""
    """Address that a redirect leads to."""
    is_permanent: bool = False
    refers_to: str = ""
    """Address of the record with the content; empty if it is the same."""


@dataclass(frozen=True, slots=True)
class CapturedPage(SourceEntry):
    """A page of an archive, or an address that redirects to one."""

    capture: Capture
    target: str = ""
    """Id of the page that it redirects to."""


class Captures:
    """Collects captures in any order. The memory depends on the number of pages only."""

    def __init__(self) -> None:
        self._newest: dict[Place, Capture] = {}
        self._by_digest: dict[str, Capture] = {}
        self._by_place: dict[Place, Capture] = {}

    def add(self, capture: Capture) -> None:
        """Add a capture; of two with one date, the later one counts."""
        before = self._newest.get(capture.place)
        if before is None or before.date <= capture.date:
            self._newest[capture.place] = capture
        if capture.answer is Answer.PAGE and capture.body is not None:
            self._by_digest.setdefault(capture.digest, capture)
            self._by_place[capture.place] = capture

    def resolved(self) -> tuple[list[Capture], int]:
        """Return the newest captures, and the number of those whose content is missing."""
        found: list[Capture] = []
        missing = 0
        for capture in self._newest.values():
            if capture.body is not None or capture.answer is not Answer.PAGE:
                found.append(capture)
                continue
            original = self._original(capture)
            if original is not None:
                body = replace(capture, body=original.body, charset=original.charset)
                found.append(replace(body, digest=original.digest))
            elif capture.digest:
                missing += 1
        return found, missing

    def _original(self, capture: Capture) -> Capture | None:
        place = host_and_path(capture.refers_to) or capture.place
        by_digest = self._by_digest.get(capture.digest) if capture.digest else None
        return by_digest or self._by_place.get(place) or self._by_place.get(capture.place)


def url_paths(captures: Iterable[Capture], hosts: Collection[str] = ()) -> UrlPaths:
    """Return the hosts of an archive: the main one has most pages. `hosts` are the only ones."""
    counts = Counter(each.place[0] for each in captures if each.answer is Answer.PAGE)
    known = {host: count for host, count in counts.items() if not hosts or host in hosts}
    return UrlPaths.of_hosts(known)


def captured_pages(captures: Iterable[Capture], urls: UrlPaths) -> list[CapturedPage]:
    """List the pages and the redirects to them, in order of their ids."""
    entries: dict[str, CapturedPage] = {}
    redirecting: list[Capture] = []
    for capture in sorted(captures, key=lambda each: (each.place, each.date)):
        if capture.answer is Answer.REDIRECT:
            redirecting.append(capture)
        elif capture.answer is Answer.PAGE and (path := urls.path(capture.url)) is not None:
            entries.setdefault(path, CapturedPage(path, capture))
    entries = _without_copies(entries)
    ids = {page_id(path) for path in entries}
    redirects = {
        page_id(each.path): each
        for each in _redirects(redirecting, urls)
        if page_id(each.path) not in ids
    }
    used = (each for each in redirects.values() if _leads_to(each, ids, redirects))
    found = [*entries.values(), *used]
    return sorted(found, key=lambda entry: (page_id(entry.path), entry.path))


def _redirects(redirecting: Iterable[Capture], urls: UrlPaths) -> Iterable[CapturedPage]:
    for capture in redirecting:
        path, url = urls.path(capture.url), joined(capture.url, capture.target)
        target = urls.path(url) if url else None
        if path is not None and target is not None and page_id(target) != page_id(path):
            yield CapturedPage(path, capture, page_id(target))


def _leads_to(
    entry: CapturedPage, ids: Collection[str], redirects: Mapping[str, CapturedPage]
) -> bool:
    """Return whether a chain of redirects ends at a page."""
    for _ in range(10):
        if entry.target in ids:
            return True
        if entry.target not in redirects:
            return False
        entry = redirects[entry.target]
    return False


def _without_copies(entries: Mapping[str, CapturedPage]) -> dict[str, CapturedPage]:
    """Drop `guide.html` if `guide` has the same content."""
    found: dict[str, CapturedPage] = {}
    owners: dict[tuple[str, str], str] = {}
    for path, entry in entries.items():
        digest = entry.capture.digest
        if not digest or owners.setdefault((page_id(path), digest), path) == path:
            found[path] = entry
    return found


def redirect_title(entry: CapturedPage) -> str:
    """Return the name that an old address has; empty for one that is not a name."""
    is_folder = entry.target == f"{page_id(entry.path)}/index"
    if not entry.capture.is_permanent or is_folder or "?" in entry.path:
        return ""
    return name_in(entry.path)
