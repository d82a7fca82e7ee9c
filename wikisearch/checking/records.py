"""Compares the ledger files of a generation with each other and with the manifest."""

from collections.abc import Callable, Collection, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from wikisearch.checking.fault import Fault, fault_of, list_some
from wikisearch.errors import BadIndexError
from wikisearch.indexer.ledger import (
    BROKEN,
    LINKS,
    RECORDS,
    SIGNATURES,
    SURVEY,
    Ledger,
    read_graph,
    read_ledger,
    read_links,
)
from wikisearch.indexer.record import Record, RecordKind, refusals
from wikisearch.model.manifest import Manifest
from wikisearch.model.names import INCOMING_FILE, NAMES_FILE, SECTION_LINKS_FILE, TERMS_FILE
from wikisearch.search import SiteMetadata
from wikisearch.storage.generations import MANIFEST

Value = TypeVar("Value")


class RecordCheck:
    """Checks the ledger files of one generation; damaged files are not read."""

    def __init__(self, path: Path, damaged: Collection[Path]) -> None:
        site = SiteMetadata(path)
        self._path = path
        self._damaged = damaged
        self._unreadable: list[Fault] = []
        self._ledger = self._read(lambda: read_ledger(path), RECORDS, SIGNATURES, SURVEY)
        self._links = self._read(lambda: read_links(path), LINKS)
        self._graph = self._read(
            lambda: read_graph(path), BROKEN, INCOMING_FILE, SECTION_LINKS_FILE
        )
        self._terms = self._read(lambda: site.terms, TERMS_FILE)
        self._names = self._read(lambda: site.mined, NAMES_FILE)

    @property
    def pages(self) -> Mapping[str, Record] | None:
        """Records of pages by their ids; None if they cannot be read."""
        if self._ledger is None:
            return None
        records = self._ledger.records.values()
        return {record.id: record for record in records if record.kind is RecordKind.PAGE}

    def faults(self, manifest: Manifest) -> Iterator[Fault]:
        """All contradictions between these files and the manifest."""
        yield from self._unreadable
        if self._ledger is not None:
            yield from self._ledger_faults(self._ledger.records, manifest)
            paths = set(self._ledger.records)
            yield from self._unknown(SIGNATURES, "files", set(self._ledger.signatures) - paths)
            yield from self._link_faults(self._ledger.records)
            yield from self._name_faults(self._ledger)

    def _read(self, read: Callable[[], Value], *names: str) -> Value | None:
        files = [self._path / name for name in names]
        if any(file in self._damaged for file in files):
            return None
        try:
            return read()
        except BadIndexError as error:
            self._unreadable.append(fault_of(error, self._path))
            return None

    def _ledger_faults(self, records: Mapping[str, Record], manifest: Manifest) -> Iterator[Fault]:
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

    def _link_faults(self, records: Mapping[str, Record]) -> Iterator[Fault]:
        linking = {
            path
            for path, each in records.items()
            if each.kind in (RecordKind.PAGE, RecordKind.REDIRECT)
        }
        if self._links is not None:
            yield from self._unknown(LINKS, "pages", set(self._links.pages) - linking)
            if missing := linking - set(self._links.pages):
                yield Fault(self._path / LINKS, f"lacks the links of {list_some(missing)}")
        if self._graph is not None:
            examples = {link.example for link in self._graph.broken}
            yield from self._unknown(BROKEN, "pages", examples - set(records))
            yield from self._unknown(
                INCOMING_FILE, "pages", set(self._graph.incoming) - _ids(records)
            )
            linked = {key.partition("#")[0] for key in self._graph.section_links}
            yield from self._unknown(SECTION_LINKS_FILE, "pages", linked - _ids(records))

    def _name_faults(self, ledger: Ledger) -> Iterator[Fault]:
        if self._terms is not None and list(self._terms) != ledger.terms:
            yield Fault(self._path / TERMS_FILE, f"lists other pages than {RECORDS}")
        if self._names is not None:
            named = {name.page for name in self._names}
            yield from self._unknown(NAMES_FILE, "pages", named - _ids(ledger.records))

    def _unknown(self, name: str, what: str, unknown: set[str]) -> Iterator[Fault]:
        if unknown:
            yield Fault(self._path / name, f"names {what} that do not exist: {list_some(unknown)}")


def _ids(records: Mapping[str, Record]) -> set[str]:
    """Ids that links may lead to, those of redirects and refused pages included."""
    return {record.id for record in records.values()}
