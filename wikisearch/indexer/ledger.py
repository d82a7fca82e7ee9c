"""Records, links and names of a generation, as files in its folder."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from wikisearch.indexer.link_graph import LinkGraph
from wikisearch.indexer.link_table import LinkTable
from wikisearch.indexer.record import Record, RecordKind
from wikisearch.ingest import KnownPage, Signature, SurveyRecord, SurveyRecords
from wikisearch.model.names import (
    INCOMING_FILE,
    NAMES_FILE,
    SECTION_LINKS_FILE,
    TERMS_FILE,
    PageEntry,
    SiteNames,
    page_entries_json,
)
from wikisearch.model.report import BrokenLink
from wikisearch.storage.files import GZIP_SUFFIX, read_decoded, write_bytes, write_text

RECORDS = f"pages.json{GZIP_SUFFIX}"
LINKS = f"links{GZIP_SUFFIX}"
SIGNATURES = f"signatures.json{GZIP_SUFFIX}"
BROKEN = "broken.json"
SURVEY = f"survey.json{GZIP_SUFFIX}"

LEDGER_FILES = (
    RECORDS,
    LINKS,
    SIGNATURES,
    SURVEY,
    BROKEN,
    INCOMING_FILE,
    SECTION_LINKS_FILE,
    TERMS_FILE,
    NAMES_FILE,
)
"""Files of a generation that no engine writes."""

_LEVEL = 4
"""Compression level; level 6 takes twice as long and saves 7 %."""


@dataclass(frozen=True)
class Ledger:
    """What a generation remembers of its source files."""

    records: Mapping[str, Record]
    """By path, in order of ids."""

    signatures: Mapping[str, Signature]
    """By path."""

    sample: SurveyRecords = field(default_factory=dict)
    """Pages that the survey read, by path."""

    @cached_property
    def terms(self) -> list[PageEntry]:
        """The pages, in order of their ids."""
        pages = [record for record in self.records.values() if record.kind is RecordKind.PAGE]
        rows = (
            PageEntry(
                id=page.id,
                path=page.path,
                title=page.title,
                aliases=page.aliases,
                category=page.category,
                redirects=tuple(name for name in page.names if name in page.aliases),
                url=page.url,
            )
            for page in pages
        )
        return sorted(rows, key=lambda term: term.id)

    def known_pages(self) -> dict[str, KnownPage]:
        """Return the signature and the hash of each file, by path."""
        return {
            path: KnownPage(signature, self.records[path].digest)
            for path, signature in self.signatures.items()
            if path in self.records
        }


def write_ledger(
    path: Path, ledger: Ledger, links: LinkTable, graph: LinkGraph, names: SiteNames
) -> None:
    """Write all files of the ledger into the folder of a generation."""
    write_bytes(path / RECORDS, _packed(_json(list(ledger.records.values()))))
    write_bytes(path / LINKS, _packed(links.to_bytes()))
    write_bytes(path / SIGNATURES, _packed(_json(dict(ledger.signatures))))
    write_bytes(path / SURVEY, _packed(_json(list(ledger.sample.items()))))
    write_text(path / BROKEN, json.dumps(list(map(_broken_row, graph.broken))))
    write_text(path / INCOMING_FILE, json.dumps(dict(graph.incoming)))
    write_bytes(path / SECTION_LINKS_FILE, _packed(_json(dict(graph.section_links))))
    write_text(path / TERMS_FILE, page_entries_json(ledger.terms))
    write_bytes(path / NAMES_FILE, names.to_bytes())


def read_ledger(path: Path) -> Ledger:
    """Read the records of a generation; raises IndexDamagedError."""
    records = read_decoded(path / RECORDS, _records)
    signatures = read_decoded(path / SIGNATURES, _signatures)
    return Ledger(records, signatures, read_decoded(path / SURVEY, _sample))


def read_links(path: Path) -> LinkTable:
    """Read the links of all pages; raises IndexDamagedError."""
    return read_decoded(path / LINKS, LinkTable.from_bytes)


def read_graph(path: Path) -> LinkGraph:
    """Read the link graph without its texts; raises IndexDamagedError."""
    broken = read_decoded(path / BROKEN, _broken)
    incoming = read_decoded(path / INCOMING_FILE, _incoming)
    return LinkGraph(broken, incoming, {}, read_decoded(path / SECTION_LINKS_FILE, _incoming))


def read_names(path: Path) -> SiteNames:
    """Read the mined names; raises IndexDamagedError."""
    return read_decoded(path / NAMES_FILE, SiteNames.from_bytes)


def _records(data: bytes) -> dict[str, Record]:
    records = map(Record.from_row, json.loads(data))
    return {record.path: record for record in records}


def _signatures(data: bytes) -> dict[str, Signature]:
    return {str(path): _signature(values) for path, values in json.loads(data).items()}


def _signature(values: list[Any]) -> Signature:
    return tuple([value if isinstance(value, str) else int(value) for value in values])


def _sample(data: bytes) -> dict[str, SurveyRecord]:
    return {str(path): SurveyRecord.from_row(row) for path, row in json.loads(data)}


def _broken_row(link: BrokenLink) -> dict[str, str | int]:
    """Encode a broken link; `asdict` copies each value, and a page can have thousands."""
    return {name: getattr(link, name) for name in BrokenLink.__slots__}


def _broken(data: bytes) -> tuple[BrokenLink, ...]:
    return tuple(BrokenLink(**each) for each in json.loads(data))


def _incoming(data: bytes) -> dict[str, int]:
    return {str(page): int(pages) for page, pages in json.loads(data).items()}


def _json(value: object) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode()


def _packed(data: bytes) -> bytes:
    """Compress a file that few queries read, or none; equal data give equal bytes."""
    return gzip.compress(data, _LEVEL, mtime=0)
