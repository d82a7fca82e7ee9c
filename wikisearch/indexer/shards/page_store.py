"""What a shard has on the disk: a file of pages, and its part of the manifest.

    shards/
        lock                                held while a build uses the folder
        shard-07-of-64.json                 part of the manifest: hash of the input, settings, files
        shard-07-of-64.<hash>.pages.gz      what was read of each file, one after the other

Each file of the source is a gzip member of its own, so that one can be read without the others and
is known to be whole; the part of the manifest has a hash of what it says. It is written last: with
it the shard is finished.
"""

import gzip
import hashlib
import json
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from wikisearch.errors import PageError
from wikisearch.indexer.extract import ExtractedFile
from wikisearch.indexer.ledger import FileSignature, KnownFile
from wikisearch.indexer.record import PageTargets, Record
from wikisearch.indexer.scan import ScannedFile, digest_of
from wikisearch.ingest import SourceFile
from wikisearch.model.page import Page
from wikisearch.model.stored_pages import decode_page, decode_section, encode_section
from wikisearch.storage.files import write_bytes

PAGES = ".pages.gz"
PART = ".json"
TEMPORARY = ".new"

_REFUSED = b"refused "
_HASH = "hash"  # of what a part says else

Settings = dict[str, str]


@dataclass(frozen=True, slots=True)
class Entry:
    """A file of a shard."""

    path: str
    digest: str
    """Hash of its bytes."""

    stamp: FileSignature | None
    refusal: str
    """Why its bytes cannot be read; then there is no hash, and nothing is stored."""

    again: bool
    """Whether it must be read again, even with the same bytes."""

    at: int
    size: int
    """Bytes of what is stored."""


@dataclass(frozen=True, slots=True)
class Part:
    """What the manifest says of one shard."""

    settings: Settings
    """By what rules it was read."""

    input: str
    """Hash of the paths and hashes of its files."""

    pages: str
    """Name of the file of pages."""

    files: tuple[Entry, ...]

    def looks(self) -> dict[str, KnownFile]:
        """What every file looked like, by path."""
        return {
            entry.path: (entry.stamp, entry.digest)
            for entry in self.files
            if entry.stamp is not None and not entry.again
        }


@dataclass(frozen=True, slots=True)
class StoredFile(SourceFile):
    """A file of the source as its shard has it; `location` is the file of pages."""

    at: int
    size: int


def input_hash(files: Iterable[ScannedFile]) -> str:
    """Hash of files, each by its path and what is in it."""
    lines = "".join(f"{each.digest or each.refusal} {each.file.path}\n" for each in files)
    return hashlib.blake2b(lines.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def read_part(folder: Path, shard: str) -> Part | None:
    """What the manifest says of a shard; None unless it was finished, and is as it was written."""
    try:
        facts = json.loads((folder / f"{shard}{PART}").read_bytes())
        if facts.pop(_HASH) != _hash_of(facts):
            return None
        entries = (Entry(**each) for each in facts.pop("files"))
        stamped = (each if each.stamp is None else _stamped(each) for each in entries)
        return Part(**facts, files=tuple(stamped))
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def _stamped(entry: Entry) -> Entry:
    return replace(entry, stamp=tuple(entry.stamp or ()))


def read_pages(folder: Path, part: Part) -> bytes | None:
    """All that is stored of a shard; None unless it is as it was written."""
    with suppress(OSError):
        data = (folder / part.pages).read_bytes()
        if part.pages.endswith(f".{digest_of(data)}{PAGES}"):
            return data
    return None


def write_pages(folder: Path, shard: str, data: bytes) -> str:
    """Write the file of pages of a shard, and give its name."""
    name = f"{shard}.{digest_of(data)}{PAGES}"
    _write(folder / name, data)
    return name


def write_part(folder: Path, shard: str, part: Part) -> None:
    """Write what the manifest says of a shard, which is finished by that."""
    facts = asdict(part)
    _write(folder / f"{shard}{PART}", json.dumps({**facts, _HASH: _hash_of(facts)}).encode())


def _hash_of(facts: dict[str, Any]) -> str:
    return digest_of(json.dumps(facts).encode())


def _write(file: Path, data: bytes) -> None:
    # A worker that is thought dead may be at it too: each writes a file of its own.
    new = file.with_name(f"{file.name}.{uuid.uuid4().hex}{TEMPORARY}")
    write_bytes(new, data)
    new.replace(file)


def encode(found: ExtractedFile | PageError) -> bytes:
    """Bytes of what was read of a file, or of why it was refused."""
    if isinstance(found, PageError):
        return gzip.compress(
            _REFUSED + json.dumps([found.reason, found.transient]).encode(), mtime=0
        )
    lines = [json.dumps(each).encode() for each in (found.record, found.places.to_row())]
    if (page := found.page) is not None:
        lines += [encode_section(page, section) for section in page.sections]
    return gzip.compress(b"\n".join(lines), mtime=0)


def decode(data: bytes, path: str) -> ExtractedFile:
    """Reverse of `encode`; raises PageError for a file that was refused."""
    text = gzip.decompress(data)
    if text.startswith(_REFUSED):
        reason, transient = json.loads(text.removeprefix(_REFUSED))
        raise PageError(path, reason, transient=transient)
    record, places, *sections = text.split(b"\n")
    page = _page(sections) if sections else None
    where = PageTargets.from_row(json.loads(places))
    return ExtractedFile(Record.from_row(json.loads(record)), where, page)


def extract_stored(file: StoredFile) -> ExtractedFile:
    """What is stored of a file; raises PageError for one that was refused."""
    with file.location.open("rb") as pages:
        pages.seek(file.at)
        return decode(pages.read(file.size), file.path)


def _page(sections: list[bytes]) -> Page:
    top = decode_page(sections[0])
    return replace(top, sections=(*top.sections, *map(decode_section, sections[1:])))
