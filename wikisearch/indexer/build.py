"""A folder of pages -> an index, in six steps: survey, scan, diff, extract, write, publish."""

import warnings
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace as changed
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import DEFAULT_LANGUAGE
from wikisearch.analysis.language_detection import main_language
from wikisearch.engines.base import publish as publish_alias
from wikisearch.engines.registry import DEFAULT_ENGINE, ENGINE_NAMES, engine_named
from wikisearch.errors import BadIndexError
from wikisearch.indexer.diff import UpdatePlan, diff
from wikisearch.indexer.extract import PageReader, Source, extract
from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.page_extractor import PageExtractor
from wikisearch.indexer.page_indexer import Extract
from wikisearch.indexer.previous import PreviousBuild, load_previous, start_writer
from wikisearch.indexer.publish import link_pages, publish
from wikisearch.indexer.report import report
from wikisearch.indexer.scan import Scan, scan
from wikisearch.indexer.settings import BuildSettings
from wikisearch.indexer.target import check_target
from wikisearch.indexer.write import write_pages
from wikisearch.ingest import (
    Profiles,
    SourceFile,
    SurveyRecords,
    declared_languages,
    find_pages,
    load_profiles,
    rarely_collecting,
    survey_pages,
    undeclared_texts,
)
from wikisearch.model.build import (
    BuildRequest,
    BuildStatus,
    Outcome,
    Progress,
    Shards,
    ignore_progress,
)
from wikisearch.storage.commit import locked, new_generation
from wikisearch.storage.generations import live_manifest
from wikisearch.storage.io_errors import write_errors

if TYPE_CHECKING:
    from wikisearch import index
    from wikisearch.indexer.shards import sharded_source
else:
    index = lazy_module("wikisearch.index")  # the command builds without opening
    sharded_source = lazy_module("wikisearch.indexer.shards.sharded_source")


def build(  # noqa: PLR0913 - all but two by name
    source: str | PathLike[str] = "corpus",
    directory: str | PathLike[str] = "index",
    *,
    engine: str | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    shards: Shards | None = None,
    replace: bool = False,
    force: bool = False,
) -> "index.Index":
    """Index a folder of HTML pages, or one page, and open the index.

    An existing index is updated: only new and changed pages are read. It stays live until the new
    one is complete. Pages that cannot be read are refused and listed in `Index.manifest`.
    `engine` is "whoosh", "tantivy" or "opensearch"; the default is the engine of the existing
    index, or whoosh. The URL of a cluster comes from WIKISEARCH_OPENSEARCH_URL. `workers` is the
    number of processes that read pages. With more than one, a script needs `if __name__ ==
    "__main__":`, because each process imports it. With `shards`, the extracted pages are stored
    in another folder: an interrupted build continues there, and the workers of a dask cluster can
    read the pages (docs/scale-ingestion.md). `replace` allows to replace the index of another
    source; `force` allows a new index inside its source or a published site.

    Raises SourceError when there is no page to index, or the source vanishes during the build;
    IndexLockedError while another build runs; IndexWriteError when the disk is full, or the folder
    cannot be written, or holds other files or the index of another source; MissingLibraryError
    when a library is not installed; ClusterError when a cluster refuses or does not answer.
    """
    request = BuildRequest(
        Path(source),
        Path(directory),
        engine,
        workers,
        shards=shards,
        replace=replace,
        force=force,
    )
    for warning in run_build(request, progress or ignore_progress).warnings:
        warnings.warn(warning, RuntimeWarning, stacklevel=2)
    return index.Index(directory)


def run_build(request: BuildRequest, progress: Progress = ignore_progress) -> Outcome:
    """Build or update an index; raises as `build` does."""
    files = find_pages(request.source)
    with write_errors(request.directory):
        check_target(request)
    root = request.source if request.source.is_dir() else request.source.parent
    folders = (root.absolute(), Path.cwd())
    profiles = load_profiles(*folders)
    with locked(request.directory), rarely_collecting():
        settings, previous = _prepare(request, root, profiles, files)
        ledger = previous.ledger if previous else Ledger({}, {})
        survey, sample = survey_pages(files, root, profiles, ledger.sample, request.workers)
        extractor = PageExtractor(root, folders, profiles.fingerprint, survey)
        with _open_source(request, extractor, progress) as (source, progress_left):
            scanned = source.scan(files, ledger.known_files())
            plan = diff(scanned.files, ledger if previous else None, survey)
            if previous and previous.engine is settings.engine and not plan.changed:
                progress_left(len(files), len(files))
                outcome = _unchanged(settings, previous, plan, 0)
            else:
                step = (source, sample, progress_left)
                outcome = _write(settings, previous, plan, scanned, step)
    return changed(outcome, shards_read=scanned.shards_read)


def _write(
    settings: BuildSettings,
    previous: PreviousBuild | None,
    plan: UpdatePlan,
    scanned: Scan,
    step: tuple[Source, SurveyRecords, Progress],
) -> Outcome:
    """Extract pages, write a new generation and publish it, unless it would be the same."""
    request, (source, sample, progress) = settings.request, step
    with new_generation(request.directory) as path:
        start = start_writer(settings, previous, path, plan, scanned)
        pages = write_pages(start, _extract_step(settings, source), settings.root, progress)
        if previous and not pages.changed:
            return _unchanged(settings, previous, plan, pages.read)
        site = link_pages(settings.root, scanned, start, pages, sample)
        summary = report(site.records, site.graph, settings.profiles, pages.read, pages.unchanged)
        if request.strict and summary.faults:
            return Outcome(summary, BuildStatus.REJECTED)
        problems = publish(path, settings, site, previous)
    publish_alias(settings.engine, path)
    return Outcome(summary, BuildStatus.PUBLISHED, warnings=problems)


def _unchanged(
    settings: BuildSettings, previous: PreviousBuild, plan: UpdatePlan, read: int
) -> Outcome:
    """Leave the live generation as it is."""
    publish_alias(settings.engine, previous.generation.path)
    files = len(plan.known)
    summary = report(plan.known, previous.graph, settings.profiles, read, files - read)
    return Outcome(summary, BuildStatus.UNCHANGED)


def _prepare(
    request: BuildRequest, root: Path, profiles: Profiles, files: Sequence[SourceFile]
) -> tuple[BuildSettings, PreviousBuild | None]:
    """Choose engine and language, and load the live generation if an update can start from it."""
    name = request.engine or _live_engine(request.directory)
    engine = engine_named(name, request.url)
    settings = BuildSettings(request, root, profiles, name, engine, DEFAULT_LANGUAGE)
    previous = None if request.full else load_previous(settings)
    if previous:
        # Added pages do not change the language of a wiki; a full build detects it again.
        language = previous.generation.manifest.language
    else:
        tags, texts = declared_languages(files), undeclared_texts(files)
        language = profiles.language or main_language(tags, texts)
    return changed(settings, language=language), previous


def _live_engine(directory: Path) -> str:
    """Engine of the live index, even of a damaged one, or the default engine."""
    try:
        name = live_manifest(directory).engine
    except BadIndexError:
        return DEFAULT_ENGINE
    return name if name in ENGINE_NAMES else DEFAULT_ENGINE


def _open_source(
    request: BuildRequest, extractor: PageExtractor, progress: Progress
) -> AbstractContextManager[tuple[Source, Progress]]:
    """The source as a folder or as shards, and the progress callback for the write step."""
    if request.shards is not None:
        return sharded_source.open_shards(request, request.shards, extractor, progress)
    scanner = partial(scan, root=extractor.root)
    return nullcontext((Source(scanner, extractor, request.workers), progress))


def _extract_step(settings: BuildSettings, source: Source) -> Extract:
    only = bool(settings.profiles.language)
    reader = PageReader(source.extractor, {}, settings.language, is_only=only)
    return partial(extract, reader, source.workers)
