"""Stored pages of a generation -> documents for another engine; no source file is read."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.engines.base import Engine, Writer
from wikisearch.engines.registry import engine_named
from wikisearch.errors import (
    ClusterError,
    IndexDamagedError,
    IndexFormatError,
    MissingLibraryError,
    OptionError,
    rebuild,
)
from wikisearch.indexer.extract import analyzer
from wikisearch.indexer.record import Record
from wikisearch.mapping.documents import documents
from wikisearch.model.build import Progress
from wikisearch.storage.generations import Generation

if TYPE_CHECKING:
    from wikisearch.search import page_lookup
else:
    page_lookup = lazy_module("wikisearch.search.page_lookup")


def stored_engine(generation: Generation) -> Engine:
    """Return the engine of a generation; raises BadIndexError if it is not available."""
    try:
        engine = engine_named(generation.manifest.engine)
        engine.open(generation.path).close()
    except (MissingLibraryError, OptionError, ClusterError) as error:
        raise IndexFormatError(error.subject, error.problem, error.remedy) from error
    return engine


def restore_pages(
    path: Path, engine: Engine, records: Sequence[Record], writer: Writer, progress: Progress
) -> None:
    """Read pages from the generation at `path`, and write their documents.

    Raises IndexDamagedError for a page that is not stored.
    """
    with engine.open(path) as reader:
        for done, record in enumerate(records, 1):
            page = page_lookup.load_page(record.id, reader)
            if page is None:
                problem = f"page {record.id!r} is missing"
                raise IndexDamagedError(path, problem, f"{rebuild(path.parent)} --full")
            writer.add(tuple(documents(page, analyzer(record.language))))
            progress(done, len(records))
