"""A folder of pages -> an index, in six steps: survey, scan, diff, extract, write, publish."""

import warnings
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import replace as changed
from functools import partial
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch._lazy import lazy_module
from wikisearch.analysis import DEFAULT_LANGUAGE
from wikisearch.analysis.languages.language_detection import main_language
from wikisearch.engines.registry import DEFAULT_ENGINE, ENGINE_NAMES, engine_named
from wikisearch.errors import BadIndexError
from wikisearch.indexer.diff import diff
from wikisearch.indexer.extract import SourceReader
from wikisearch.indexer.generation import keep_generation, write_generation
from wikisearch.indexer.ledger import Ledger
from wikisearch.indexer.page_extractor import PageExtractor
from wikisearch.indexer.previous import PreviousBuild, load_previous
from wikisearch.indexer.scan import scan
from wikisearch.indexer.settings import BuildSettings, settings_folders
from wikisearch.indexer.target import check_target
from wikisearch.ingest import (
    KnownSample,
    Listing,
    PagePool,
    PageSource,
    Profiles,
    declared_languages,
    load_profiles,
    open_source,
    rarely_collecting,
    survey_pages,
    undeclared_texts,
)
from wikisearch.model.build import (
    BuildRequest,
    Outcome,
    Progress,
    Shards,
    ignore_progress,
)
from wikisearch.model.manifest import NO_EDITS
from wikisearch.model.source_page import Pages
from wikisearch.storage.commit import locked
from wikisearch.storage.generations import live_manifest
from wikisearch.storage.io_errors import write_errors
from wikisearch.storage.temporary import delete_abandoned_folders

if TYPE_CHECKING:
    from wikisearch import index
    from wikisearch.indexer.shards import sharded_source
else:
    index = lazy_module("wikisearch.index")  # the command builds without opening
    sharded_source = lazy_module("wikisearch.indexer.shards.sharded_source")


def build(  # noqa: PLR0913 - all but two by name
    source: str | PathLike[str] | Pages = "corpus",
    directory: str | PathLike[str] = "index",
    *,
    engine: str | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    shards: Shards | None = None,
    replace: bool = False,
    force: bool = False,
) -> "index.Index":
    """Index a folder of HTML pages, one page, or pages of a program, and open the index.

    Pages of a program are SourcePage values in any iterable, or a dict of HTML by id. An existing
    index is updated: only new and changed pages are read. It stays live until the new one is
    complete. Pages that cannot be read are refused and listed in `Index.manifest`. `engine` is
    "whoosh", "tantivy" or "opensearch"; the default is the engine of the existing index, or
    whoosh. The URL of a cluster comes from WIKISEARCH_OPENSEARCH_URL. `workers` is the number of
    processes that read pages. With more than one, a script needs `if __name__ == "__main__":`,
    because each process imports it. With `shards`, the extracted pages are stored in another
    folder: an interrupted build continues there, and the workers of a dask cluster can read the
    pages (docs/scale-ingestion.md). `replace` allows to replace the index of another source;
    `force` allows a new index inside its source or a published site.

    Raises SourceError when there is no page to index, or the source vanishes; IndexLockedError
    while another build runs; IndexWriteError when the folder cannot be written, or holds other
    files or the index of another source; MissingLibraryError; ClusterError.
    """
    request = BuildRequest(
        Path(source) if isinstance(source, str | PathLike) else source,
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
    delete_abandoned_folders()
    with closing(open_source(request.source)) as source:
        listing = source.listing()
        with write_errors(request.directory):
            check_target(request, source)
        folders = settings_folders(source)
        profiles = load_profiles(*folders)
        with (
            locked(request.directory),
            rarely_collecting(),
            closing(PagePool(request.workers)) as pool,
        ):
            lost = _lost_edits(request.directory, source)
            settings, previous = _prepare(request, source, listing, profiles)
            outcome = _build(settings, previous, folders, pool, progress)
    return changed(outcome, warnings=(*outcome.warnings, *(lost if outcome.published else ())))


def _build(
    settings: BuildSettings,
    previous: PreviousBuild | None,
    folders: tuple[Path, ...],
    pool: PagePool,
    progress: Progress,
) -> Outcome:
    """Survey, scan and diff the source; then write a generation, unless nothing changed."""
    request, source, entries = settings.request, settings.source, settings.listing.entries
    ledger = previous.ledger if previous else Ledger({}, {})
    known = ledger.known_pages()
    before = KnownSample(ledger.sample, known)
    survey, sample, final = survey_pages(entries, source, settings.profiles, before, pool)
    extractor = PageExtractor(source, folders, settings.profiles.fingerprint, survey)
    with _open_reader(request, extractor, pool, progress) as reader:
        scanned = reader.scan(entries, known).with_survey(sample, final)
        plan = diff(scanned.files, ledger if previous else None, survey.fingerprints())
        if previous and previous.engine is settings.engine and not plan.changed:
            reader.progress(len(entries), len(entries))
            outcome = keep_generation(settings, previous, plan, 0)
        else:
            outcome = write_generation(settings, previous, plan, scanned, reader)
    warned = (*settings.listing.warnings, *outcome.warnings)
    return changed(outcome, shards_read=scanned.shards_read, warnings=warned)


def _prepare(
    request: BuildRequest, source: PageSource, listing: Listing, profiles: Profiles
) -> tuple[BuildSettings, PreviousBuild | None]:
    """Choose engine and language, and load the live generation if an update can start from it."""
    name = request.engine or _live_engine(request.directory)
    engine = engine_named(name, request.url)
    settings = BuildSettings(request, source, listing, profiles, name, engine, DEFAULT_LANGUAGE)
    previous = None if request.full else load_previous(settings)
    if previous:
        # Added pages do not change the language of a wiki; a full build detects it again.
        language = previous.generation.manifest.language
    else:
        tags = declared_languages(listing.entries, source)
        texts = undeclared_texts(listing.entries, source)
        language = profiles.language or main_language(tags, texts)
    return changed(settings, language=language), previous


def _lost_edits(directory: Path, source: PageSource) -> tuple[str, ...]:
    """Return a warning if `update` changed the live index: this build drops the changes."""
    try:
        edits = live_manifest(directory).edits
    except BadIndexError:
        return ()
    if edits == NO_EDITS:
        return ()
    counts = f"added or replaced ({edits.added:,}) and deleted ({edits.deleted:,})"
    return (f"pages that a program {counts} are again as {source.name} has them",)


def _live_engine(directory: Path) -> str:
    """Return the engine of the live index, even of a damaged one, or the default engine."""
    try:
        name = live_manifest(directory).engine
    except BadIndexError:
        return DEFAULT_ENGINE
    return name if name in ENGINE_NAMES else DEFAULT_ENGINE


def _open_reader(
    request: BuildRequest, extractor: PageExtractor, pool: PagePool, progress: Progress
) -> AbstractContextManager[SourceReader]:
    """Open the source, whole or in shards."""
    if request.shards is not None:
        return sharded_source.open_shards(request, request.shards, extractor, pool, progress)
    scanner = partial(scan, source=extractor.source)
    return nullcontext(SourceReader(scanner, extractor, pool, progress))
