"""A ZIM file as a source: the wikis that Kiwix publishes."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from pathlib import Path
from urllib.parse import unquote

from libzim.reader import Archive, Entry

from wikisearch.errors import PageError, SourceError
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.page_input import PageInput, check_size
from wikisearch.ingest.sources.page_source import (
    HTML_TYPES,
    Listing,
    PageSource,
    Signature,
    SourceEntry,
)
from wikisearch.ingest.url_paths import host_and_path
from wikisearch.model.ids import page_id

_OLD_ARTICLES = "A/"
"""Namespace of the pages in files of the old scheme."""

_MAX_STEPS = 8
_CANONICAL = re.compile(
    rb"""<link\b[^>]*\brel=["']?canonical\b[^>]*\bhref=["']([^"'>]{1,2000})""", re.IGNORECASE
)
_HEAD = 8192
_MAGIC = b"ZIM\x04"
_HEADER = 80
"""Bytes; the last eight of them are the place of the checksum, which is at the end."""

_CHECKSUM = 16


@dataclass(frozen=True, slots=True)
class ZimPage(SourceEntry):
    """A page of a ZIM file, or a redirect to one."""

    number: int
    """Number of the entry."""
    target: str = ""
    """Id of the page that it redirects to."""


class ZimSource(PageSource):
    """A `.zim` file. Its redirects are aliases of their pages."""

    def __init__(self, path: Path) -> None:
        self.name = str(path.absolute())
        self.location = path.absolute()
        self.settings_folder = self.location.parent

    def listing(self) -> Listing:
        """List the HTML pages and the redirects to them."""
        archive, damaged = self._archive(), 0
        found: dict[str, ZimPage] = {}
        for number in range(archive.all_entry_count):
            try:
                for page in _pages(archive, number):
                    found.setdefault(page.path, page)
            except RuntimeError:
                damaged += 1
        if not found:
            raise SourceError(self.name, "no HTML page in it", "name a ZIM file of a wiki")
        entries = sorted(found.values(), key=lambda page: (page_id(page.path), page.path))
        warnings = (f"{self.name}: {damaged:,} entries cannot be read",) if damaged else ()
        return Listing(entries, warnings, _date(archive))

    def read(self, entry: SourceEntry) -> PageInput | Redirect:
        """Read an entry."""
        if not isinstance(entry, ZimPage):
            raise PageError(entry.path, "not a page of this file")
        try:
            found = self._archive()._get_entry_by_id(entry.number)  # noqa: SLF001 - public in C++
            if entry.target:
                title = found.title if found.title != found.path else ""
                return Redirect(
                    page_id(entry.path), entry.path, title, entry.target, "", entry.target
                )
            item = found.get_item()
            check_size(item.size, entry.path)
            data = bytes(item.content)
        except (RuntimeError, IndexError) as error:
            problem = f"entry {entry.number:,} of {self.location.name} cannot be read: {error}"
            raise PageError(entry.path, problem) from error
        return PageInput(entry.path, data, url=_canonical(data))

    def signature(self, entry: SourceEntry, now: int) -> Signature | None:  # noqa: ARG002
        """Return the identity of the file: its entries never change."""
        archive = self._archive()
        return (str(archive.uuid), archive.filesize, getattr(entry, "number", -1))

    def has_file(self, target: str) -> bool:
        """Return whether the file has another entry, such as a picture."""
        archive = self._archive()
        return any(archive.has_entry_by_path(path) for path in (target, unquote(target)))

    def _archive(self) -> Archive:
        try:
            status = self.location.stat()
            return _open(self.location, status.st_size, status.st_mtime_ns)
        except OSError as error:
            problem = f"cannot be read ({error.strerror})"
            raise SourceError(self.name, problem, "name a file that can") from error
        except RuntimeError as error:
            problem = _cut_off(self.location) or f"is damaged: {error}"
            raise SourceError(self.name, problem, "download it again") from error


def _cut_off(path: Path) -> str:
    """Return why a file cannot be whole; empty if its size is right.

    The lists of its pages are at its end, so the part before a cut cannot be read.
    """
    with path.open("rb") as file:
        header = file.read(_HEADER)
        size = file.seek(0, os.SEEK_END)
    if not header.startswith(_MAGIC):
        return "is not a ZIM file"
    whole = int.from_bytes(header[_HEADER - 8 :], "little") + _CHECKSUM
    if len(header) < _HEADER or size >= whole:
        return "is cut off in its header" if len(header) < _HEADER else ""
    return f"is cut off: it ends at byte {size:,} of {whole:,}"


@lru_cache(2)
def _open(path: Path, _size: int, _changed: int) -> Archive:
    """Open a file once in each process."""
    return Archive(path)


def _pages(archive: Archive, number: int) -> Iterator[ZimPage]:
    """Yield an entry if it is an HTML page, or redirects to one."""
    entry = archive._get_entry_by_id(number)  # noqa: SLF001 - public in C++
    path = _path(archive, entry)
    if path is None:
        return
    if not entry.is_redirect:
        if _is_html(entry):
            yield ZimPage(path, number)
        return
    target = entry
    for _ in range(_MAX_STEPS):
        if not target.is_redirect:
            break
        target = target.get_redirect_entry()
    end = _path(archive, target)
    if (
        end is not None
        and not target.is_redirect
        and _is_html(target)
        and page_id(end) != page_id(path)
    ):
        yield ZimPage(path, number, page_id(end))


def _path(archive: Archive, entry: Entry) -> str | None:
    path = str(entry.path)
    if archive.has_new_namespace_scheme:
        return path
    return path.removeprefix(_OLD_ARTICLES) if path.startswith(_OLD_ARTICLES) else None


def _is_html(entry: Entry) -> bool:
    return str(entry.get_item().mimetype).partition(";")[0].strip().lower() in HTML_TYPES


def _canonical(data: bytes) -> str:
    """Return the live address that a page declares; a ZIM file has no addresses itself."""
    match = _CANONICAL.search(data[:_HEAD])
    url = unescape(match[1].decode("utf-8", "replace")).strip() if match else ""
    return url if host_and_path(url) else ""


def _date(archive: Archive) -> tuple[str, ...]:
    if "Date" not in archive.metadata_keys:
        return ()
    date = archive.get_metadata("Date").decode("utf-8", "replace")[:40]
    return (date, date)
