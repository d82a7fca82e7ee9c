"""Documents -> one Whoosh segment in a folder."""

import json
import os
import zlib
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from whoosh.filedb.filestore import FileStorage
from whoosh.writing import SegmentWriter

from wikisearch.engines.whoosh.codec import Codec
from wikisearch.engines.whoosh.layout import (
    KEY,
    KEYS,
    KEYWORD,
    LENGTHS,
    PAGES,
    SCORED,
    SEGMENTS_FILE,
    STORED,
    keyword_token,
)
from wikisearch.engines.whoosh.schema import schema
from wikisearch.engines.whoosh.segment import encoded
from wikisearch.model.document import Document
from wikisearch.scoring import length_byte

_POOL_MEGABYTES = 256
"""Postings held in memory before they are sorted to disk; larger is hardly faster (measured)."""


class WhooshWriter:
    """Writes one segment."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._segment = _Segment(directory)
        self._pages: dict[str, int] = {}
        self._total_length = 0
        self._with_tokens = 0

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents with keys not added before."""
        for document in documents:
            self._segment.add_document(**self._values(document))
            self._total_length += len(document.scored)
            self._with_tokens += bool(document.scored)

    def finish(self) -> None:
        """Complete the segment, and see it onto the disk."""
        self._segment.commit(merge=False)
        segments = [
            {
                "name": segment.segment_id(),
                "documents": segment.doc_count_all(),
                "with_tokens": self._with_tokens,
                "total_length": self._total_length,
            }
            for segment in self._segment.written
        ]
        (self._directory / SEGMENTS_FILE).write_text(json.dumps(segments), encoding="utf-8")
        for file in self._directory.iterdir():
            _sync(file)

    def abort(self) -> None:
        """Give up the segment."""
        if not self._segment.is_closed:
            with suppress(Exception):  # Whoosh closes once more what a full disk made it fail over
                self._segment.cancel()
        self._segment.newsegment.release()

    def _values(self, document: Document) -> dict[str, object]:
        keywords = [
            keyword_token(field, value)
            for field, values in document.keywords.items()
            for value in values
        ]
        page = self._pages.setdefault(document.page, len(self._pages))
        return {
            SCORED: document.scored,
            KEYWORD: [*keywords, keyword_token(KEY, document.key)],
            LENGTHS: length_byte(len(document.scored)),
            PAGES: page,
            KEYS: encoded(f"{len(document.page)} {document.key}"),
            STORED: zlib.compress(document.stored),
            **document.fields,
        }


class _Segment(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer, told that the index is new, and kept from writing a table of contents."""

    def __init__(self, directory: Path) -> None:
        new = SimpleNamespace(generation=0, schema=schema(), segments=[])
        index = SimpleNamespace(
            storage=FileStorage(str(directory)), indexname="wiki", _read_toc=lambda: new
        )
        self.written: list[Any] = []
        super().__init__(index, _lk=False, limitmb=_POOL_MEGABYTES, codec=Codec(), compound=False)

    def _commit_toc(self, segments: list[Any]) -> None:
        self.written = segments


def _sync(file: Path) -> None:
    """Wait until the file is on the disk: Whoosh never does."""
    with file.open("rb") as opened:
        os.fsync(opened.fileno())
