"""Documents -> a new Whoosh segment in a folder, beside those that are kept."""

import json
from array import array
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from whoosh.fields import COLUMN, Schema
from whoosh.filedb.filestore import FileStorage
from whoosh.writing import SegmentWriter

from wikisearch.engines.whoosh.codec import Codec
from wikisearch.engines.whoosh.layout import (
    COLUMNS,
    FILES,
    KEYS,
    LAST,
    LENGTHS,
    MANY,
    RANKS,
    SEGMENTS_FILE,
    SIZES,
    STARTS,
    STORED,
)
from wikisearch.engines.whoosh.postings_buffer import PostingsBuffer
from wikisearch.engines.whoosh.segment import encoded
from wikisearch.engines.whoosh.segment_info import SegmentInfo
from wikisearch.model.document import Document, by_page
from wikisearch.scoring import length_byte
from wikisearch.storage.files import sync_files

_POOL_MEGABYTES = 256
"""Postings held in memory before they are sorted to disk; larger is hardly faster (measured)."""


class WhooshWriter:
    """Writes one segment, and the list of all."""

    def __init__(self, directory: Path, kept: Sequence[SegmentInfo] = ()) -> None:
        self._directory = directory
        self._kept = kept
        number = 1 + max((int(each.name.rpartition("_")[2]) for each in kept), default=0)
        self._segment = _Segment(directory, number)
        self._sizes = array("I")
        self._added = SegmentInfo(f"{MANY}_{number}", self._sizes, {})
        self._gathering = PostingsBuffer(self._segment.pool.add)

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys that are not in the index, those of one page side by side."""
        for page, together in by_page(documents).items():
            if not self._added.deleted.issuperset(self._added.pages.get(page, ())):
                raise ValueError(f"documents of page {page!r} come in more than one piece")
            for document in together:
                self._add(document)

    def _add(self, document: Document) -> None:
        number = len(self._sizes)
        start = self._gathering.add(number, document)
        self._segment.add_document(**_columns(document, start))
        self._added.pages.setdefault(document.page, []).append(number)
        self._sizes.append(len(document.scored))

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        for segment in (*self._kept, self._added):
            segment.delete(pages)

    def finish(self) -> None:
        """Complete the segment, and see it onto the disk."""
        segments = [segment for segment in self._kept if segment.alive]
        useless = [segment for segment in self._kept if not segment.alive]
        if self._sizes or not segments:
            self._gathering.finish()
            self._segment.commit(merge=False)
            segments.append(self._added)
        else:
            self.abort()
            useless.append(self._added)
        self._remove(useless)
        facts = [segment.as_json() for segment in segments]
        (self._directory / SEGMENTS_FILE).write_text(json.dumps(facts), encoding="utf-8")
        sync_files(self._directory)

    def abort(self) -> None:
        """Give up the segment."""
        if not self._segment.is_closed:
            with suppress(Exception):  # Whoosh closes once more what a full disk made it fail over
                self._segment.cancel()
        self._segment.newsegment.release()

    def _remove(self, segments: Iterable[SegmentInfo]) -> None:
        for segment in segments:
            for extension in FILES:
                (self._directory / f"{segment.name}{extension}").unlink(missing_ok=True)


def _columns(document: Document, start: int) -> dict[str, object]:
    return {
        KEYS: encoded(f"{len(document.page)} {document.key}"),
        STORED: document.stored,
        LENGTHS: length_byte(len(document.scored)),
        SIZES: len(document.scored),
        RANKS: document.key,
        STARTS: start,
        LAST: document.page,
    }


class _Segment(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, told that the index is new, and kept from writing a table of contents."""

    def __init__(self, directory: Path, number: int) -> None:
        # Tokens are gathered, and given to Whoosh in larger pieces than fields.
        schema = Schema(**{name: COLUMN() for name in COLUMNS})
        new = SimpleNamespace(generation=0, schema=schema, segments=[])
        index = SimpleNamespace(
            storage=FileStorage(str(directory)), indexname=MANY, _read_toc=lambda: new
        )
        codec = Codec(number)
        super().__init__(index, _lk=False, limitmb=_POOL_MEGABYTES, codec=codec, compound=False)

    def add_document(self, **columns: Any) -> None:
        """Add a document of columns alone; Whoosh's way looks for all that a field may be."""
        self._check_state()
        for name, value in columns.items():
            self.perdocwriter.add_column_value(name, None, value)
        self._added = True
        self.docnum += 1

    def _commit_toc(self, segments: list[Any]) -> None:
        """Write nothing: the list of segments is ours."""
