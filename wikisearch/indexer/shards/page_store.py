"""The files of a shard: the extracted pages, and the manifest.

    shards/
        lock                                held by a running build
        shard-07-of-64.json                 manifest: hash of the input, settings, files
        shard-07-of-64.<hash>.pages.gz      extracted pages, one after the other

Each source file is one gzip member, so that it can be read alone and checked. The manifest has a
hash of itself. It is written last: a shard with a manifest is complete.
"""

import gzip
import json
import re
import uuid
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from wikisearch.errors import PageError
from wikisearch.indexer.page_extractor import ExtractedFile
from wikisearch.indexer.record import PageTargets, Record
from wikisearch.indexer.scan import ScannedFile
from wikisearch.ingest import KnownPage, Signature, SourceEntry
from wikisearch.model.digest import digest
from wikisearch.model.page import Page
from wikisearch.model.stored_pages import decode_page, decode_section, encode_section
from wikisearch.storage.files import write_bytes
from wikisearch.storage.io_errors import DECODE_ERRORS

PAGES = ".pages.gz"
MANIFEST = ".json"
TEMPORARY = ".new"
_NAME = re.compile(r"shard-\d+-of-\d+(\.[\da-f]+\.pages\.gz|\.json)(\.[\da-f]+\.new)?")

_REFUSED = b"refused "
_HASH = "hash"

ShardSettings = dict[str, str]
"""Rules by which pages are extracted."""


@dataclass(frozen=True, slots=True)
class ShardEntry:
    """A file of a shard."""

    path: str
    digest: str
    """Hash of its bytes; empty for a file that cannot be read."""

    signature: Signature | None
    refusal: str
    """Why its bytes cannot be read."""

    again: bool
    """Whether it must be extracted again, even with the same bytes."""

    offset: int
    size: int
    """Bytes in the file of pages."""


@dataclass(frozen=True, slots=True)
class ShardManifest:
    """Content of a shard."""

    settings: ShardSettings
    input: str
    """Hash of the paths and hashes of its files."""

    pages: str
    """Name of the file of pages."""

    files: tuple[ShardEntry, ...]

    def known_pages(self) -> dict[str, KnownPage]:
        """Return the signature and the hash of each file, by path."""
        return {
            entry.path: KnownPage(entry.signature, entry.digest)
            for entry in self.files
            if entry.signature is not None and not entry.again
        }


@dataclass(frozen=True, slots=True)
class StoredFile(SourceEntry):
    """An extracted page in a shard; `location` is the file of pages."""

    location: Path
    offset: int
    size: int


def input_hash(files: Iterable[ScannedFile]) -> str:
    """Return the hash of the paths and contents of files."""
    return digest("".join(f"{each.digest or each.refusal} {each.file.path}\n" for each in files))


def is_shard_file(name: str) -> bool:
    """Return whether a file has the name of a shard, or of one that is being written."""
    return _NAME.fullmatch(name) is not None


def read_manifest(folder: Path, shard: str) -> ShardManifest | None:
    """Return the manifest of a shard; None if it is missing or damaged."""
    try:
        values = json.loads((folder / f"{shard}{MANIFEST}").read_bytes())
        if values.pop(_HASH) != _hash_of(values):
            return None
        entries = (ShardEntry(**each) for each in values.pop("files"))
        return ShardManifest(**values, files=tuple(map(_with_signature, entries)))
    except (OSError, *DECODE_ERRORS):
        return None


def _with_signature(entry: ShardEntry) -> ShardEntry:
    return entry if entry.signature is None else replace(entry, signature=tuple(entry.signature))


def read_pages(folder: Path, manifest: ShardManifest) -> bytes | None:
    """File of pages of a shard; None if it is missing or damaged."""
    with suppress(OSError):
        data = (folder / manifest.pages).read_bytes()
        if manifest.pages.endswith(f".{digest(data)}{PAGES}"):
            return data
    return None


def write_pages(folder: Path, shard: str, data: bytes) -> str:
    """Write the file of pages of a shard; returns its name."""
    name = f"{shard}.{digest(data)}{PAGES}"
    _write(folder / name, data)
    return name


def write_shard_manifest(folder: Path, shard: str, manifest: ShardManifest) -> None:
    """Write the manifest of a shard, which completes it."""
    values = asdict(manifest)
    data = json.dumps({**values, _HASH: _hash_of(values)}).encode()
    _write(folder / f"{shard}{MANIFEST}", data)


def _hash_of(values: dict[str, Any]) -> str:
    return digest(json.dumps(values))


def _write(file: Path, data: bytes) -> None:
    # A worker that was given up may still write the same file: each has its own temporary file.
    new = file.with_name(f"{file.name}.{uuid.uuid4().hex}{TEMPORARY}")
    write_bytes(new, data)
    new.replace(file)


def encode(found: ExtractedFile | PageError) -> bytes:
    """Encode an extracted file, or the reason of its refusal."""
    if isinstance(found, PageError):
        reason = json.dumps([found.reason, found.transient])
        return gzip.compress(_REFUSED + reason.encode(), mtime=0)
    lines = [json.dumps(each).encode() for each in (found.record, found.targets.to_row())]
    if (page := found.page) is not None:
        lines += [encode_section(page, section) for section in page.sections]
    return gzip.compress(b"\n".join(lines), mtime=0)


def decode(data: bytes, path: str) -> ExtractedFile:
    """Reverse of `encode`; raises PageError for a file that was refused."""
    text = gzip.decompress(data)
    if text.startswith(_REFUSED):
        reason, transient = json.loads(text.removeprefix(_REFUSED))
        raise PageError(path, reason, transient=transient)
    record, targets, *sections = text.split(b"\n")
    page = _page(sections) if sections else None
    return ExtractedFile(
        Record.from_row(json.loads(record)), PageTargets.from_row(json.loads(targets)), page
    )


def extract_stored(file: StoredFile) -> ExtractedFile:
    """Read an extracted file from its shard; raises PageError for one that was refused."""
    with file.location.open("rb") as pages:
        pages.seek(file.offset)
        return decode(pages.read(file.size), file.path)


def _page(sections: list[bytes]) -> Page:
    top = decode_page(sections[0])
    return replace(top, sections=(*top.sections, *map(decode_section, sections[1:])))
