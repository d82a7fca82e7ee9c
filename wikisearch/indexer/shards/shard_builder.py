"""A shard -> its file of pages: the work that other processes and other machines do."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from wikisearch.errors import PageError, SourceError, WorkerDiedError
from wikisearch.indexer.extract import ExtractedFile, PageExtractor
from wikisearch.indexer.scan import ScannedFile, scan
from wikisearch.indexer.shards.page_store import (
    Entry,
    Part,
    Settings,
    encode,
    input_hash,
    read_pages,
    read_part,
    write_pages,
    write_part,
)
from wikisearch.indexer.shards.shard import Shard
from wikisearch.ingest import SourceFile, attempt, map_pages
from wikisearch.model.manifest import FORMAT


@dataclass(frozen=True, slots=True)
class ShardRead:
    """What became of a shard."""

    part: Part
    read: int
    """Files that were read in this run."""


def settings_of(extract: PageExtractor) -> Settings:
    """By what rules pages are read here."""
    return {"format": str(FORMAT), "profiles": extract.profiles}


@dataclass(frozen=True, slots=True)
class ShardReader:
    """Reads what is new or changed of a shard, and writes the shard anew if anything is."""

    folder: Path
    extract: PageExtractor
    settings: Settings
    full: bool
    """Whether to read every file, whatever is there."""

    careful: bool = False
    """Whether to read each file in a process that may die, for one of them has killed another."""

    def __call__(self, shard: Shard) -> ShardRead:
        """Read one shard; raises SourceError when this machine cannot."""
        self._look_around()
        old, data = self._known(shard)
        seen = scan(shard.files, self.extract.root, old.looks())
        taken = input_hash(seen)
        if taken == old.input and not any(entry.again for entry in old.files):
            stamped = zip(old.files, seen, strict=True)
            entries = [replace(entry, stamp=each.stamp) for entry, each in stamped]
            return self._written(shard, replace(old, files=tuple(entries)), old, 0)
        known = {entry.path: entry for entry in old.files if entry.digest and not entry.again}
        new = [each.file for each in seen if each.digest and not _stays(each, known)]
        found = self._found(new)
        filling = _Filling()
        for each in seen:
            if not each.digest:
                filling.add(each, b"")
            elif _stays(each, known):
                entry = known[each.file.path]
                filling.add(each, data[entry.at : entry.at + entry.size])
            else:
                filling.read(each, next(found))
        pages = write_pages(self.folder, shard.path, b"".join(filling.stored))
        part = Part(self.settings, taken, pages, tuple(filling.entries))
        return self._written(shard, part, old, len(new))

    def _found(self, files: Sequence[SourceFile]) -> Iterator[ExtractedFile | PageError]:
        if not self.careful:
            return (attempt(self.extract, file) for file in files)
        if len(files) == 1:  # it is the one
            return iter([WorkerDiedError(files[0].path)])
        return map_pages(files, self.extract, 2, at_a_time=1)

    def _look_around(self) -> None:
        for place in (self.extract.root, self.folder):
            if not place.exists():
                raise SourceError(f"{platform.node()} sees no {place}; share it with all workers")
        here = settings_of(self.extract)
        if here != self.settings:
            raise SourceError(
                f"{platform.node()} would read pages by {here}, not by {self.settings}; "
                "have it run the same wikisearch, with the same profiles"
            )

    def _known(self, shard: Shard) -> tuple[Part, bytes]:
        """What an earlier run left of a shard, if it is any use."""
        part = None if self.full else read_part(self.folder, shard.path)
        if part is not None and part.settings == self.settings:
            data = read_pages(self.folder, part)
            if data is not None:
                return part, data
        return Part({}, "", "", ()), b""

    def _written(self, shard: Shard, part: Part, old: Part, read: int) -> ShardRead:
        if part != old:
            write_part(self.folder, shard.path, part)
        return ShardRead(part, read)


def _stays(each: ScannedFile, known: Mapping[str, Entry]) -> bool:
    """Whether what is stored of a file is what would be read of it."""
    entry = known.get(each.file.path)
    return entry is not None and entry.digest == each.digest


class _Filling:
    """Gathers what is to be stored of a shard."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.stored: list[bytes] = []
        self._at = 0

    def read(self, each: ScannedFile, found: ExtractedFile | PageError) -> None:
        """Add what was read of a file."""
        if isinstance(found, PageError):
            again = found.transient
        else:
            again = found.record.digest != each.digest  # it was written to since it was hashed
        self.add(each, encode(found), again=again)

    def add(self, each: ScannedFile, data: bytes, *, again: bool = False) -> None:
        """Add a file with these bytes stored."""
        path, at = each.file.path, self._at
        entry = Entry(path, each.digest, each.stamp, each.refusal, again, at, len(data))
        self.entries.append(entry)
        self.stored.append(data)
        self._at += len(data)
