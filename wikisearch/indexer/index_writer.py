"""The writer of an engine, with errors that name the index."""

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from wikisearch.engines.base import Engine, Writer
from wikisearch.model.document import Document
from wikisearch.storage.io_errors import write_errors


class IndexWriter:
    """Passes documents on to the writer of an engine; its OSErrors name the index."""

    def __init__(self, writer: Writer, index: Path) -> None:
        self._writer = writer
        self._index = index

    def add(self, documents: Iterable[Document]) -> None:
        """Add all documents of a page."""
        with write_errors(self._index):
            self._writer.add(documents)

    def delete(self, pages: Collection[str]) -> None:
        """Delete all documents of some pages."""
        with write_errors(self._index):
            self._writer.delete(pages)

    def finish(self) -> None:
        """Complete the index."""
        with write_errors(self._index):
            self._writer.finish()

    def abort(self) -> None:
        """Release what the writer holds."""
        self._writer.abort()


def create_writer(engine: Engine, path: Path) -> IndexWriter:
    """Return the writer of an empty index in the folder of a new generation."""
    with write_errors(path.parent):
        return IndexWriter(engine.create(path), path.parent)


@contextmanager
def aborting(writer: Writer) -> Iterator[None]:
    """Abort a writer when the block fails."""
    try:
        yield
    except BaseException:
        with suppress(Exception):
            writer.abort()
        raise
