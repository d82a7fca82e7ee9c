"""A source that is extracted in shards; the build then reads the shards instead of HTML."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import Path

from wikisearch.errors import (
    MissingLibraryError,
    OptionError,
    PageError,
    SourceError,
    WorkerDiedError,
    install,
)
from wikisearch.indexer.extract import SourceReader
from wikisearch.indexer.page_extractor import PageExtractor
from wikisearch.indexer.scan import Scan, ScannedFile
from wikisearch.indexer.shards.executor import Executor, ProcessExecutor
from wikisearch.indexer.shards.page_store import (
    MANIFEST,
    StoredFile,
    extract_stored,
    is_shard_file,
)
from wikisearch.indexer.shards.shard import Shard, shards_of
from wikisearch.indexer.shards.shard_builder import ShardReader, ShardResult, shard_settings
from wikisearch.ingest import KnownPages, PagePool, SourceEntry, attempt
from wikisearch.model.build import BuildRequest, Progress, Shards
from wikisearch.storage.lock import LOCK, only_writer
from wikisearch.storage.ownership import names_in


@contextmanager
def open_shards(
    request: BuildRequest,
    shards: Shards,
    extractor: PageExtractor,
    pool: PagePool,
    progress: Progress,
) -> Iterator[SourceReader]:
    """Lock the folder of shards, and yield the reader of its source.

    Raises OptionError, MissingLibraryError, ClusterUnavailableError, IndexLockedError, and
    SourceError for a folder that cannot be written, or has files but no shards.
    """
    if shards.count < 1:
        raise OptionError(f"{shards.count} shards", "there must be at least one")
    folder = Path(shards.folder).absolute()
    with ExitStack() as stack:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            _require_ours(folder)
            stack.enter_context(only_writer(folder))
        except OSError as error:
            problem = f"the folder of shards cannot be written ({error.strerror or error})"
            raise SourceError(folder, problem, "name another one") from error
        executor = stack.enter_context(closing(_executor(shards.scheduler, pool)))
        reader = ShardReader(folder, extractor, shard_settings(extractor), request.full)
        scanning, indexing = _halves(progress)
        scanner = ShardScanner(reader, executor, shards.count, scanning)
        yield SourceReader(scanner, extract_stored, pool, indexing)


def _require_ours(folder: Path) -> None:
    """Raise SourceError for a folder of somebody else; raises OSError."""
    names = names_in(folder) - {LOCK}
    if names and not any(map(is_shard_file, names)):
        problem = f"the folder is not empty and has no shards (it contains {min(names)})"
        raise SourceError(folder, problem, "name a new or empty folder for the shards")


def _halves(progress: Progress) -> tuple[Progress, Progress]:
    """Split a callback: extracting the files is the first half, indexing them the second."""

    def first(done: int, total: int) -> None:
        progress(done, 2 * total)

    def second(done: int, total: int) -> None:
        progress(total + done, 2 * total)

    return first, second


def _executor(scheduler: str, pool: PagePool) -> Executor:
    if not scheduler:
        return ProcessExecutor(pool)
    try:
        module = import_module("wikisearch.indexer.shards.dask_executor")
    except ModuleNotFoundError as error:
        library = str(error.name).partition(".")[0]
        raise MissingLibraryError("scheduler", f"needs {library}", install("dask")) from error
    executor: Executor = module.DaskExecutor(scheduler)
    return executor


@dataclass(frozen=True, slots=True)
class ShardScanner:
    """The scan step of a sharded source: brings all shards up to date."""

    reader: ShardReader
    executor: Executor
    count: int
    progress: Progress

    def __call__(self, files: Sequence[SourceEntry], _known: KnownPages) -> Scan:
        """Scan all files; the shards know them already."""
        scanned: dict[str, ScannedFile] = {}
        shards, read, names = shards_of(files, self.count), 0, set()
        for shard, result in zip(shards, self.executor.map(shards, self.reader), strict=True):
            done = self._checked(shard, result)
            read += done.read > 0
            names |= {f"{shard.path}{MANIFEST}", done.manifest.pages}
            scanned |= self._scanned(shard, done)
            self.progress(len(scanned), len(files))
        self._delete_others(names)
        return Scan(tuple(scanned[file.path] for file in files), read)

    def _scanned(self, shard: Shard, done: ShardResult) -> dict[str, ScannedFile]:
        """Return the pages of a shard, by path."""
        pages = self.reader.folder / done.manifest.pages
        return {
            file.path: ScannedFile(
                file,
                entry.digest,
                entry.refusal,
                entry.signature,
                StoredFile(file.path, pages, entry.offset, entry.size),
            )
            for file, entry in zip(shard.files, done.manifest.files, strict=True)
        }

    def _checked(self, shard: Shard, result: ShardResult | PageError) -> ShardResult:
        """Read a shard on this machine, file by file, if it has killed its reader."""
        if isinstance(result, WorkerDiedError):
            result = attempt(replace(self.reader, isolated=True), shard)
        if isinstance(result, PageError):
            raise SourceError(self.reader.folder / shard.path, result.reason) from result
        return result

    def _delete_others(self, names: set[str]) -> None:
        """Delete files of earlier shards, and those of killed workers."""
        for file in self.reader.folder.glob("shard-*"):
            if file.name not in names and is_shard_file(file.name):
                with suppress(OSError):  # they do no harm
                    file.unlink()
