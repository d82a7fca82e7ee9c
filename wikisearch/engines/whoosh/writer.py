"""Documents -> a new segment in a folder, beside the segments of an old index."""

from array import array
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from wikisearch.engines.whoosh.codec import Codec
from wikisearch.engines.whoosh.layout import (
    COLUMNS,
    KEY_RANKS,
    KEYS,
    LENGTH_BYTES,
    LENGTHS,
    PAGE_ENDS,
    START_POSITIONS,
    STORED,
)
from wikisearch.engines.whoosh.postings_buffer import PostingsBuffer
from wikisearch.engines.whoosh.segment import token_bytes
from wikisearch.engines.whoosh.segment_info import SegmentInfo, segment_files
from wikisearch.engines.whoosh.segment_list import (
    INDEX_NAME,
    MAX_DOCUMENTS,
    write_segment_list,
)
from wikisearch.engines.whoosh.whoosh_library import COLUMN, FileStorage, Schema, SegmentWriter
from wikisearch.errors import OptionError
from wikisearch.model.document import Document, by_page
from wikisearch.scoring import length_byte
from wikisearch.storage.files import sync_files

_POOL_MEGABYTES = 256
"""Postings in memory before Whoosh spills them to disk; a larger pool is hardly faster."""


class WhooshWriter:
    """Writes one new segment, and the list of all segments."""

    def __init__(self, directory: Path, old_segments: Sequence[SegmentInfo] = ()) -> None:
        self._directory = directory
        self._old_segments = old_segments
        number = 1 + max((segment.number for segment in old_segments), default=0)
        self._segment_writer = _ColumnSegmentWriter(directory, number)
        self._lengths = array("I")
        self._new_segment = SegmentInfo(number, self._lengths, {})
        self._postings_buffer = PostingsBuffer(self._segment_writer.pool.add)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with new keys; all documents of a page come in one call."""
        segment = self._new_segment
        for page, on_page in by_page(documents).items():
            if not segment.deleted.issuperset(segment.pages.get(page, ())):
                raise ValueError(f"documents of page {page!r} come in more than one call")
            for document in on_page:
                self._add(document)

    def _add(self, document: Document) -> None:
        number = len(self._lengths)
        if number >= MAX_DOCUMENTS:
            raise OptionError(
                self._directory,
                f"whoosh can index at most {MAX_DOCUMENTS} sections",
                "run the build again with --engine tantivy",
            )
        start = self._postings_buffer.add(number, document)
        self._segment_writer.add_columns(_columns(document, start))
        self._new_segment.pages.setdefault(document.page, []).append(number)
        self._lengths.append(len(document.scored))

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        for segment in (*self._old_segments, self._new_segment):
            segment.delete(pages)

    def finish(self) -> None:
        """Complete the segment and sync it to the disk."""
        segments = [segment for segment in self._old_segments if segment.live_count]
        unused = [segment for segment in self._old_segments if not segment.live_count]
        if self._lengths or not segments:
            self._postings_buffer.flush()
            self._segment_writer.commit(merge=False)
            segments.append(self._new_segment)
        else:
            self.abort()
            unused.append(self._new_segment)
        self._remove(unused)
        write_segment_list(self._directory, [segment.entry() for segment in segments])
        sync_files(self._directory)

    def abort(self) -> None:
        """Discard the segment."""
        if not self._segment_writer.is_closed:
            with suppress(Exception):  # Whoosh closes again the file that a full disk broke
                self._segment_writer.cancel()
        self._segment_writer.newsegment.release()

    def _remove(self, segments: Iterable[SegmentInfo]) -> None:
        for segment in segments:
            for file in segment_files(self._directory, segment):
                file.unlink(missing_ok=True)


def _columns(document: Document, start: int) -> dict[str, object]:
    return {
        KEYS: token_bytes(f"{len(document.page)} {document.key}"),
        STORED: document.stored,
        LENGTH_BYTES: length_byte(len(document.scored)),
        LENGTHS: len(document.scored),
        KEY_RANKS: document.key,
        START_POSITIONS: start,
        PAGE_ENDS: document.page,
    }


class _ColumnSegmentWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer for a new index, without its table of contents."""

    def __init__(self, directory: Path, number: int) -> None:
        # Whoosh sees columns only; postings reach its pool through the postings buffer.
        schema = Schema(**{name: COLUMN() for name in COLUMNS})
        contents = SimpleNamespace(generation=0, schema=schema, segments=[])
        index = SimpleNamespace(
            storage=FileStorage(str(directory)), indexname=INDEX_NAME, _read_toc=lambda: contents
        )
        codec = Codec(number)
        super().__init__(index, _lk=False, limitmb=_POOL_MEGABYTES, codec=codec, compound=False)

    def add_columns(self, columns: Mapping[str, object]) -> None:
        """Add a document that has columns only, without Whoosh's checks of other field types."""
        self._check_state()
        self.perdocwriter.add_values(columns)
        self._added = True
        self.docnum += 1

    def _commit_toc(self, segments: list[Any]) -> None:
        """Write nothing: our own list of segments replaces the table of contents."""
