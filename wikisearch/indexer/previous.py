"""The live generation, as the starting point of an update."""

from dataclasses import dataclass, replace
from pathlib import Path

from wikisearch.engines.base import Engine
from wikisearch.errors import BadIndexError, IndexDamagedError, IndexWriteError, rebuild
from wikisearch.indexer.diff import UpdatePlan, diff
from wikisearch.indexer.index_writer import IndexWriter, aborting, create_writer
from wikisearch.indexer.ledger import Ledger, read_graph, read_ledger, read_links, read_names
from wikisearch.indexer.link_graph import LinkGraph
from wikisearch.indexer.link_table import LinkTable
from wikisearch.indexer.record import RecordKind
from wikisearch.indexer.restore import restore_pages, stored_engine
from wikisearch.indexer.scan import Scan
from wikisearch.indexer.settings import BuildSettings
from wikisearch.indexer.write import WriteStart
from wikisearch.model.build import ignore_progress
from wikisearch.model.manifest import Manifest
from wikisearch.model.names import SiteNames
from wikisearch.storage.generations import Generation, open_generation
from wikisearch.storage.io_errors import write_errors


@dataclass(frozen=True, slots=True)
class PreviousBuild:
    """The live generation, and what it remembers of its source."""

    generation: Generation
    ledger: Ledger
    graph: LinkGraph
    names: SiteNames
    engine: Engine


def load_previous(settings: BuildSettings) -> PreviousBuild | None:
    """Load the live generation; None if it is damaged, or has another source or other rules.

    Its main language and its engine may differ from the settings.
    """
    try:
        generation = open_generation(settings.request.directory)
        # The lock of the index folder keeps it from being deleted.
        generation.close()
        if generation.manifest.engine == settings.engine_name:
            engine = settings.engine
            engine.open(generation.path).close()  # its index on a cluster may be gone
        else:
            engine = stored_engine(generation)
        if not _has_same_rules(generation.manifest, settings):
            return None
        path = generation.path
        ledger, graph, names = read_ledger(path), read_graph(path), read_names(path)
    except BadIndexError:
        return None
    return PreviousBuild(generation, ledger, graph, names, engine)


def start_writer(
    settings: BuildSettings,
    previous: PreviousBuild | None,
    path: Path,
    plan: UpdatePlan,
    scanned: Scan,
) -> WriteStart:
    """Start the write step from the live generation, or from nothing.

    A full build follows if the live generation is damaged, or was patched too often.
    """
    if previous is not None:
        is_update = previous.engine is settings.engine
        links = _readable_links(previous)
        writer = None
        if links is not None and is_update:
            writer = _update(settings, previous, path, plan)
        if links is not None and writer is None and not (is_update and settings.source.is_whole):
            writer = _restore(settings, previous, path, plan)
        if writer is not None and links is not None:
            return WriteStart(writer, links, plan, is_update)
    if not settings.source.is_whole:
        raise IndexDamagedError(path.parent, "cannot be updated", f"{rebuild(path.parent)} --full")
    full = diff(scanned.files, None)
    return WriteStart(create_writer(settings.engine, path), LinkTable(), full, is_update=False)


def _has_same_rules(manifest: Manifest, settings: BuildSettings) -> bool:
    """Return whether a full build would read the same source by the same rules."""
    # A page is read in its own language, so that other languages in the wiki change no page.
    ours = replace(settings, language=manifest.language)
    expected = ours.manifest({}, {}, manifest.other_languages)
    expected = replace(expected, built=manifest.built, engine=manifest.engine)
    expected = replace(expected, fetched=manifest.fetched, edits=manifest.edits)
    return replace(manifest, pages=0, sections=0, refused=(), files={}) == expected


def _readable_links(previous: PreviousBuild) -> LinkTable | None:
    try:
        return read_links(previous.generation.path)
    except BadIndexError:
        return None


def _update(
    settings: BuildSettings, previous: PreviousBuild, path: Path, plan: UpdatePlan
) -> IndexWriter | None:
    """Return a writer of the same engine, which shares files with the live generation."""
    try:
        with write_errors(path.parent):
            writer = settings.engine.update(previous.generation.path, path, plan.outdated)
    except IndexWriteError:
        raise
    except BadIndexError:
        return None
    return None if writer is None else IndexWriter(writer, path.parent)


def _restore(
    settings: BuildSettings, previous: PreviousBuild, path: Path, plan: UpdatePlan
) -> IndexWriter:
    """Return a writer of another engine with the stored pages that are not outdated."""
    outdated = plan.outdated
    pages = [
        record
        for record in plan.records.values()
        if record.kind is RecordKind.PAGE and record.id not in outdated
    ]
    writer = create_writer(settings.engine, path)
    with aborting(writer):
        restore_pages(previous.generation.path, previous.engine, pages, writer, ignore_progress)
    return writer
