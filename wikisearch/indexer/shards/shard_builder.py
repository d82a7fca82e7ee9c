"""A shard -> its files; this work is done in other processes, or on other machines."""

import platform
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from wikisearch.errors import PageError, SourceError, WorkerDiedError
from wikisearch.indexer.page_extractor import ExtractedFile, PageExtractor
from wikisearch.indexer.scan import ScannedFile, scan
from wikisearch.indexer.shards.page_store import (
    ShardEntry,
    ShardManifest,
    ShardSettings,
    encode,
    input_hash,
    read_manifest,
    read_pages,
    write_pages,
    write_shard_manifest,
)
from wikisearch.indexer.shards.shard import Shard
from wikisearch.ingest import PagePool, SourceEntry, attempt
from wikisearch.model.manifest import FORMAT


@dataclass(frozen=True, slots=True)
class ShardResult:
    """A complete shard."""

    manifest: ShardManifest
    read: int
    """Number of files that were read in this run."""


def shard_settings(extractor: PageExtractor) -> ShardSettings:
    """Return the rules by which this process extracts pages."""
    survey = extractor.survey.fingerprint
    return {"format": str(FORMAT), "profiles": extractor.profiles, "survey": survey}


@dataclass(frozen=True, slots=True)
class ShardReader:
    """Extracts the new and changed files of a shard, and writes it if anything changed."""

    folder: Path
    extractor: PageExtractor
    settings: ShardSettings
    full: bool
    """Whether to read every file, changed or not."""

    isolated: bool = False
    """Whether to read each file in a process of its own, because one has killed its reader."""

    def __call__(self, shard: Shard) -> ShardResult:
        """Bring one shard up to date; raises SourceError if this machine cannot."""
        self._check_machine()
        old, data = self._load(shard)
        scanned = scan(shard.files, old.known_pages(), self.extractor.source).files
        content = input_hash(scanned)
        if content == old.input and not any(entry.again for entry in old.files):
            pairs = zip(old.files, scanned, strict=True)
            entries = [replace(entry, signature=each.signature) for entry, each in pairs]
            return self._save(shard, replace(old, files=tuple(entries)), old, 0)
        known = {entry.path: entry for entry in old.files if entry.digest and not entry.again}
        new = [each.file for each in scanned if each.digest and not _is_stored(each, known)]
        extracted = self._extract(new)
        builder = ShardBuilder()
        for each in scanned:
            if not each.digest:
                builder.add(each, b"")
            elif _is_stored(each, known):
                entry = known[each.file.path]
                builder.add(each, data[entry.offset : entry.offset + entry.size])
            else:
                builder.add_extracted(each, next(extracted))
        pages = write_pages(self.folder, shard.path, b"".join(builder.stored))
        manifest = ShardManifest(self.settings, content, pages, tuple(builder.entries))
        return self._save(shard, manifest, old, len(new))

    def _extract(self, files: Sequence[SourceEntry]) -> Iterator[ExtractedFile | PageError]:
        if not self.isolated:
            yield from (attempt(self.extractor, file) for file in files)
        elif len(files) == 1:  # it has killed its reader
            yield WorkerDiedError(files[0].path)
        else:
            with closing(PagePool(2)) as pool:
                yield from pool.map(files, self.extractor, fewest=0, chunk_size=1)

    def _check_machine(self) -> None:
        machine = platform.node()
        for folder in (self.extractor.source.location, self.folder):
            if not folder.exists():
                problem = f"the machine {machine} does not see it"
                raise SourceError(folder, problem, "share it with all workers")
        here = shard_settings(self.extractor)
        if here != self.settings:
            raise SourceError(
                machine,
                f"reads pages by {here}, not by {self.settings}",
                "install the same wikisearch there, with the same profiles",
            )

    def _load(self, shard: Shard) -> tuple[ShardManifest, bytes]:
        """Return the shard of an earlier run; an empty one for damage or other rules."""
        manifest = None if self.full else read_manifest(self.folder, shard.path)
        if manifest is not None and manifest.settings == self.settings:
            data = read_pages(self.folder, manifest)
            if data is not None:
                return manifest, data
        return ShardManifest({}, "", "", ()), b""

    def _save(
        self, shard: Shard, manifest: ShardManifest, old: ShardManifest, read: int
    ) -> ShardResult:
        if manifest != old:
            write_shard_manifest(self.folder, shard.path, manifest)
        return ShardResult(manifest, read)


def _is_stored(each: ScannedFile, known: Mapping[str, ShardEntry]) -> bool:
    """Return whether the shard has the current content of a file."""
    entry = known.get(each.file.path)
    return entry is not None and entry.digest == each.digest


class ShardBuilder:
    """Collects the entries and the pages of a shard."""

    def __init__(self) -> None:
        self.entries: list[ShardEntry] = []
        self.stored: list[bytes] = []
        self._offset = 0

    def add_extracted(self, each: ScannedFile, found: ExtractedFile | PageError) -> None:
        """Add a file that was read in this run."""
        if isinstance(found, PageError):
            again = found.transient
        else:
            again = found.record.digest != each.digest  # it was written to after the scan
        self.add(each, encode(found), again=again)

    def add(self, each: ScannedFile, data: bytes, *, again: bool = False) -> None:
        """Add a file with its encoded content."""
        path, offset = each.file.path, self._offset
        entry = ShardEntry(
            path, each.digest, each.signature, each.refusal, again, offset, len(data)
        )
        self.entries.append(entry)
        self.stored.append(data)
        self._offset += len(data)
