"""The records of a generation as files in its folder, and back."""

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from wikisearch.files import PACKED, read_decoded, write_bytes, write_text
from wikisearch.model.facts import INCOMING_FILE, NAMES_FILE, TERMS_FILE, Names, terms_json
from wikisearch.model.report import BrokenLink
from wikisearch.updates.mining import terms
from wikisearch.updates.record import LinkGraph, Place, Places, Record

RECORDS = f"pages.jsonl{PACKED}"
PLACES = f"links.jsonl{PACKED}"
STAMPS = f"stamps.json{PACKED}"
BROKEN = "broken.json"

FILES = (RECORDS, PLACES, STAMPS, BROKEN, INCOMING_FILE, TERMS_FILE, NAMES_FILE)
"""Files of a generation that no engine wrote."""

Stamp = tuple[int, ...]
"""Size, times of change and number of a file: by these it is known to be unchanged unread."""

Look = tuple[Stamp, str]
"""What a file looked like, and the hash of its bytes then; none when it has to be read again."""


_LEVEL = 6
"""Of compression; 9 takes two and a half times as long, and saves 7 % of what is small anyhow."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """What one generation knows of the files it was made of."""

    records: Mapping[str, Record]
    """By path, in order of path."""

    stamps: Mapping[str, Stamp]

    def looks(self) -> dict[str, Look]:
        """What every file looked like, by path."""
        return {
            path: (stamp, self.records[path].digest)
            for path, stamp in self.stamps.items()
            if path in self.records
        }


def write_ledger(
    path: Path, ledger: Ledger, places: Mapping[str, Places], graph: LinkGraph, names: Names
) -> None:
    """Write all of it into the folder of a generation."""
    records = "".join(f"{record.to_line()}\n" for record in ledger.records.values())
    write_bytes(path / RECORDS, _packed(records))
    write_bytes(path / PLACES, _packed("\n".join(_lines(places))))
    write_bytes(path / STAMPS, _packed(json.dumps(dict(ledger.stamps))))
    write_text(path / BROKEN, json.dumps([asdict(link) for link in graph.broken]))
    write_text(path / INCOMING_FILE, json.dumps(dict(graph.incoming)))
    write_text(path / TERMS_FILE, terms_json(terms(ledger.records.values())))
    write_text(path / NAMES_FILE, names.to_json())


def read_ledger(path: Path) -> Ledger:
    """Read what a generation knows; raises IndexDamagedError."""
    return Ledger(read_decoded(path / RECORDS, _records), read_decoded(path / STAMPS, _stamps))


def read_places(path: Path) -> dict[str, Places]:
    """Read what every page links to, by path; raises IndexDamagedError."""
    return read_decoded(path / PLACES, _places)


def read_graph(path: Path) -> LinkGraph:
    """Read what the links were found to say, but for their texts; raises IndexDamagedError."""
    broken = read_decoded(path / BROKEN, _broken)
    return LinkGraph(broken, read_decoded(path / INCOMING_FILE, _incoming), {})


def _records(data: bytes) -> dict[str, Record]:
    records = map(Record.from_line, data.decode("utf-8").splitlines())
    return {record.path: record for record in records}


def _stamps(data: bytes) -> dict[str, Stamp]:
    return {str(name): tuple(map(int, stamp)) for name, stamp in json.loads(data).items()}


def _lines(places: Mapping[str, Places]) -> Iterator[str]:
    """Yield all different links as a line, then for each page its path, anchors and links.

    Pages of a wiki share most of their links, so they are read and written by their numbers.
    """
    numbers = _Numbers()
    rows = [
        (path, sorted(each.ids), list(map(numbers.__getitem__, each.links)))
        for path, each in sorted(places.items())
    ]
    yield json.dumps(list(numbers), separators=(",", ":"))
    yield from (json.dumps(row, separators=(",", ":")) for row in rows)


class _Numbers(dict[Place, int]):
    """Numbers links as they come."""

    def __missing__(self, link: Place) -> int:
        self[link] = number = len(self)
        return number


def _places(data: bytes) -> dict[str, Places]:
    first, *lines = data.decode("utf-8").splitlines()
    links = tuple(map(Place._make, json.loads(first)))
    return {
        str(path): Places(frozenset(ids), tuple(map(links.__getitem__, numbers)))
        for path, ids, numbers in map(json.loads, lines)
    }


def _broken(data: bytes) -> tuple[BrokenLink, ...]:
    return tuple(BrokenLink(**each) for each in json.loads(data))


def _incoming(data: bytes) -> dict[str, int]:
    return {str(page): int(pages) for page, pages in json.loads(data).items()}


def _packed(text: str) -> bytes:
    """Compress what only updates read, to a tenth and less; equal text gives equal bytes."""
    return gzip.compress(text.encode(), _LEVEL, mtime=0)
