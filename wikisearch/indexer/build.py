"""A folder of pages -> a new generation of an index: where reading and writing meet."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING

from wikisearch.analysis import DEFAULT_LANGUAGE, Analyzer
from wikisearch.analysis.language_detection import main_language
from wikisearch.engines.base import Engine, Writer, publish
from wikisearch.engines.registry import DEFAULT_ENGINE, ENGINE_NAMES, engine_named
from wikisearch.errors import BadIndexError
from wikisearch.indexer.diff import UpdatePlan, diff
from wikisearch.indexer.extract import PageExtractor, PageReader, analyzer
from wikisearch.indexer.ledger import (
    FileSignature,
    Ledger,
    read_graph,
    read_ledger,
    read_links,
    read_names,
    write_ledger,
)
from wikisearch.indexer.link_table import Links
from wikisearch.indexer.mined_names import mine_names
from wikisearch.indexer.record import LinkGraph, Record, RecordKind
from wikisearch.indexer.report import link_graph, refusals, report
from wikisearch.indexer.restored_documents import restored_documents, stored_engine
from wikisearch.indexer.scan import ScannedFile
from wikisearch.indexer.shards import source_of
from wikisearch.indexer.source import Source
from wikisearch.indexer.write import PageIndexer, completing
from wikisearch.ingest import (
    Profiles,
    SourceFile,
    declared_languages,
    find_pages,
    load_profiles,
    rarely_collecting,
    undeclared_texts,
)
from wikisearch.mapping import fingerprint
from wikisearch.model.build import BuildRequest, Outcome, Progress, Shards
from wikisearch.model.manifest import FORMAT, FileStamp, Manifest
from wikisearch.model.names import SiteNames
from wikisearch.model.report import Report
from wikisearch.storage.generations import (
    Generation,
    files_of,
    live_manifest,
    locked,
    new_generation,
    open_generation,
    write_manifest,
)

if TYPE_CHECKING:
    from wikisearch.index import Index


def build(  # noqa: PLR0913 - all but two by name
    source: str | PathLike[str] = "corpus",
    directory: str | PathLike[str] = "index",
    *,
    engine: str | None = None,
    workers: int = 1,
    progress: Progress | None = None,
    shards: Shards | None = None,
) -> "Index":
    """Index a folder of HTML pages (or one page), and open the index.

    The index that was in `directory` stays live until the new one is whole. Pages of the same
    source that are as they were are not read again. Pages that cannot be read are refused one by
    one and named in `Index.manifest`. `engine` is "whoosh", "tantivy" or "opensearch"; unless it is
    named, an index keeps the engine it has, and a new one gets whoosh. Where a cluster is,
    the environment says in WIKISEARCH_OPENSEARCH_URL. `workers` is the number of processes that
    read pages; with more than one, a script must have `if __name__ == "__main__":`, for each
    process imports it. Few pages are read in this process all the same. With `shards`, what is read
    of the pages stays in another folder, so that a run which was killed goes on where it was; and
    the workers of a dask cluster can read them (docs/scale-ingestion.md).

    Raises SourceError when there is no page to index, IndexLockedError while another build is
    under way, IndexWriteError when the disk is full or the folder cannot be written,
    MissingLibraryError when that of the engine is not installed, ClusterError when its cluster
    refuses or does not answer, as that of `shards` may too.
    """
    # The command builds without opening.
    from wikisearch.index import Index  # noqa: PLC0415

    request = BuildRequest(Path(source), Path(directory), engine, workers, shards=shards)
    run_build(request, progress)
    return Index(directory)


def run_build(request: BuildRequest, progress: Progress | None = None) -> Outcome:
    """Do what `build` does, and say what was found."""
    files = find_pages(request.source)
    root = request.source if request.source.is_dir() else request.source.parent
    folders = (root.absolute(), Path.cwd())
    profiles = load_profiles(*folders)
    extract = PageExtractor(root, folders, profiles.fingerprint)
    told = progress or _silent
    with (
        locked(request.directory),
        rarely_collecting(),
        source_of(request, extract, told) as (source, rest),
    ):
        outcome = _Run(request, profiles, extract, source, rest).outcome(files)
    return replace(outcome, shards_read=source.shards_read)


def _silent(_done: int, _total: int) -> None:
    """Report to nobody."""


def _present_engine(directory: Path) -> str:
    """Engine of the live index, even of a damaged one, or the default engine."""
    try:
        name = live_manifest(directory).engine
    except BadIndexError:
        return DEFAULT_ENGINE
    return name if name in ENGINE_NAMES else DEFAULT_ENGINE


def _stamps(seen: Sequence[ScannedFile]) -> dict[str, FileSignature]:
    return {each.file.path: each.stamp for each in seen if each.stamp is not None}


class _StrictError(Exception):
    """A strict build found faults."""

    def __init__(self, report: Report) -> None:
        super().__init__()
        self.report = report


@dataclass(frozen=True, slots=True)
class _Before:
    """The generation that is live, when an update can start from it."""

    generation: Generation
    ledger: Ledger
    graph: LinkGraph
    names: SiteNames
    engine: Engine


class _Run:
    """One build."""

    def __init__(
        self,
        request: BuildRequest,
        profiles: Profiles,
        extract: PageExtractor,
        source: Source,
        progress: Progress,
    ) -> None:
        self._request = request
        self._root = extract.root
        self._profiles = profiles
        self._extract = extract
        self._source = source
        self._progress = progress
        self._engine_name = request.engine or _present_engine(request.directory)
        self._engine = engine_named(self._engine_name, request.url)
        self._language = DEFAULT_LANGUAGE

    def outcome(self, files: Sequence[SourceFile]) -> Outcome:
        """Write a new generation, unless the live one is as it would be."""
        before = None if self._request.full else self._before()
        if before is None:
            tags, texts = declared_languages(files), undeclared_texts(files)
            self._language = self._profiles.language or main_language(tags, texts)
        seen = self._source.scan(files, before.ledger.looks() if before else {})
        todo = diff(seen, before.ledger if before else None)
        if before is not None and before.engine is self._engine and not todo.changed:
            self._progress(len(files), len(files))
            said = report(todo.records, before.graph, self._profiles, 0, len(files))
            publish(self._engine, before.generation.path)
            return Outcome(said, published=False)
        try:
            with new_generation(self._request.directory) as path:
                said = self._write(path, seen, todo, before)
                self._judge(said)
        except _StrictError as error:
            return Outcome(error.report, published=False)
        publish(self._engine, path)
        return Outcome(said, published=True)

    def _judge(self, said: Report) -> None:
        if self._request.strict and said.faults:
            raise _StrictError(said)

    def _write(
        self, path: Path, seen: Sequence[ScannedFile], todo: UpdatePlan, before: _Before | None
    ) -> Report:
        """Write everything into a new generation."""
        begun = self._begun(path, todo, before)
        if begun is None:
            # Nothing to start from, or what there is has been patched often enough.
            todo = diff(seen, None)
            begun = self._engine.create(path), Links()
        writer, links = begun
        filling = PageIndexer(writer, todo, self._reader(), self._source)
        with completing(writer):
            filling.fill(self._progress)
        records = {each.file.path: filling.records[each.file.path] for each in seen}
        linking = (RecordKind.PAGE, RecordKind.REDIRECT)
        links.keep({name for name, each in todo.records.items() if each.kind in linking})
        for name, places in filling.places.items():
            links.add(name, places)
        graph = link_graph(records, links, self._root)
        ledger = Ledger(records, _stamps(seen))
        known = before.names if before else None
        own, reader = self._profiles.synonyms, analyzer(self._language)
        names = mine_names(ledger, graph.texts, own, reader, known)
        write_ledger(path, ledger, links, graph, names)
        files = files_of(path, before.generation if before else None)
        write_manifest(path, self._manifest(records, files, self._others(records)))
        return report(records, graph, self._profiles, filling.read, filling.unchanged)

    def _others(self, records: Mapping[str, Record]) -> tuple[str, ...]:
        spoken = {record.language for record in records.values() if record.kind is RecordKind.PAGE}
        return tuple(sorted(spoken - {self._language}))

    def _begun(
        self, path: Path, todo: UpdatePlan, before: _Before | None
    ) -> tuple[Writer, Links] | None:
        """Start from the generation that is live, if that is any use."""
        if before is None:
            return None
        try:
            links = read_links(before.generation.path)
            if before.engine is self._engine:
                writer = self._engine.update(before.generation.path, path, todo.outdated)
                return (writer, links) if writer is not None else None
        except BadIndexError:
            return None
        with before.engine.open(before.generation.path) as reader:
            writer = self._engine.create(path)
            kept = [
                record
                for record in todo.records.values()
                if record.kind is RecordKind.PAGE and record.id not in todo.outdated
            ]
            for documents in restored_documents(reader, kept):
                writer.add(documents)
        return writer, links

    def _before(self) -> _Before | None:
        """Find the live generation, if it was made of the same source by the same rules."""
        try:
            generation = open_generation(self._request.directory)
            # The lock of the folder keeps it from being collected.
            generation.close()
            if generation.manifest.engine == self._engine_name:
                engine = self._engine
                engine.open(generation.path).close()  # what it keeps elsewhere may be gone
            else:
                engine = stored_engine(generation)
            # Pages that were added do not change the language of a wiki: --full looks anew.
            self._language = generation.manifest.language
            # A page is read in its own language whatever others there are, so that more or fewer
            # languages make none of the pages that are there another one.
            ours = self._manifest({}, {}, generation.manifest.other_languages)
            manifest = replace(generation.manifest, built=ours.built, engine=ours.engine)
            same = replace(manifest, pages=0, sections=0, refused=(), files={}) == ours
            if not same:
                return None
            path = generation.path
            facts = read_ledger(path), read_graph(path), read_names(path)
            return _Before(generation, *facts, engine)
        except BadIndexError:
            return None

    def _reader(self) -> PageReader:
        only = bool(self._profiles.language)
        return PageReader(self._extract, {}, self._language, is_only=only)

    def _manifest(
        self,
        records: Mapping[str, Record],
        files: Mapping[str, FileStamp],
        others: tuple[str, ...],
    ) -> Manifest:
        pages = [record for record in records.values() if record.kind is RecordKind.PAGE]
        return Manifest(
            format=FORMAT,
            engine=self._engine_name,
            language=self._language,
            other_languages=others,
            analyzer=fingerprint(Analyzer(*(self._language, *others))),
            source=str(self._request.source.absolute()),
            built=datetime.now(UTC).isoformat(timespec="seconds"),
            pages=len(pages),
            sections=sum(page.stats.sections for page in pages),
            refused=refusals(records),
            files=dict(files),
            profiles=self._profiles.fingerprint,
        )
