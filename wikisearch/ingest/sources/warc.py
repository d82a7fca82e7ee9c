"""A WARC or WACZ file as a source: the pages that a crawler stored."""

import os
from pathlib import Path

from wikisearch.errors import PageError, SourceError
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.page_input import MAX_PAGE_SIZE, PageInput, check_size
from wikisearch.ingest.sources.captures import (
    CapturedPage,
    Captures,
    captured_pages,
    redirect_title,
    url_paths,
)
from wikisearch.ingest.sources.page_source import Listing, PageSource, Signature, SourceEntry
from wikisearch.ingest.sources.wacz import read_wacz
from wikisearch.ingest.sources.warc_records import READ_ERRORS, Part, RecordReader, read_record
from wikisearch.ingest.url_paths import UrlPaths, host_and_path
from wikisearch.model.ids import page_id
from wikisearch.storage.temporary import TemporaryFolder


class WarcSource(PageSource):
    """A `.warc`, `.warc.gz` or `.wacz` file."""

    def __init__(self, path: Path) -> None:
        self.name = str(path.absolute())
        self.location = path.absolute()
        self.settings_folder = self.location.parent
        self._parts: tuple[Part, ...] = ()
        self._urls = UrlPaths("")
        self._stamp = ""
        self._unpacked: TemporaryFolder | None = None

    def listing(self) -> Listing:
        """List the newest page of each address, and the redirects to them."""
        captures = Captures()
        warnings: list[str] = []
        self._parts, hosts = self._open(warnings)
        for number, part in enumerate(self._parts):
            reader = RecordReader(number, part)
            for capture in reader.captures():
                captures.add(capture)
            warnings += filter(None, (reader.warning,))
        newest, missing = captures.resolved()
        if missing:
            problem = f"{missing:,} revisit records refer to pages that are not in the file"
            warnings.append(f"{self.name}: {problem}")
        self._urls = url_paths(newest, hosts)
        entries = captured_pages(newest, self._urls)
        if not entries:
            raise SourceError(self.name, "no HTML page in it", "name an archive of a web site")
        dates = sorted(entry.capture.date for entry in entries if entry.capture.date)
        return Listing(entries, tuple(warnings), (dates[0], dates[-1]) if dates else ())

    def read(self, entry: SourceEntry) -> PageInput | Redirect:
        """Read a record."""
        capture = _captured(entry).capture
        if (target := _captured(entry).target) or capture.body is None:
            title = redirect_title(_captured(entry))
            return Redirect(page_id(entry.path), entry.path, title, target, "", capture.target)
        part, offset = self._parts[capture.body.part], capture.body.offset
        try:
            data = read_record(part, offset, MAX_PAGE_SIZE)
        except (*READ_ERRORS, StopIteration) as error:
            problem = f"the record at byte {offset:,} of {part.name} cannot be read: {error}"
            raise PageError(entry.path, problem) from error
        check_size(len(data), entry.path)
        return PageInput(entry.path, data, capture.charset, capture.url, self._urls)

    def signature(self, entry: SourceEntry, now: int) -> Signature | None:  # noqa: ARG002
        """Return the hash that the record has, or else the place of the record in this file."""
        capture, target = _captured(entry).capture, _captured(entry).target
        if target:
            return ("redirect", target, capture.target, redirect_title(_captured(entry)))
        place = capture.digest or f"{self._stamp} {capture.body}"
        return (
            place,
            capture.url,
            capture.charset,
            " ".join((self._urls.host, *self._urls.others)),
        )

    def path_of(self, address: str) -> str:
        """Return the path of the page at a live address."""
        return self._urls.path(address) or address

    def close(self) -> None:
        """Delete the unpacked WARC files."""
        if self._unpacked is not None:
            self._unpacked.close()
            self._unpacked = None

    def __getstate__(self) -> dict[str, object]:
        """Leave out the temporary folder: this process deletes it."""
        return self.__dict__ | {"_unpacked": None}

    def _open(self, warnings: list[str]) -> tuple[tuple[Part, ...], frozenset[str]]:
        """Find the WARC files, and the hosts of the pages that the archive declares."""
        try:
            status = os.stat(self.location)  # noqa: PTH116 - as in the folder
            self._stamp = f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"
            if self.location.suffix.lower() != ".wacz":
                return (Part(self.location.name, self.location, 0, status.st_size),), frozenset()
            content = read_wacz(self.location, self._temporary_folder)
        except OSError as error:
            problem = f"cannot be read ({error.strerror})"
            raise SourceError(self.name, problem, "name a file that can") from error
        warnings += content.warnings
        pairs = map(host_and_path, content.pages)
        return content.parts, frozenset(pair[0] for pair in pairs if pair)

    def _temporary_folder(self) -> Path:
        if self._unpacked is None:
            self._unpacked = TemporaryFolder("warc")
        return self._unpacked.path


def _captured(entry: SourceEntry) -> CapturedPage:
    if not isinstance(entry, CapturedPage):
        raise PageError(entry.path, "not a page of this archive")
    return entry
