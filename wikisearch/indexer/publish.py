"""Step 6, publish: complete a new generation, and make it live."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from wikisearch.indexer.extract import analyzer
from wikisearch.indexer.ledger import Ledger, write_ledger
from wikisearch.indexer.link_graph import LinkGraph, link_graph
from wikisearch.indexer.link_table import LinkTable
from wikisearch.indexer.names.mined_names import mine_names
from wikisearch.indexer.page_indexer import WrittenPages
from wikisearch.indexer.previous import PreviousBuild
from wikisearch.indexer.record import Record, RecordKind
from wikisearch.indexer.scan import Scan
from wikisearch.indexer.settings import BuildSettings
from wikisearch.indexer.write import WriteStart
from wikisearch.ingest import PageSource, Signature, SurveyRecords
from wikisearch.storage.commit import commit, stamp_files, write_manifest
from wikisearch.storage.io_errors import write_errors


@dataclass(frozen=True, slots=True)
class SiteData:
    """What a generation stores beside its documents."""

    records: Mapping[str, Record]
    """By path, in order of ids."""

    signatures: Mapping[str, Signature]
    links: LinkTable
    graph: LinkGraph
    sample: SurveyRecords


def link_pages(
    source: PageSource, scanned: Scan, start: WriteStart, pages: WrittenPages
) -> SiteData:
    """Resolve the links between all pages, those that were not read included."""
    records = {each.file.path: pages.records[each.file.path] for each in scanned.files}
    links = start.links
    linking = (RecordKind.PAGE, RecordKind.REDIRECT)
    links.retain({path for path, each in start.plan.records.items() if each.kind in linking})
    for path, targets in pages.targets.items():
        links.add(path, targets)
    graph = link_graph(records, links, source)
    return SiteData(records, scanned.signatures, links, graph, scanned.sample)


def publish(
    path: Path, settings: BuildSettings, site: SiteData, previous: PreviousBuild | None
) -> tuple[str, ...]:
    """Write the ledger and the manifest of a generation, and make it live.

    Returns warnings: problems after the generation went live.
    """
    ledger = Ledger(site.records, site.signatures, site.sample)
    names = mine_names(
        ledger,
        site.graph.texts,
        settings.profiles.synonyms,
        analyzer(settings.language, *settings.other_languages(site.records)),
        previous.names if previous else None,
    )
    with write_errors(path.parent):
        write_ledger(path, ledger, site.links, site.graph, names)
        files = stamp_files(path, previous.generation if previous else None)
    write_manifest(
        path, settings.manifest(site.records, files, settings.other_languages(site.records))
    )
    return commit(path)
