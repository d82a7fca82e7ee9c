"""What the ledger and the facts of a generation say of one another."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from wikisearch.checking.fault import Fault, fault_of, some
from wikisearch.errors import IndexDamagedError
from wikisearch.indexer.ledger import (
    BROKEN,
    LINKS,
    RECORDS,
    STAMPS,
    Ledger,
    read_graph,
    read_ledger,
    read_links,
)
from wikisearch.indexer.record import Record, RecordKind
from wikisearch.indexer.report import refusals
from wikisearch.model.manifest import Manifest
from wikisearch.model.names import INCOMING_FILE, NAMES_FILE, TERMS_FILE
from wikisearch.search import SiteMetadata
from wikisearch.storage.generations import MANIFEST

Found = TypeVar("Found")


class Records:
    """As far as they can be read: files that are known to be wrong are not."""

    def __init__(self, path: Path, wrong: Collection[Path]) -> None:
        facts = SiteMetadata(path)
        self._path = path
        self._wrong = wrong
        self._unread: list[Fault] = []
        self._ledger = self._read(lambda: read_ledger(path), RECORDS, STAMPS)
        self._links = self._read(lambda: read_links(path), LINKS)
        self._graph = self._read(lambda: read_graph(path), BROKEN, INCOMING_FILE)
        self._terms = self._read(lambda: facts.terms, TERMS_FILE)
        self._called = self._read(lambda: facts.mined, NAMES_FILE)

    @property
    def pages(self) -> Mapping[str, Record] | None:
        """Records of pages by their ids; None when they cannot be read."""
        if self._ledger is None:
            return None
        records = self._ledger.records.values()
        return {record.id: record for record in records if record.kind is RecordKind.PAGE}

    def faults(self, manifest: Manifest) -> Iterator[Fault]:
        """Everything in which one of them contradicts another, or the manifest."""
        yield from self._unread
        if self._ledger is not None:
            yield from self._of_ledger(self._ledger.records, manifest)
            paths = set(self._ledger.records)
            yield from self._unknown(STAMPS, "files", set(self._ledger.stamps) - paths)
            yield from self._of_links(self._ledger.records)
            yield from self._of_facts(self._ledger)

    def _read(self, read: Callable[[], Found], *names: str) -> Found | None:
        files = [self._path / name for name in names]
        if any(file in self._wrong for file in files):
            return None
        try:
            return read()
        except IndexDamagedError as error:
            named = next(file for file in files if str(file) in str(error))
            self._unread.append(fault_of(error, named))
            return None

    def _of_ledger(self, records: Mapping[str, Record], manifest: Manifest) -> Iterator[Fault]:
        pages = [record for record in records.values() if record.kind is RecordKind.PAGE]
        sections = sum(page.stats.sections for page in pages)
        file = self._path / MANIFEST
        if len(pages) != manifest.pages:
            yield Fault(file, f"counts {manifest.pages:,} pages, {RECORDS} {len(pages):,}")
        if sections != manifest.sections:
            yield Fault(file, f"counts {manifest.sections:,} sections, {RECORDS} {sections:,}")
        if refusals(records) != manifest.refused:
            yield Fault(file, f"lists other refused files than {RECORDS}")
        if len({page.id for page in pages}) != len(pages):
            yield Fault(self._path / RECORDS, "gives two pages the same id")
        notes = {each.note for each in records.values() if each.kind is RecordKind.DUPLICATE}
        yield from self._unknown(RECORDS, "originals of duplicates", notes - set(records))

    def _of_links(self, records: Mapping[str, Record]) -> Iterator[Fault]:
        linking = {
            path
            for path, each in records.items()
            if each.kind in (RecordKind.PAGE, RecordKind.REDIRECT)
        }
        if self._links is not None:
            yield from self._unknown(LINKS, "pages", set(self._links.pages) - linking)
            if missing := linking - set(self._links.pages):
                yield Fault(self._path / LINKS, f"lacks the links of {some(missing)}")
        if self._graph is not None:
            examples = {link.example for link in self._graph.broken}
            yield from self._unknown(BROKEN, "pages", examples - set(records))
            yield from self._unknown(
                INCOMING_FILE, "pages", set(self._graph.incoming) - _ids(records)
            )

    def _of_facts(self, ledger: Ledger) -> Iterator[Fault]:
        if self._terms is not None and list(self._terms) != ledger.terms:
            yield Fault(self._path / TERMS_FILE, f"lists other pages than {RECORDS}")
        if self._called is not None:
            called = {name.page for name in self._called}
            yield from self._unknown(NAMES_FILE, "pages", called - _ids(ledger.records))

    def _unknown(self, name: str, what: str, unknown: set[str]) -> Iterator[Fault]:
        if unknown:
            yield Fault(self._path / name, f"names {what} that are not there: {some(unknown)}")


def _ids(records: Mapping[str, Record]) -> set[str]:
    """Ids that links may lead to: also those of redirects, and of pages that were refused."""
    return {record.id for record in records.values()}
