"""The segments of an index that is being updated: their deleted documents and their files."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wikisearch.engines.read_errors import read_errors
from wikisearch.engines.whoosh.bitsets import members
from wikisearch.engines.whoosh.layout import EXTENSIONS
from wikisearch.engines.whoosh.segment import SegmentReader
from wikisearch.engines.whoosh.segment_list import SegmentEntry, read_segment_list
from wikisearch.storage.files import share


@dataclass(slots=True)
class SegmentInfo:
    """Metadata of a segment. The files of an existing segment are immutable; this may change."""

    number: int
    lengths: Sequence[int]
    """Scored tokens of each document."""

    pages: dict[str, list[int]]
    """Documents of each page."""

    deleted: set[int] = field(default_factory=set)

    def delete(self, pages: Iterable[str]) -> None:
        """Delete the documents of some pages."""
        for page in pages:
            self.deleted.update(self.pages.get(page, ()))

    @property
    def live_count(self) -> int:
        """Number of documents that are not deleted."""
        return len(self.lengths) - len(self.deleted)

    def entry(self) -> SegmentEntry:
        """Return the entry for the list of segments; its statistics are of live documents."""
        lengths = [
            length for number, length in enumerate(self.lengths) if number not in self.deleted
        ]
        return SegmentEntry(
            self.number,
            len(self.lengths),
            sum(map(bool, lengths)),
            sum(lengths),
            tuple(sorted(self.deleted)),
        )


def live_segments(directory: Path, without: Collection[str]) -> list[SegmentInfo]:
    """Return the segments with live documents after some pages are deleted.

    Raises IndexDamagedError.
    """
    with read_errors(directory):
        segments = [_read(directory, entry) for entry in read_segment_list(directory)]
    for segment in segments:
        segment.delete(without)
    return [segment for segment in segments if segment.live_count]


def exceeds_deleted(segments: Sequence[SegmentInfo], max_deleted: float) -> bool:
    """Return whether more than this share of the documents is deleted."""
    deleted = sum(len(segment.deleted) for segment in segments)
    return deleted > max_deleted * sum(len(segment.lengths) for segment in segments)


def link_files(segments: Iterable[SegmentInfo], old: Path, new: Path) -> None:
    """Link the files of segments into a new folder."""
    for segment in segments:
        for file in segment_files(old, segment):
            share(file, new)


def segment_files(directory: Path, segment: SegmentInfo) -> list[Path]:
    """Return the files of a segment."""
    name = segment.entry().name
    return [directory / f"{name}{extension}" for extension in EXTENSIONS]


def _read(directory: Path, entry: SegmentEntry) -> SegmentInfo:
    segment = SegmentReader(directory, entry)
    try:
        pages: dict[str, list[int]] = {}
        first = 0
        for last in members(segment.page_ends):
            # A page that was written twice in one run has two ranges, one of them deleted.
            pages.setdefault(segment.doc_key(last)[1], []).extend(range(first, last + 1))
            first = last + 1
        if first != segment.documents:
            raise ValueError(f"{segment.name} has documents without a page")
        return SegmentInfo(entry.number, segment.lengths, pages, set(segment.deleted))
    finally:
        segment.close()
