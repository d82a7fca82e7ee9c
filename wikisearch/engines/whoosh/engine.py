"""The Whoosh engine: creates, updates and opens indexes in a folder."""

from collections.abc import Collection
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.engines.base import MAX_DELETED
from wikisearch.engines.whoosh.reader import WhooshReader
from wikisearch.model.query import MAX_EXPANSIONS

if TYPE_CHECKING:
    from wikisearch.engines.whoosh import segment_info, writer
else:  # only builds need Whoosh, and importing it takes longer than a query
    segment_info = lazy_module("wikisearch.engines.whoosh.segment_info")
    writer = lazy_module("wikisearch.engines.whoosh.writer")

MAX_SEGMENTS = 8
"""Every query searches all segments; with more, the index is rebuilt."""


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

    def create(self, directory: Path) -> "writer.WhooshWriter":
        """Start an index in an empty folder."""
        return writer.WhooshWriter(directory)

    def update(
        self, old: Path, new: Path, without: Collection[str]
    ) -> "writer.WhooshWriter | None":
        """Start an index that shares the segment files of an old one."""
        segments = segment_info.live_segments(old, without)
        is_worn = segment_info.exceeds_deleted(segments, self._max_deleted)
        if is_worn or len(segments) >= self._max_segments:
            return None
        segment_info.link_files(segments, old, new)
        return writer.WhooshWriter(new, segments)

    def open(self, directory: Path) -> WhooshReader:
        """Open a finished index."""
        return WhooshReader(directory, self._max_expansions)
