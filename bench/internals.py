"""The only module of the bench that uses wikisearch's internals."""

import atexit
import shutil
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import NamedTuple

import wikisearch
from bench.sections import Section
from wikisearch.analysis import Analyzer, Vocabulary
from wikisearch.engines.base import Reader
from wikisearch.engines.registry import engine_named
from wikisearch.indexer.extract import analyzer
from wikisearch.indexer.index_writer import aborting
from wikisearch.indexer.ledger import Ledger, write_ledger
from wikisearch.indexer.link_graph import link_graph
from wikisearch.indexer.link_table import LinkTable
from wikisearch.indexer.names.mined_names import mine_names
from wikisearch.indexer.record import LinkTarget, PageTargets, Record, RecordKind
from wikisearch.ingest import FolderSource, parse_page, rarely_collecting, standard_profiles
from wikisearch.mapping.documents import documents
from wikisearch.mapping.fingerprint import fingerprint
from wikisearch.model.document import Document
from wikisearch.model.manifest import FORMAT, Manifest
from wikisearch.model.page_stats import PageStats
from wikisearch.model.query import Everything, Query
from wikisearch.query import parse, plan_query
from wikisearch.search.snippets.highlighter import Highlighter
from wikisearch.storage.commit import (
    commit,
    locked,
    new_generation,
    stamp_files,
    write_manifest,
)

_LANGUAGE = "en"


class AnalyzedPage(NamedTuple):
    """All that an index stores of one page."""

    record: Record
    places: PageTargets
    documents: tuple[Document, ...]


def analyze_page(page: wikisearch.Page) -> AnalyzedPage:
    """Analyze a page that was not read from a file."""
    record = Record(
        page.path,
        page.id,
        "",
        RecordKind.PAGE,
        title=page.title,
        category=page.category,
        language=_LANGUAGE,
        stats=PageStats(sections=len(page.sections)),
    )
    links = (LinkTarget(link.target, link.anchor, link.kind.is_content) for link in page.links)
    places = PageTargets(frozenset(part.anchor for part in page.sections), tuple(links))
    return AnalyzedPage(record, places, tuple(documents(page, analyzer(_LANGUAGE))))


class IndexingTime(NamedTuple):
    """Seconds of an engine from the first document to the commit."""

    seconds: float
    processor: float
    """Processor seconds of all its threads."""


def index_pages(index: Path, engine: str, pages: Iterable[AnalyzedPage]) -> IndexingTime:
    """Build an index from pages."""
    records: dict[str, Record] = {}
    links = LinkTable()
    with locked(index), new_generation(index) as path:
        began = IndexingTime(time.perf_counter(), time.process_time())
        writer = engine_named(engine).create(path)
        with aborting(writer):
            for page in pages:
                writer.add(page.documents)
                records[page.record.path] = page.record
                links.add(page.record.path, page.places)
            writer.finish()
        seconds = time.perf_counter() - began.seconds
        taken = IndexingTime(seconds, time.process_time() - began.processor)
        graph = link_graph(records, links, FolderSource(index))
        ledger = Ledger(records, {})
        names = mine_names(ledger, graph.texts, (), analyzer(_LANGUAGE))
        write_ledger(path, ledger, links, graph, names)
        write_manifest(path, _manifest(path, engine, records))
        commit(path)
    return taken


def _manifest(path: Path, engine: str, records: dict[str, Record]) -> Manifest:
    return Manifest(
        format=FORMAT,
        engine=engine,
        language=_LANGUAGE,
        analyzer=fingerprint(analyzer(_LANGUAGE)),
        source="made up",
        built=datetime.now(UTC).isoformat(timespec="seconds"),
        pages=len(records),
        sections=sum(record.stats.sections for record in records.values()),
        refused=(),
        files=stamp_files(path),
        profiles=standard_profiles().fingerprint,
    )


def open_engine(index: Path) -> tuple[Reader, Analyzer]:
    """Reader of the live generation, and its analyzer."""
    generation = index / (index / "CURRENT").read_text(encoding="utf-8").strip()
    with wikisearch.open(index) as opened:
        manifest = opened.manifest
    return engine_named(manifest.engine).open(generation), Analyzer(manifest.language)


def plan(text: str) -> object:
    """Parse and plan a query."""
    return planned(text, Analyzer(_LANGUAGE))


def search(text: str) -> object:
    """Search the bundled wiki, without the time to open it."""
    return _bundled_index().search(text)


@cache
def _bundled_index() -> wikisearch.Index:
    folder = Path(mkdtemp(prefix="wikisearch-bench-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return wikisearch.build(Path(__file__).parents[1] / "corpus", folder / "index")


def analyze(text: str) -> object:
    """Tokenize and stem a text."""
    return Analyzer(_LANGUAGE).scored(text)


def cut_snippet(text: str) -> object:
    """Cut a snippet about `cost`."""
    analyzer = Analyzer(_LANGUAGE)
    query = planned("cost", analyzer)
    return Highlighter(query, analyzer, Vocabulary(analyzer)).snippet(text)


def parse_html(text: str) -> object:
    """Extract a page from HTML, with as little garbage collection as in a build."""
    with rarely_collecting():
        return parse_page(text.encode(), "page.html")


def planned(text: str, analyzer: Analyzer) -> Query:
    """The strict query for a text."""
    return plan_query(parse(text)[0], analyzer).strict


def sections_of(index: Path) -> Iterator[Section]:
    """Yield all sections of an index, in the order of their pages."""
    reader, _ = open_engine(index)
    pages = {match.page for match in reader.search(Everything(), reader.count()).best}
    reader.close()
    with wikisearch.open(index) as opened:
        for page in map(opened.page, sorted(pages)):
            for place, each in enumerate(page.sections):
                heading = each.title if place else ""
                anchor = f"#{each.anchor}" if each.anchor else ""
                yield Section(page.id + anchor, page.title, heading, each.text)


def update_one(index: Path) -> float:
    """Time how long the engine of an index takes to replace one page."""
    live = index / (index / "CURRENT").read_text(encoding="utf-8").strip()
    new = index / "generation-999999"
    reader, _ = open_engine(index)
    with reader, wikisearch.open(index) as opened:
        page = opened.page(reader.search(Everything(), 1).best[0].page)
        engine = engine_named(opened.manifest.engine)
    added = analyze_page(page).documents
    new.mkdir()
    began = time.perf_counter()
    writer = engine.update(live, new, {page.id})
    if writer is not None:
        with aborting(writer):
            writer.add(added)
            writer.finish()
    seconds = time.perf_counter() - began
    shutil.rmtree(new)
    return seconds
