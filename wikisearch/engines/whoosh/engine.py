"""Whoosh as an engine."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch.engines.whoosh.reader import WhooshReader
from wikisearch.model.query import MAX_EXPANSIONS

if TYPE_CHECKING:
    from wikisearch.engines.whoosh.writer import WhooshWriter

MOST_SEGMENTS = 8
"""Each is asked in every query, so an index of more is built anew."""

MOST_DELETED = 0.3
"""Share of documents that an index may hold in vain."""


class WhooshEngine:
    """Indexes kept in a folder by Whoosh, in pure Python; comfortable to about 50,000 sections."""

    def __init__(
        self,
        most_segments: int = MOST_SEGMENTS,
        most_deleted: float = MOST_DELETED,
        most_expansions: int = MAX_EXPANSIONS,
    ) -> None:
        self._most_segments = most_segments
        self._most_deleted = most_deleted
        self._most_expansions = most_expansions

    def create(self, directory: Path) -> "WhooshWriter":
        """Begin an index in an empty folder."""
        # Whoosh is needed to write only, and importing it takes longer than a query.
        from wikisearch.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415

        return WhooshWriter(directory)

    def update(self, old: Path, new: Path, without: Collection[str]) -> "WhooshWriter | None":
        """Begin an index that shares the files of an old one."""
        from wikisearch.engines.whoosh.segment_info import is_worn, link, segments_without  # noqa: PLC0415
        from wikisearch.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415

        kept = segments_without(old, without)
        if len(kept) >= self._most_segments or is_worn(kept, self._most_deleted):
            return None
        link(kept, old, new)
        return WhooshWriter(new, kept)

    def open(self, directory: Path) -> WhooshReader:
        """Open a finished index."""
        return WhooshReader(directory, self._most_expansions)
