"""An index in one engine -> the same index in another, from what it stored of its pages."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path

from wikisearch.engines.base import Engine, publish
from wikisearch.engines.registry import engine_named
from wikisearch.index import Index
from wikisearch.indexer.ledger import FILES as OF_LEDGER
from wikisearch.indexer.ledger import read_ledger
from wikisearch.indexer.record import RecordKind
from wikisearch.indexer.restored_documents import restored_documents, stored_engine
from wikisearch.indexer.write import completing
from wikisearch.model.build import Progress
from wikisearch.model.manifest import Manifest
from wikisearch.storage.files import share
from wikisearch.storage.generations import (
    files_of,
    hold_generation,
    live_manifest,
    locked,
    new_generation,
    write_manifest,
)


def migrate(
    engine: str,
    directory: str | PathLike[str] = "index",
    *,
    url: str = "",
    progress: Progress | None = None,
) -> Index:
    """Have another engine keep an index, and open it: no page of the source is read.

    The new generation is filled from what the live one stored of its pages, and answers as one that
    is built anew with `engine`; the next update goes on from it. The live one stays live until the
    new one is whole. An index that has the engine already stays as it is; an alias on a cluster is
    set to it once more. `url` names a cluster, for an engine that needs one.

    Raises OptionError for a name that is no engine's, MissingLibraryError when its library is not
    installed, BadIndexError when the index cannot be read, IndexLockedError while a build is under
    way, IndexWriteError when the disk is full or the folder cannot be written, ClusterError when
    the cluster refuses or does not answer.
    """
    folder, chosen = Path(directory), engine_named(engine, url)
    live_manifest(folder)  # or the lock would make a folder where there is no index
    with locked(folder):
        with closing(hold_generation(folder)) as live:  # which stays while the folder is locked
            path = live.path
        if live.manifest.engine != engine:
            with new_generation(folder) as path:
                old = _fill(path, chosen, folder, progress or (lambda _done, _total: None))
                built, files = datetime.now(UTC).isoformat(timespec="seconds"), files_of(path)
                write_manifest(path, replace(old, engine=engine, built=built, files=files))
        publish(chosen, path)
    return Index(folder)


def _fill(path: Path, engine: Engine, folder: Path, progress: Progress) -> Manifest:
    """Write the live index into a new generation, and give its manifest."""
    Index(folder).close()  # says so when it cannot be read, or was made by another version
    with closing(hold_generation(folder)) as live:
        records = read_ledger(live.path).records.values()
        pages = [record for record in records if record.kind is RecordKind.PAGE]
        with stored_engine(live).open(live.path) as reader:
            writer = engine.create(path)
            with completing(writer):
                for done, documents in enumerate(restored_documents(reader, pages), 1):
                    writer.add(documents)
                    progress(done, len(pages))
        for name in OF_LEDGER:
            share(live.path / name, path)
        return live.manifest
