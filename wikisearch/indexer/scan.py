"""Step 1, scan: the content hash of each source file; only files that may have changed are read."""

import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from wikisearch.errors import PageError
from wikisearch.ingest import SourceFile, read_bytes
from wikisearch.model.digest import digest

FileSignature = tuple[int, ...]
"""Size, modification time, change time, inode and device of a file."""

_SETTLED = 2_000_000_000
"""Nanoseconds. A file written this shortly before the scan may change again with the same times:
some file systems count in steps of two seconds. Such a file is always read."""


class KnownFile(NamedTuple):
    """A file as the last build saw it."""

    signature: FileSignature
    digest: str
    """Hash of its bytes; empty for a file that must be read again."""


KnownFiles = Mapping[str, KnownFile]
"""By path."""


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A source file and the hash of its content."""

    file: SourceFile
    digest: str
    """Empty for a file that cannot be read."""

    refusal: str = ""
    """Why it cannot be read."""

    signature: FileSignature | None = None
    """None for a file written too shortly before the scan."""

    stored: SourceFile | None = None
    """Extracted content of the file in a shard, if the source is sharded."""

    @property
    def input(self) -> SourceFile:
        """File that the extract step reads."""
        return self.stored or self.file


@dataclass(frozen=True, slots=True)
class Scan:
    """All files of a source, in order of their ids."""

    files: tuple[ScannedFile, ...]
    shards_read: int = 0
    """Number of shards with a file that was read in this run."""

    @property
    def signatures(self) -> dict[str, FileSignature]:
        """Signatures by path, as far as they are reliable."""
        return {each.file.path: each.signature for each in self.files if each.signature is not None}


Scanner = Callable[[Sequence[SourceFile], KnownFiles], Scan]


def scan(files: Sequence[SourceFile], known: KnownFiles, root: Path) -> Scan:
    """Hash every file; one with the signature of the last build is not read."""
    now = time.time_ns()
    return Scan(tuple([_scan_file(file, root, known, now) for file in files]))


def _scan_file(file: SourceFile, root: Path, known: KnownFiles, now: int) -> ScannedFile:
    signature = _signature(file, now)
    before = known.get(file.path)
    if signature and before and before.digest and before.signature == signature:
        return ScannedFile(file, before.digest, "", signature)
    try:
        data, _ = read_bytes(file.location, root)
    except PageError as error:
        return ScannedFile(file, "", error.reason)
    return ScannedFile(file, digest(data), "", signature)


def _signature(file: SourceFile, now: int) -> FileSignature | None:
    try:
        status = os.stat(file.location)  # noqa: PTH116 - half the time of Path.stat
    except OSError:
        return None
    # The change time also shows an edit that restores size and modification time, as `cp -p` does.
    times = (status.st_mtime_ns, status.st_ctime_ns)
    if max(times) > now - _SETTLED:
        return None
    return (status.st_size, *times, status.st_ino, status.st_dev)
