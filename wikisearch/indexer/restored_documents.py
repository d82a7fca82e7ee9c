"""What an index has stored -> documents for another engine, without a look at the files."""

from collections.abc import Iterable, Iterator

from wikisearch.engines.base import Engine, Reader
from wikisearch.engines.registry import engine_named
from wikisearch.errors import (
    ClusterError,
    IndexDamagedError,
    IndexFormatError,
    MissingLibraryError,
    OptionError,
)
from wikisearch.indexer.extract import analyzer
from wikisearch.indexer.record import Record
from wikisearch.mapping import documents
from wikisearch.model.document import Document
from wikisearch.storage.generations import Generation


def stored_engine(generation: Generation) -> Engine:
    """Engine of an index that is to have another; raises BadIndexError when it cannot be had."""
    try:
        engine = engine_named(generation.manifest.engine)
        engine.open(generation.path).close()
    except (MissingLibraryError, OptionError, ClusterError) as error:
        raise IndexFormatError(str(error)) from error
    return engine


def restored_documents(source: Reader, records: Iterable[Record]) -> Iterator[tuple[Document, ...]]:
    """Documents of each page, as they were when it was read last."""
    # Brings along what queries need, and an update does not.
    from wikisearch.search.page_lookup import load_page  # noqa: PLC0415

    for record in records:
        page = load_page(record.id, source)
        if page is None:
            raise IndexDamagedError(f"page {record.id!r} is missing; build with --full")
        yield tuple(documents(page, analyzer(record.language)))
