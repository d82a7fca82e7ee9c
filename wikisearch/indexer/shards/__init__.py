"""A large source -> files of pages, each read by itself, that stay for the next run."""

from contextlib import AbstractContextManager, nullcontext

from wikisearch.indexer.extract import PageExtractor
from wikisearch.indexer.source import FolderSource, Source
from wikisearch.model.build import BuildRequest, Progress

__all__ = ["source_of"]


def source_of(
    request: BuildRequest, extract: PageExtractor, progress: Progress
) -> AbstractContextManager[tuple[Source, Progress]]:
    """Give what a build has its pages from, and what to tell when it indexes them.

    A folder of shards is nobody else's meanwhile. Raises OptionError, MissingLibraryError,
    ClusterUnavailableError, IndexLockedError.
    """
    if request.shards is None:
        return nullcontext((FolderSource(extract.root, request.workers), progress))
    # Few wikis are so large.
    from wikisearch.indexer.shards.sharded_source import sharded_source  # noqa: PLC0415

    return sharded_source(request, request.shards, extract, progress)
