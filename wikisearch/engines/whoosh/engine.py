"""The Whoosh engine: creates, updates and opens indexes in a folder."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch.engines.whoosh.reader import WhooshReader
from wikisearch.model.query import MAX_EXPANSIONS

if TYPE_CHECKING:
    from wikisearch.engines.whoosh.writer import WhooshWriter

MAX_SEGMENTS = 8
"""Every query searches all segments; with more, the index is rebuilt."""

MAX_DELETED = 0.3
"""Share of deleted documents above which the index is rebuilt."""


class WhooshEngine:
    """Indexes in a folder, in pure Python; comfortable up to about 50,000 sections."""

    def __init__(
        self,
        max_segments: int = MAX_SEGMENTS,
        max_deleted: float = MAX_DELETED,
        max_expansions: int = MAX_EXPANSIONS,
    ) -> None:
        self._max_segments = max_segments
        self._max_deleted = max_deleted
        self._max_expansions = max_expansions

    def create(self, directory: Path) -> "WhooshWriter":
        """Start an index in an empty folder."""
        # Only builds need Whoosh, and importing it takes longer than a query.
        from wikisearch.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415

        return WhooshWriter(directory)

    def update(self, old: Path, new: Path, without: Collection[str]) -> "WhooshWriter | None":
        """Start an index that shares the segment files of an old one."""
        from wikisearch.engines.whoosh.segment_info import (  # noqa: PLC0415
            exceeds_deleted,
            link_files,
            live_segments,
        )
        from wikisearch.engines.whoosh.writer import WhooshWriter  # noqa: PLC0415

        segments = live_segments(old, without)
        if len(segments) >= self._max_segments or exceeds_deleted(segments, self._max_deleted):
            return None
        link_files(segments, old, new)
        return WhooshWriter(new, segments)

    def open(self, directory: Path) -> WhooshReader:
        """Open a finished index."""
        return WhooshReader(directory, self._max_expansions)
