"""A source whose files are read in shards, and its pages then taken from what was stored."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from importlib import import_module
from pathlib import Path

from wikisearch.errors import (
    MissingLibraryError,
    OptionError,
    PageError,
    SourceError,
    WorkerDiedError,
)
from wikisearch.indexer.extract import PageExtractor, PageReader
from wikisearch.indexer.ledger import KnownFile
from wikisearch.indexer.scan import ScannedFile
from wikisearch.indexer.shards.executor import Executor, ProcessExecutor
from wikisearch.indexer.shards.page_store import PAGES, PART, TEMPORARY, StoredFile, extract_stored
from wikisearch.indexer.shards.shard import Shard, shards_of
from wikisearch.indexer.shards.shard_builder import ShardRead, ShardReader, settings_of
from wikisearch.indexer.source import Readings, Source, read_all
from wikisearch.ingest import SourceFile, attempt
from wikisearch.model.build import BuildRequest, Progress, Shards
from wikisearch.storage.lock import only_writer


@contextmanager
def sharded_source(
    request: BuildRequest, shards: Shards, extract: PageExtractor, progress: Progress
) -> Iterator[tuple[Source, Progress]]:
    """Give a source that is read in shards, and what to tell when its pages are indexed."""
    if shards.count < 1:
        raise OptionError(f"{shards.count} shards: there must be one at least")
    folder = Path(shards.folder).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    with only_writer(folder), closing(_crew(shards.scheduler, request.workers)) as crew:
        reader = ShardReader(folder, extract, settings_of(extract), request.full)
        first, second = _halves(progress)
        yield ShardedSource(reader, crew, shards.count, request.workers, first), second


def _halves(progress: Progress) -> tuple[Progress, Progress]:
    """Make two of one: half the way is to read the files, the other to index what was read."""

    def first(done: int, total: int) -> None:
        progress(done, 2 * total)

    def second(done: int, total: int) -> None:
        progress(total + done, 2 * total)

    return first, second


def _crew(scheduler: str, workers: int) -> Executor:
    if not scheduler:
        return ProcessExecutor(workers)
    try:
        crew: Executor = import_module("wikisearch.indexer.shards.dask_executor").DaskExecutor(
            scheduler
        )
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise MissingLibraryError(
            f'a scheduler needs {library}; run: pip install "wikisearch[dask]"'
        ) from error
    return crew


class ShardedSource:
    """Has a crew see to the shards, and reads files of pages instead of HTML."""

    def __init__(
        self, reader: ShardReader, crew: Executor, count: int, workers: int, progress: Progress
    ) -> None:
        self.shards_read = 0
        self._reader = reader
        self._crew = crew
        self._count = count
        self._workers = workers
        self._progress = progress
        self._stored: dict[Path, StoredFile] = {}

    def scan(
        self, files: Sequence[SourceFile], _known: Mapping[str, KnownFile]
    ) -> list[ScannedFile]:
        """Bring all shards up to date, and tell what they say is in each file."""
        seen: dict[Path, ScannedFile] = {}
        shards = shards_of(files, self._count)
        kept = set()
        for shard, result in zip(shards, self._crew.map(shards, self._reader), strict=True):
            done = self._settled(shard, result)
            self.shards_read += done.read > 0
            kept |= {f"{shard.path}{PART}", done.part.pages}
            for file, entry in zip(shard.files, done.part.files, strict=True):
                seen[file.location] = ScannedFile(file, entry.digest, entry.refusal, entry.stamp)
                self._stored[file.location] = StoredFile(
                    file.path, self._reader.folder / done.part.pages, entry.at, entry.size
                )
            self._progress(len(seen), len(files))
        self._clear(kept)
        return [seen[file.location] for file in files]

    def read(self, files: Sequence[SourceFile], reader: PageReader) -> Readings:
        """Make documents of what is stored of the files."""
        stored = [self._stored[file.location] for file in files]
        return read_all(stored, replace(reader, extract=extract_stored), self._workers)

    def _settled(self, shard: Shard, result: ShardRead | PageError) -> ShardRead:
        """Read a shard here, file by file, when it took whoever read it with it."""
        if isinstance(result, WorkerDiedError):
            result = attempt(replace(self._reader, careful=True), shard)
        if isinstance(result, PageError):
            raise SourceError(self._reader.folder / shard.path, result.reason) from result
        return result

    def _clear(self, kept: set[str]) -> None:
        """Delete what no shard has any more, and what workers left that were killed."""
        for file in self._reader.folder.glob("shard-*"):
            if file.name not in kept and file.name.endswith((PAGES, PART, TEMPORARY)):
                file.unlink(missing_ok=True)
