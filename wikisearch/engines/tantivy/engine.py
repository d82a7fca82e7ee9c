"""The tantivy engine: creates, updates and opens indexes in a folder."""

import json
import shutil
from collections.abc import Collection
from pathlib import Path

from tantivy import Index

from wikisearch.engines.base import MAX_DELETED
from wikisearch.engines.tantivy.index_files import KEYS, META, segments, tantivy_write_errors
from wikisearch.engines.tantivy.reader import TantivyReader
from wikisearch.engines.tantivy.schema import PAGE_ID, schema
from wikisearch.engines.tantivy.tuning import DEFAULT_TUNING, SearchTuning
from wikisearch.engines.tantivy.writer import TantivyWriter
from wikisearch.model.query import MAX_EXPANSIONS, And, Keyword, Not
from wikisearch.storage.files import share

_MANAGED = ".managed.json"


class TantivyEngine:
    """Indexes in a folder, in Rust; for one machine and millions of sections."""

    def __init__(
        self,
        max_deleted: float = MAX_DELETED,
        max_expansions: int = MAX_EXPANSIONS,
        tuning: SearchTuning = DEFAULT_TUNING,
    ) -> None:
        self._max_deleted = max_deleted
        self._max_expansions = max_expansions
        self._tuning = tuning

    def create(self, directory: Path) -> TantivyWriter:
        """Start an index in an empty folder."""
        with tantivy_write_errors():
            index = Index(schema(), path=str(directory), reuse=False)
            return TantivyWriter(directory, index)

    def update(self, old: Path, new: Path, without: Collection[str]) -> TantivyWriter | None:
        """Start an index that shares the files of an old one."""
        with self.open(old) as reader:
            remaining = And(tuple(Not(Keyword(PAGE_ID, page)) for page in without))
            held = reader.index.held
            deleted = held - reader.search(remaining, 0).total
            if deleted > self._max_deleted * held:
                return None
            next_page = reader.index.next_unordered_page
        with tantivy_write_errors():
            _link_files(old, new)
            writer = TantivyWriter(new, Index.open(str(new)), next_page)
        writer.delete(without)
        return writer

    def open(self, directory: Path) -> TantivyReader:
        """Open a finished index."""
        return TantivyReader(directory, self._max_expansions, self._tuning)


def _link_files(old: Path, new: Path) -> None:
    """Link the segment files into a new folder, and copy the files that are changed."""
    names = {str(segment["segment_id"]).replace("-", "") for segment in segments(old)}
    files = [file for file in old.iterdir() if file.name.partition(".")[0] in names]
    for file in files:
        share(file, new)
    for name in (META, KEYS):
        shutil.copyfile(old / name, new / name)
    managed = [META, *(file.name for file in files)]
    (new / _MANAGED).write_text(json.dumps(managed), encoding="utf-8")
