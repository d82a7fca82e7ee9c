"""The segments of an index that is being updated: what is deleted from them, and their files."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from wikisearch.engines.whoosh.bitsets import numbers_in
from wikisearch.engines.whoosh.layout import FILES, SEGMENTS_FILE, reading
from wikisearch.engines.whoosh.segment import Segment
from wikisearch.storage.files import share


@dataclass(slots=True)
class SegmentInfo:
    """What is known of a segment beside its files; a segment of old changes only in these."""

    name: str
    sizes: Sequence[int]
    """Number of scored tokens of each document."""

    pages: dict[str, list[int]]
    """Numbers of the documents of each page."""

    deleted: set[int] = field(default_factory=set)

    def delete(self, pages: Iterable[str]) -> None:
        """Delete the documents of some pages."""
        for page in pages:
            self.deleted.update(self.pages.get(page, ()))

    @property
    def alive(self) -> int:
        """Documents that count."""
        return len(self.sizes) - len(self.deleted)

    def as_json(self) -> dict[str, object]:
        """Facts for the list of segments; figures are of the documents that count."""
        sizes = [size for number, size in enumerate(self.sizes) if number not in self.deleted]
        return {
            "name": self.name,
            "documents": len(self.sizes),
            "with_tokens": sum(map(bool, sizes)),
            "total_length": sum(sizes),
            "deleted": sorted(self.deleted),
        }


def segments_without(directory: Path, pages: Collection[str]) -> list[SegmentInfo]:
    """Facts about the segments of an index without some pages; raises IndexDamagedError.

    A segment of which nothing is left is left out.
    """
    with reading(directory):
        entries = json.loads((directory / SEGMENTS_FILE).read_bytes())
        kept = [_facts(Segment(directory, entry)) for entry in entries]
    for segment in kept:
        segment.delete(pages)
    return [segment for segment in kept if segment.alive]


def is_worn(segments: Sequence[SegmentInfo], most_deleted: float) -> bool:
    """Whether more than that share of the documents was deleted."""
    gone = sum(len(segment.deleted) for segment in segments)
    return gone > most_deleted * sum(len(segment.sizes) for segment in segments)


def link(segments: Iterable[SegmentInfo], old: Path, new: Path) -> None:
    """Give a new folder the files of segments."""
    for segment in segments:
        for extension in FILES:
            share(old / f"{segment.name}{extension}", new)


def _facts(segment: Segment) -> SegmentInfo:
    try:
        pages: dict[str, list[int]] = {}
        first = 0
        for last in numbers_in(segment.last):
            # A page that was written twice in one run has two pieces, one of them deleted.
            pages.setdefault(segment.identity(last)[1], []).extend(range(first, last + 1))
            first = last + 1
        if not first == len(segment.sizes) == segment.documents:
            raise ValueError(f"{segment.name} tells of other documents")
        return SegmentInfo(segment.name, segment.sizes, pages, set(segment.deleted))
    finally:
        segment.close()
