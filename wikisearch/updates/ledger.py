"""The records of a generation as files in its folder, and back."""

import gzip
import json
import struct
import zlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from wikisearch.errors import IndexDamagedError, rebuild
from wikisearch.generations import write_bytes, write_text
from wikisearch.model.facts import INCOMING_FILE, NAMES_FILE, TERMS_FILE, Names, terms_json
from wikisearch.model.report import BrokenLink
from wikisearch.updates.mining import terms
from wikisearch.updates.record import LinkGraph, Place, Places, Record

RECORDS = "pages.jsonl.gz"
PLACES = "links.jsonl.gz"
STAMPS = "stamps.json.gz"
BROKEN = "broken.json"

Stamp = tuple[int, ...]
"""Size, times of change and number of a file: by these it is known to be unchanged unread."""

_DAMAGE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    EOFError,
    struct.error,
    zlib.error,
)


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one generation knows of the files it was made of."""

    records: Mapping[str, Record]
    """By path, in order of path."""

    stamps: Mapping[str, Stamp]


def write_ledger(
    path: Path, ledger: Ledger, places: Mapping[str, Places], graph: LinkGraph, names: Names
) -> None:
    """Write all of it into the folder of a generation."""
    records = "".join(f"{record.to_line()}\n" for record in ledger.records.values())
    write_bytes(path / RECORDS, _packed(records))
    lines = (
        json.dumps([name, sorted(ids), links], separators=(",", ":"))
        for name, (ids, links) in sorted(places.items())
    )
    write_bytes(path / PLACES, _packed("".join(f"{line}\n" for line in lines)))
    write_bytes(path / STAMPS, _packed(json.dumps(dict(ledger.stamps))))
    write_text(path / BROKEN, json.dumps([asdict(link) for link in graph.broken]))
    write_text(path / INCOMING_FILE, json.dumps(dict(graph.incoming)))
    write_text(path / TERMS_FILE, terms_json(terms(ledger.records.values())))
    write_text(path / NAMES_FILE, names.to_json())


def read_ledger(path: Path) -> Ledger:
    """Read what a generation knows; raises IndexDamagedError."""
    try:
        lines = _unpacked(path / RECORDS).splitlines()
        records = [Record.from_line(line) for line in lines]
        stamps = json.loads(_unpacked(path / STAMPS))
        return Ledger(
            {record.path: record for record in records},
            {str(name): tuple(map(int, stamp)) for name, stamp in stamps.items()},
        )
    except _DAMAGE as error:
        raise _damaged(path, error) from error


def read_places(path: Path) -> dict[str, Places]:
    """Read what every page links to, by path; raises IndexDamagedError."""
    found: dict[str, Places] = {}
    try:
        for line in _unpacked(path / PLACES).splitlines():
            name, ids, links = json.loads(line)
            found[name] = Places(frozenset(ids), tuple(Place(*link) for link in links))
    except _DAMAGE as error:
        raise _damaged(path, error) from error
    return found


def read_graph(path: Path) -> LinkGraph:
    """Read what the links were found to say, but for their texts; raises IndexDamagedError."""
    try:
        broken = tuple(BrokenLink(**each) for each in json.loads((path / BROKEN).read_bytes()))
        incoming = json.loads((path / INCOMING_FILE).read_bytes())
        return LinkGraph(broken, {str(page): int(n) for page, n in incoming.items()}, {})
    except _DAMAGE as error:
        raise _damaged(path, error) from error


def _packed(text: str) -> bytes:
    """Compress what only updates read, to a tenth and less; equal text gives equal bytes."""
    return gzip.compress(text.encode(), mtime=0)


def _unpacked(file: Path) -> str:
    return gzip.decompress(file.read_bytes()).decode()


def _damaged(path: Path, error: Exception) -> IndexDamagedError:
    return IndexDamagedError(f"{path}: damaged ({error}); {rebuild(path.parent)}")
