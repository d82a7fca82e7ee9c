"""A plan -> a new generation, or the live one as it is."""

from functools import partial

from wikisearch.engines.base import publish as publish_alias
from wikisearch.indexer.diff import UpdatePlan
from wikisearch.indexer.extract import PageReader, SourceReader, extract
from wikisearch.indexer.page_indexer import Extract
from wikisearch.indexer.previous import PreviousBuild, start_writer
from wikisearch.indexer.publish import link_pages, publish
from wikisearch.indexer.report import report
from wikisearch.indexer.scan import Scan
from wikisearch.indexer.settings import BuildSettings
from wikisearch.indexer.write import write_pages
from wikisearch.model.build import BuildStatus, Outcome
from wikisearch.storage.commit import new_generation


def write_generation(
    settings: BuildSettings,
    previous: PreviousBuild | None,
    plan: UpdatePlan,
    scanned: Scan,
    reader: SourceReader,
) -> Outcome:
    """Extract pages, write a new generation and publish it, unless it would be the same."""
    request = settings.request
    with new_generation(request.directory) as path:
        start = start_writer(settings, previous, path, plan, scanned)
        pages = write_pages(
            start, _extract_step(settings, reader), settings.source, reader.progress
        )
        if previous and not pages.changed:
            return keep_generation(settings, previous, plan, pages.read)
        site = link_pages(settings.source, scanned, start, pages)
        summary = report(site.records, site.graph, settings, pages.read, pages.unchanged)
        if request.strict and summary.faults:
            return Outcome(summary, BuildStatus.REJECTED)
        problems = publish(path, settings, site, previous)
    publish_alias(settings.engine, path)
    return Outcome(summary, BuildStatus.PUBLISHED, warnings=problems)


def keep_generation(
    settings: BuildSettings, previous: PreviousBuild, plan: UpdatePlan, read: int
) -> Outcome:
    """Leave the live generation as it is."""
    publish_alias(settings.engine, previous.generation.path)
    files = len(plan.known)
    summary = report(plan.known, previous.graph, settings, read, files - read)
    return Outcome(summary, BuildStatus.UNCHANGED)


def _extract_step(settings: BuildSettings, reader: SourceReader) -> Extract:
    only = bool(settings.profiles.language)
    page_reader = PageReader(reader.extractor, {}, settings.language, is_only=only)
    return partial(extract, page_reader, reader.pool)
