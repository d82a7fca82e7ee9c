"""Whoosh as an engine."""

from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch.engines.whoosh.reader import WhooshReader

if TYPE_CHECKING:
    from wikisearch.engines.whoosh.writer import WhooshWriter


class WhooshEngine:
    """Indexes kept in a folder by Whoosh, in pure Python; comfortable to about 50,000 sections."""

    def create(self, directory: Path) -> "WhooshWriter":
        """Begin an index in an empty folder."""
        # Whoosh is needed to write only, and importing it takes longer than a query.
        from wikisearch.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415

        return WhooshWriter(directory)

    def open(self, directory: Path) -> WhooshReader:
        """Open a finished index."""
        return WhooshReader(directory)
