"""Move an index to another engine; no page of the source is read."""

import warnings
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from wikisearch.engines.base import Engine, publish
from wikisearch.engines.registry import engine_named
from wikisearch.index import Index
from wikisearch.indexer.index_writer import aborting, create_writer
from wikisearch.indexer.ledger import LEDGER_FILES, read_ledger
from wikisearch.indexer.record import RecordKind
from wikisearch.indexer.restore import restore_pages, stored_engine
from wikisearch.model.build import Progress, ignore_progress
from wikisearch.model.manifest import Manifest
from wikisearch.storage.commit import commit, locked, new_generation, stamp_files, write_manifest
from wikisearch.storage.files import share
from wikisearch.storage.generations import hold_generation, live_manifest
from wikisearch.storage.io_errors import write_errors


def migrate(
    engine: str,
    directory: str | PathLike[str] = "index",
    *,
    url: str = "",
    progress: Progress | None = None,
) -> Index:
    """Move an index to another engine, and open it; no page of the source is read.

    A new generation is written from the stored pages of the live one, which stays live until the
    new one is complete. It gives the answers of a full build with `engine`, and updates continue
    from it. An index that has the engine already stays as it is, but an alias on a cluster is set
    again. `url` is the URL of the cluster, for an engine that needs one.

    Raises OptionError for an unknown engine, MissingLibraryError when its library is not
    installed, BadIndexError when the index cannot be read, IndexLockedError while a build runs,
    IndexWriteError when the disk is full or the folder cannot be written, ClusterError when the
    cluster refuses or does not answer.
    """
    folder, chosen = Path(directory), engine_named(engine, url)
    live_manifest(folder)  # the lock would create a folder where there is no index
    with locked(folder):
        with closing(hold_generation(folder)) as live:  # it stays while the folder is locked
            path = live.path
        if live.manifest.engine != engine:
            with new_generation(folder) as path:
                _migrate(folder, path, engine, chosen, progress or ignore_progress)
        publish(chosen, path)
    return Index(folder)


def _migrate(folder: Path, path: Path, name: str, engine: Engine, progress: Progress) -> None:
    """Write the live generation into a new one, and make that live."""
    manifest = _copy(folder, path, engine, progress)
    built = datetime.now(UTC).isoformat(timespec="seconds")
    with write_errors(folder):
        files = stamp_files(path)
    write_manifest(path, replace(manifest, engine=name, built=built, files=files))
    for warning in commit(path):
        warnings.warn(warning, RuntimeWarning, stacklevel=3)


def _copy(folder: Path, path: Path, engine: Engine, progress: Progress) -> Manifest:
    """Copy documents and ledger of the live generation; returns its manifest."""
    Index(folder).close()  # raises for an index of another version, or a damaged one
    with closing(hold_generation(folder)) as live:
        records = read_ledger(live.path).records.values()
        pages = [record for record in records if record.kind is RecordKind.PAGE]
        writer = create_writer(engine, path)
        with aborting(writer):
            restore_pages(live.path, stored_engine(live), pages, writer, progress)
            writer.finish()
        with write_errors(folder):
            for file in LEDGER_FILES:
                share(live.path / file, path)
        return live.manifest
