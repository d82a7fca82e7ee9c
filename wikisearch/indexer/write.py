"""Step 5, write: extracted pages -> a new index of the engine."""

from dataclasses import dataclass, replace

from wikisearch.engines.base import Writer
from wikisearch.indexer.diff import UpdatePlan
from wikisearch.indexer.index_writer import aborting
from wikisearch.indexer.link_table import LinkTable
from wikisearch.indexer.page_indexer import Extract, PageIndexer, WrittenPages
from wikisearch.ingest import PageSource
from wikisearch.model.build import Progress


@dataclass(frozen=True, slots=True)
class WriteStart:
    """State of a new generation before the write step."""

    writer: Writer
    links: LinkTable
    """Links of the pages that the writer has already."""

    plan: UpdatePlan
    is_update: bool
    """Whether the live generation has the same engine, and could stay live."""


def write_pages(
    start: WriteStart, extract: Extract, source: PageSource, progress: Progress
) -> WrittenPages:
    """Extract the files of a plan, and write their documents.

    The writer is aborted if nothing changed. Raises SourceError when no page can be read, or most
    files vanished meanwhile.
    """
    with aborting(start.writer):
        pages = PageIndexer(start.writer, start.plan, extract, source).run(progress)
        if start.is_update and pages.is_same_as(start.plan):
            start.writer.abort()
            return replace(pages, changed=False)
        start.writer.finish()
    return pages
