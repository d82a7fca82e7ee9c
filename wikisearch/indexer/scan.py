"""Files of a source -> what each holds, read only where it may have changed."""

import hashlib
import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from wikisearch.errors import PageError
from wikisearch.indexer.ledger import FileSignature, KnownFile
from wikisearch.ingest import SourceFile, read_bytes

_SETTLED = 2_000_000_000
"""Nanoseconds: a file touched this shortly before it was looked at may change once more without
its times telling (some file systems count in steps of two seconds). Such a file is always read."""


@dataclass(frozen=True, slots=True)
class ScannedFile:
    """A file, and what is in it."""

    file: SourceFile
    digest: str
    refusal: str = ""
    """Why it cannot be read."""

    stamp: FileSignature | None = None
    """None when it cannot be trusted to tell a change."""


def digest_of(data: bytes) -> str:
    """Hash of the bytes of a page."""
    return hashlib.blake2b(data, digest_size=16).hexdigest()


def scan(
    files: Sequence[SourceFile], root: Path, known: Mapping[str, KnownFile]
) -> list[ScannedFile]:
    """Look at every file; one whose size, times and number are as they were is not read.

    `known` has, by path, what files looked like before.
    """
    now = time.time_ns()
    return [_look(file, root, known, now) for file in files]


def _look(file: SourceFile, root: Path, known: Mapping[str, KnownFile], now: int) -> ScannedFile:
    try:
        status = os.stat(file.location)  # noqa: PTH116 - half the time of Path.stat
    except OSError:
        stamp = None
    else:
        times = (status.st_mtime_ns, status.st_ctime_ns)
        # The change time tells even an edit that sets size and time back, as `cp -p` does.
        stamp = (status.st_size, *times, status.st_ino, status.st_dev)
        if max(times) > now - _SETTLED:
            stamp = None
    if stamp is not None and (look := known.get(file.path)) is not None:
        before, digest = look
        if before == stamp and digest:
            return ScannedFile(file, digest, "", stamp)
    try:
        data, _ = read_bytes(file.location, root)
    except PageError as error:
        return ScannedFile(file, "", error.reason)
    return ScannedFile(file, digest_of(data), "", stamp)
