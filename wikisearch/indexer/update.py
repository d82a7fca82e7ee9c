"""Add, replace and delete single pages of an index; all others are not read again."""

import warnings
from collections.abc import Iterable
from contextlib import closing
from os import PathLike
from pathlib import Path

from wikisearch.engines.registry import engine_named
from wikisearch.errors import IndexFormatError, OptionError, SourceError, SourceTypeError, rebuild
from wikisearch.index import Index
from wikisearch.indexer.diff import diff
from wikisearch.indexer.edited_index import EditedExtractor, EditedIndex
from wikisearch.indexer.extract import SourceReader
from wikisearch.indexer.generation import write_generation
from wikisearch.indexer.ledger import read_ledger, read_links
from wikisearch.indexer.page_extractor import PageExtractor
from wikisearch.indexer.previous import PreviousBuild, load_previous
from wikisearch.indexer.settings import BuildSettings, settings_folders
from wikisearch.ingest import (
    THIS_PROCESS,
    Listing,
    ProgramSource,
    load_profiles,
    rarely_collecting,
    survey_of,
)
from wikisearch.model.build import BuildRequest, Progress, ignore_progress
from wikisearch.model.ids import page_id
from wikisearch.model.manifest import Edits
from wikisearch.model.source_page import Pages
from wikisearch.storage.commit import locked
from wikisearch.storage.generations import hold_generation, live_manifest
from wikisearch.storage.temporary import delete_abandoned_folders

_SHOWN = 5
"""Unknown ids that a warning names."""


def update(
    directory: str | PathLike[str] = "index",
    *,
    add: Pages = (),
    delete: str | Iterable[str] = (),
    progress: Progress | None = None,
) -> Index:
    """Add, replace and delete pages of an index in one new generation, and open it.

    `add` has SourcePage values, or is a dict of HTML by id; a page with a known id is replaced.
    `delete` has ids; unknown ones are counted in a warning. No other page is read. The next build
    from the source of the index drops these changes, with a warning. The old index stays live until
    the new one is complete.

    Raises BadIndexError when the index cannot be read, is locked or cannot be written; OptionError
    for an id that is added and deleted; SourceTypeError for a page or an id of another type, and
    SourceError for two pages with one id, or if no page would be left.
    """
    folder = Path(directory)
    live_manifest(folder)  # the lock would create a folder where there is no index
    delete_abandoned_folders()
    with closing(ProgramSource(add)) as added:
        deleted = _ids(delete)
        both = sorted(deleted & {page_id(page.path) for page in added.pages})
        if both:
            raise OptionError(f"id {both[0]!r}", "is both added and deleted", "choose one of them")
        with locked(folder), rarely_collecting():
            problems = _update(folder, added, deleted, progress or ignore_progress)
    for problem in problems:
        warnings.warn(problem, RuntimeWarning, stacklevel=2)
    return Index(folder)


def _ids(delete: str | Iterable[str]) -> frozenset[str]:
    ids = [delete] if isinstance(delete, str) else list(delete)
    for name in ids:
        if not isinstance(name, str):
            raise SourceTypeError("delete", f"an id must be a str, not {type(name).__name__}")
    return frozenset(map(page_id, ids))


def _update(
    folder: Path, added: ProgramSource, deleted: frozenset[str], progress: Progress
) -> list[str]:
    """Write the new generation, unless nothing changes; returns warnings."""
    with closing(hold_generation(folder)) as live:
        manifest, ledger = live.manifest, read_ledger(live.path)
    ids = {record.id for record in ledger.records.values()}
    unknown, known = sorted(deleted - ids), deleted & ids
    problems = [_unknown(unknown)] if unknown else []
    if not (known or added.pages):
        return problems
    edits = Edits(manifest.edits.added + len(added.pages), manifest.edits.deleted + len(known))
    with closing(EditedIndex(folder, manifest.source, ledger, added)) as source:
        entries = source.edited(known)
        if not entries:
            raise SourceError(folder, "no page would be left", "delete the folder instead")
        listing = Listing(entries, (), manifest.fetched)
        settings, previous = _settings(source, listing, edits)
        return [*problems, *_write(settings, previous, source, progress)]


def _settings(
    source: EditedIndex, listing: Listing, edits: Edits
) -> tuple[BuildSettings, PreviousBuild]:
    """Load the live generation, and check that new pages would be read like the others."""
    folder = source.location
    manifest = live_manifest(folder)
    request = BuildRequest(
        (), folder, manifest.engine, base_url=manifest.base_url, clean_urls=manifest.clean_urls
    )
    profiles = load_profiles(*settings_folders(source))
    engine = engine_named(manifest.engine, request.url)
    settings = BuildSettings(
        request, source, listing, profiles, manifest.engine, engine, manifest.language, edits
    )
    previous = load_previous(settings)
    if previous is None:
        problem = "it is damaged, or wikisearch.toml changed since it was built"
        raise IndexFormatError(folder, problem, rebuild(folder))
    return settings, previous


def _write(
    settings: BuildSettings, previous: PreviousBuild, source: EditedIndex, progress: Progress
) -> tuple[str, ...]:
    ledger, entries = source.ledger, settings.listing.entries
    survey = survey_of(ledger.sample, (entry.path for entry in entries))
    extractor = PageExtractor(
        source, settings_folders(source), settings.profiles.fingerprint, survey
    )
    scanned = source.scan(entries).with_survey(ledger.sample, {})
    records = ledger.records
    plan = diff(scanned.files, ledger, lambda path: records[path].survey if path in records else "")
    path = previous.generation.path
    with settings.engine.open(path) as reader:
        edited = EditedExtractor(extractor, records, read_links(path), reader)
        pages = SourceReader(source.scan, edited, THIS_PROCESS, progress)
        return write_generation(settings, previous, plan, scanned, pages).warnings


def _unknown(ids: list[str]) -> str:
    shown = ", ".join(ids[:_SHOWN]) + (", ..." if len(ids) > _SHOWN else "")
    pages = "1 id to delete is" if len(ids) == 1 else f"{len(ids):,} ids to delete are"
    return f"{pages} not in the index: {shown}"
