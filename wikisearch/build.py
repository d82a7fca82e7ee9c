"""A folder of pages -> a new generation of an index: where reading and writing meet."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from os import PathLike
from pathlib import Path

from wikisearch.analysis import Analyzer, documents, fingerprint
from wikisearch.engines.base import Writer
from wikisearch.engines.registry import DEFAULT_ENGINE, engine_named
from wikisearch.errors import IndexWriteError, PageError, SourceError
from wikisearch.generations import building, files_of, write_manifest
from wikisearch.index import Index
from wikisearch.ingest import SourceFile, find_pages, map_pages, read_page
from wikisearch.model.document import Document
from wikisearch.model.manifest import FORMAT, Manifest
from wikisearch.model.report import Refusal

Progress = Callable[[int, int], None]
"""Called with the pages done and the pages there are."""

FEWEST_FOR_POOL = 64
"""With fewer pages than this, starting other processes takes longer than reading them."""


def build(
    source: str | PathLike[str] = "corpus",
    directory: str | PathLike[str] = "index",
    *,
    engine: str = DEFAULT_ENGINE,
    workers: int = 1,
    progress: Progress | None = None,
) -> Index:
    """Index a folder of HTML pages (or one page), and open the index.

    The index that was in `directory` stays live until the new one is whole. Pages that cannot be
    read are refused one by one and named in `Index.manifest`. `workers` is the number of processes
    that read pages; with more than one, a script must have `if __name__ == "__main__":`, for each
    process imports it. Few pages are read in this process all the same.

    Raises SourceError when there is no page to index, IndexLockedError while another build is
    under way, IndexWriteError when the disk is full or the folder cannot be written.
    """
    root = Path(source)
    files = find_pages(root)
    reader = PageReader(root if root.is_dir() else root.parent)
    crew = workers if len(files) >= FEWEST_FOR_POOL else 1
    try:
        with building(Path(directory)) as path:
            writer = engine_named(engine).create(path)
            try:
                run = _Run(files, progress or _silent)
                run.fill(writer, map_pages(files, reader, crew))
                writer.finish()
            except BaseException:
                with suppress(Exception):
                    writer.abort()
                raise
            write_manifest(path, run.manifest(engine, root, path))
    except OSError as error:
        raise IndexWriteError(
            f"{directory}: the index cannot be written ({error.strerror or error}); "
            "the one that was there is untouched"
        ) from error
    return Index(directory)


@cache
def _analyzer() -> Analyzer:
    """One for each process: what it has analysed before it need not analyse again."""
    return Analyzer()


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads a file into its documents; sent to the processes of the pool."""

    root: Path

    def __call__(self, file: SourceFile) -> list[Document]:
        """Documents of one page; raises PageError."""
        return list(documents(read_page(file.location, self.root), _analyzer()))


class _Run:
    """What one build has seen."""

    def __init__(self, files: Sequence[SourceFile], progress: Progress) -> None:
        self._files = files
        self._progress = progress
        self._paths: dict[str, str] = {}
        self._sections = 0
        self._refused: list[Refusal] = []

    def fill(self, writer: Writer, pages: Iterator[list[Document] | PageError]) -> None:
        """Write every page that could be read."""
        for done, (file, page) in enumerate(zip(self._files, pages, strict=True), 1):
            if isinstance(page, PageError):
                self._refused.append(Refusal(page.path, page.reason))
            elif page[0].page in self._paths:
                reason = f"has the same name as {self._paths[page[0].page]} but for the suffix"
                self._refused.append(Refusal(file.path, reason))
            else:
                writer.add(page)
                self._paths[page[0].page] = file.path
                self._sections += len(page)
            self._progress(done, len(self._files))
        if not self._paths:
            first = self._refused[0]
            raise SourceError(
                f"not one of {len(self._files)} pages could be read; {first.path}: {first.reason}"
            )

    def manifest(self, engine: str, source: Path, path: Path) -> Manifest:
        """Facts about the generation."""
        return Manifest(
            format=FORMAT,
            engine=engine,
            analyzer=fingerprint(_analyzer()),
            source=str(source.absolute()),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            pages=len(self._paths),
            sections=self._sections,
            refused=tuple(self._refused),
            files=files_of(path),
        )
