"""Pages of a program as a source: each is written to a temporary file before the build."""

import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from wikisearch.errors import PageError, SourceError
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.sources.page_source import Listing, PageSource, Signature, SourceEntry
from wikisearch.model.ids import page_id
from wikisearch.model.source_page import Pages, SourcePage, iterate_pages
from wikisearch.storage.temporary import TemporaryFolder, temporary_space

NAME = "pages of a program"
"""Name of the source of all such indexes."""

_PAGES = "pages"


@dataclass(frozen=True, slots=True)
class SpooledPage(SourceEntry):
    """A page in the temporary file."""

    offset: int
    head_size: int
    """Bytes of its values in JSON, which stand before the HTML."""
    size: int
    digest: str


class ProgramSource(PageSource):
    """Pages that a program passes, in an iterable that is consumed once.

    The memory that this takes does not depend on the size of the pages.
    """

    name = NAME

    def __init__(self, pages: Pages) -> None:
        self._folder = TemporaryFolder("pages")
        self.location = self._folder.path
        try:
            self.pages = self._spool(pages)
            """All pages, in order of their ids."""
        except BaseException:
            self.close()
            raise

    def listing(self) -> Listing:
        """List the pages."""
        if not self.pages:
            raise SourceError(NAME, "there are none", "pass at least one page")
        return Listing(self.pages)

    def read(self, entry: SourceEntry) -> PageInput:
        """Read a page from the temporary file."""
        if not isinstance(entry, SpooledPage):
            raise PageError(entry.path, "not a page of this source")
        try:
            with (self.location / _PAGES).open("rb") as file:
                file.seek(entry.offset)
                head = file.read(entry.head_size)
                data = file.read(entry.size)
        except OSError as error:
            problem = f"cannot be read: {error.strerror or error}"
            raise PageError(entry.path, problem, transient=True) from error
        values = json.loads(head)
        return PageInput(entry.path, data, **values | {"aliases": tuple(values["aliases"])})

    def signature(self, entry: SourceEntry, now: int) -> Signature | None:  # noqa: ARG002
        """Return the hash of the page."""
        return (entry.digest,) if isinstance(entry, SpooledPage) else None

    def close(self) -> None:
        """Delete the temporary file."""
        self._folder.close()

    def __getstate__(self) -> dict[str, Path]:
        """Leave out the list of pages: workers get entries."""
        return {"location": self.location}

    def _spool(self, pages: Pages) -> list[SpooledPage]:
        """Write all pages; raises SourceError for an id that two pages have."""
        found: dict[str, SpooledPage] = {}
        with (self.location / _PAGES).open("wb") as file:
            for page in iterate_pages(pages):
                given = page_input(page)
                name = page_id(given.path)
                if name in found:
                    raise SourceError(
                        f"id {name!r}", "two pages have it", "give each page an id of its own"
                    )
                found[name] = _write(file, given)
            with temporary_space():
                file.flush()
        return [found[name] for name in sorted(found)]


def page_input(page: SourcePage) -> PageInput:
    """Return a page as a source gives it; characters that are not valid text are replaced."""
    is_text = isinstance(page.html, str)
    return PageInput(
        _valid(page.id),
        page.html.encode("utf-8", "replace") if isinstance(page.html, str) else page.html,
        charset="utf-8" if is_text else "",
        url=_valid(page.url),
        language=_valid(page.language),
        title=_valid(page.title),
        category=_valid(page.category),
        aliases=tuple(map(_valid, page.aliases)),
    )


def _valid(text: str | None) -> str:
    """Return a text on one line, without lone surrogates, which an index cannot store."""
    return " ".join((text or "").encode("utf-8", "replace").decode().split())


def _write(file: BinaryIO, page: PageInput) -> SpooledPage:
    names = ("charset", "url", "language", "title", "category", "aliases")
    head = json.dumps({name: getattr(page, name) for name in names}).encode()
    offset = file.seek(0, os.SEEK_CUR)
    with temporary_space():
        file.write(head)
        file.write(page.data)
    return SpooledPage(page.path, offset, len(head), len(page.data), page.digest)
