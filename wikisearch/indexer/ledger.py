"""The records of a generation as files in its folder, and back."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path

from wikisearch.indexer.link_table import Links
from wikisearch.indexer.record import LinkGraph, Record, RecordKind
from wikisearch.model.names import (
    INCOMING_FILE,
    NAMES_FILE,
    TERMS_FILE,
    PageEntry,
    SiteNames,
    page_entries_json,
)
from wikisearch.model.report import BrokenLink
from wikisearch.storage.files import PACKED, read_decoded, write_bytes, write_text

RECORDS = f"pages.json{PACKED}"
LINKS = f"links{PACKED}"
STAMPS = f"stamps.json{PACKED}"
BROKEN = "broken.json"

FILES = (RECORDS, LINKS, STAMPS, BROKEN, INCOMING_FILE, TERMS_FILE, NAMES_FILE)
"""Files of a generation that no engine wrote."""

FileSignature = tuple[int, ...]
"""Size, times of change and number of a file: by these it is known to be unchanged unread."""

KnownFile = tuple[FileSignature, str]
"""What a file looked like, and the hash of its bytes then; none when it has to be read again."""


_LEVEL = 4
"""Of compression; 6 takes twice as long, and saves 7 % of what is small anyhow."""


@dataclass(frozen=True)
class Ledger:
    """What one generation knows of the files it was made of."""

    records: Mapping[str, Record]
    """By path, in order of their ids."""

    stamps: Mapping[str, FileSignature]

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
            )
            for page in pages
        )
        return sorted(rows, key=lambda term: term.id)

    def looks(self) -> dict[str, KnownFile]:
        """What every file looked like, by path."""
        return {
            path: (stamp, self.records[path].digest)
            for path, stamp in self.stamps.items()
            if path in self.records
        }


def write_ledger(
    path: Path, ledger: Ledger, links: Links, graph: LinkGraph, names: SiteNames
) -> None:
    """Write all of it into the folder of a generation."""
    write_bytes(path / RECORDS, _packed(_json(list(ledger.records.values()))))
    write_bytes(path / LINKS, _packed(links.to_bytes()))
    write_bytes(path / STAMPS, _packed(_json(dict(ledger.stamps))))
    write_text(path / BROKEN, json.dumps([asdict(link) for link in graph.broken]))
    write_text(path / INCOMING_FILE, json.dumps(dict(graph.incoming)))
    write_text(path / TERMS_FILE, page_entries_json(ledger.terms))
    write_bytes(path / NAMES_FILE, names.to_bytes())


def read_ledger(path: Path) -> Ledger:
    """Read what a generation knows; raises IndexDamagedError."""
    return Ledger(read_decoded(path / RECORDS, _records), read_decoded(path / STAMPS, _stamps))


def read_links(path: Path) -> Links:
    """Read what every page links to; raises IndexDamagedError."""
    return read_decoded(path / LINKS, Links.from_bytes)


def read_graph(path: Path) -> LinkGraph:
    """Read what the links were found to say, but for their texts; raises IndexDamagedError."""
    broken = read_decoded(path / BROKEN, _broken)
    return LinkGraph(broken, read_decoded(path / INCOMING_FILE, _incoming), {})


def read_names(path: Path) -> SiteNames:
    """Read the names that were found; raises IndexDamagedError."""
    return read_decoded(path / NAMES_FILE, SiteNames.from_bytes)


def _records(data: bytes) -> dict[str, Record]:
    records = map(Record.from_row, json.loads(data))
    return {record.path: record for record in records}


def _stamps(data: bytes) -> dict[str, FileSignature]:
    return {str(name): tuple(map(int, stamp)) for name, stamp in json.loads(data).items()}


def _broken(data: bytes) -> tuple[BrokenLink, ...]:
    return tuple(BrokenLink(**each) for each in json.loads(data))


def _incoming(data: bytes) -> dict[str, int]:
    return {str(page): int(pages) for page, pages in json.loads(data).items()}


def _json(facts: object) -> bytes:
    return json.dumps(facts, separators=(",", ":")).encode()


def _packed(data: bytes) -> bytes:
    """Compress what only updates read, to a tenth and less; equal data give equal bytes."""
    return gzip.compress(data, _LEVEL, mtime=0)
