"""Where a build has its pages from: a protocol, and the files themselves."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from wikisearch.errors import PageError
from wikisearch.indexer.extract import PageReader, PageReading
from wikisearch.indexer.ledger import KnownFile
from wikisearch.indexer.scan import ScannedFile, scan
from wikisearch.ingest import SourceFile, map_pages

FEWEST_FOR_POOL = 64
"""With fewer pages than this, starting other processes takes longer than reading them."""

Readings = Iterator[PageReading | PageError]


class Source(Protocol):
    """What the files of a wiki are known and read by."""

    shards_read: int
    """Shards of which anything was read in this run, if the files are in shards."""

    def scan(
        self, files: Sequence[SourceFile], known: Mapping[str, KnownFile]
    ) -> list[ScannedFile]:
        """Tell what is in each file; `known` has, by path, what files looked like before."""

    def read(self, files: Sequence[SourceFile], reader: PageReader) -> Readings:
        """Yield what the reader makes of each file, in order."""


class FolderSource:
    """The files of a folder, read by processes of this machine."""

    def __init__(self, root: Path, workers: int) -> None:
        self.shards_read = 0
        self._root = root
        self._workers = workers

    def scan(
        self, files: Sequence[SourceFile], known: Mapping[str, KnownFile]
    ) -> list[ScannedFile]:
        """Look at every file, and read those that may have changed."""
        return scan(files, self._root, known)

    def read(self, files: Sequence[SourceFile], reader: PageReader) -> Readings:
        """Read the files."""
        return read_all(files, reader, self._workers)


def read_all(files: Sequence[SourceFile], reader: PageReader, workers: int) -> Readings:
    """Yield what the reader makes of each file, in order; few files are read in this process."""
    return map_pages(files, reader, workers if len(files) >= FEWEST_FOR_POOL else 1)
