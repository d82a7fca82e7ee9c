"""The pages of an index as a source, with some that a program adds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from wikisearch.engines.base import Reader
from wikisearch.errors import PageError, SourceError, WikisearchError
from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.link_table import LinkTable
from wikisearch.indexer.page_extractor import ExtractedFile, PageExtractor
from wikisearch.indexer.record import PageTargets, Record, RecordKind
from wikisearch.indexer.scan import Scan, ScannedFile
from wikisearch.ingest import (
    Listing,
    PageInput,
    PageSource,
    ProgramSource,
    Redirect,
    SourceEntry,
    open_source,
)
from wikisearch.model.ids import page_id
from wikisearch.model.page import Page
from wikisearch.search.page_lookup import load_page


@dataclass(frozen=True, slots=True)
class RetainedPage(SourceEntry):
    """A page of the index that an update does not change."""


class EditedIndex(PageSource):
    """The pages of an index without those that are deleted, and with those that are added.

    A retained page is read only if another page was deleted that it was a copy of. Then the source
    of the index must still have it.
    """

    is_whole = False

    def __init__(self, index: Path, name: str, ledger: Ledger, added: ProgramSource) -> None:
        self.name = name
        self.location = index
        self.ledger = ledger
        self.added = added
        self._origin = _origin(name)
        self.settings_folder = self._origin.settings_folder if self._origin else None

    def edited(self, deleted: Iterable[str]) -> list[SourceEntry]:
        """List all pages without those with the deleted ids; an added one replaces its id."""
        by_id: dict[str, str] = {}
        for path, record in self.ledger.records.items():
            by_id.setdefault(record.id, path)
        # A replaced page keeps its path, so that its address stays.
        new = [
            replace(page, path=by_id.get(page_id(page.path), page.path))
            for page in self.added.pages
        ]
        gone = {page_id(page.path) for page in new}.union(deleted)
        retained = [
            RetainedPage(path)
            for path, record in self.ledger.records.items()
            if record.id not in gone
        ]
        return sorted([*retained, *new], key=lambda entry: (page_id(entry.path), entry.path))

    def listing(self) -> Listing:
        """List all pages as they are in the index."""
        return Listing(self.edited(()))

    def read(self, entry: SourceEntry) -> PageInput | Redirect:
        """Read an added page, or a retained page that the source of the index still has."""
        if not isinstance(entry, RetainedPage):
            new, before = self.added.read(entry), self.ledger.records.get(entry.path)
            return new if new.url or before is None else replace(new, url=before.url)
        known = self._entries_of_origin.get(entry.path)
        page = self._origin.read(known) if self._origin and known else None
        if page is None or page.digest != self.ledger.records[entry.path].digest:
            raise PageError(
                entry.path,
                "it was a copy of a page that is gone, and its source does not have it any more",
                "add it again",
            )
        return page

    def exists(self, entry: SourceEntry) -> bool:  # noqa: ARG002
        """Return True: the index has its pages."""
        return True

    def has_file(self, target: str) -> bool:
        """Return whether the source of the index has a file."""
        return self._origin is not None and self._origin.has_file(target)

    def close(self) -> None:
        """Delete the temporary files of the source of the index."""
        if self._origin:
            self._origin.close()

    def scan(self, entries: Iterable[SourceEntry], _known: object = None) -> Scan:
        """Return the known hash of each retained page, and that of the new ones."""
        return Scan(tuple(map(self._scan_entry, entries)))

    def _scan_entry(self, entry: SourceEntry) -> ScannedFile:
        signature = self.ledger.signatures.get(entry.path)
        if not isinstance(entry, RetainedPage):
            return ScannedFile(entry, self.read(entry).digest)
        record = self.ledger.records[entry.path]
        refusal = record.note if record.kind is RecordKind.REFUSED and not record.digest else ""
        # A page without a known hash equals no other page.
        return ScannedFile(entry, record.digest or f"unknown {entry.path}", refusal, signature)

    @cached_property
    def _entries_of_origin(self) -> Mapping[str, SourceEntry]:
        if self._origin is None:
            return {}
        try:
            return {entry.path: entry for entry in self._origin.listing().entries}
        except WikisearchError:
            return {}


@dataclass(frozen=True, slots=True)
class EditedExtractor:
    """Extracts added pages; retained pages come from the index."""

    extractor: PageExtractor
    records: Mapping[str, Record]
    links: LinkTable
    reader: Reader

    def __call__(self, entry: SourceEntry) -> ExtractedFile:
        """Extract one page; raises PageError."""
        if isinstance(entry, RetainedPage):
            record = self.records[entry.path]
            page = load_page(record.id, self.reader) if record.kind is RecordKind.PAGE else None
            if page is not None:
                return ExtractedFile(record, self._targets(entry.path), _as_extracted(page, record))
        return self.extractor(entry)

    def _targets(self, path: str) -> PageTargets:
        links = self.links.pages[path]
        targets = tuple(self.links.targets[number] for number in links.numbers)
        return PageTargets(frozenset(links.ids), targets)


def _as_extracted(page: Page, record: Record) -> Page:
    """Remove the titles of redirects from the aliases: the build adds them again."""
    names = list(page.aliases)
    while names and names[-1] in record.names:
        names.pop()
    return replace(page, aliases=tuple(names))


def _origin(name: str) -> PageSource | None:
    """Return the source of an index, if it is on disk and still there."""
    path = Path(name)
    if not path.is_absolute() or not path.exists():
        return None
    try:
        return open_source(path)
    except SourceError:
        return None
