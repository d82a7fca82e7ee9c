"""Whoosh as an engine."""

from pathlib import Path

from wikisearch.engines.whoosh.reader import WhooshReader
from wikisearch.engines.whoosh.writer import WhooshWriter


class WhooshEngine:
    """Indexes kept in a folder by Whoosh, in pure Python; comfortable to about 50,000 sections."""

    def create(self, directory: Path) -> WhooshWriter:
        """Begin an index in an empty folder."""
        return WhooshWriter(directory)

    def open(self, directory: Path) -> WhooshReader:
        """Open a finished index."""
        return WhooshReader(directory)
