"""The records of a build -> its report."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from wikisearch.indexer.link_graph import LinkGraph
from wikisearch.indexer.record import Record, RecordKind, refusals
from wikisearch.indexer.settings import BuildSettings
from wikisearch.ingest import Profiles
from wikisearch.model.report import Drift, PageReport, Pointer, Report

MIN_FOR_DRIFT = 3
"""A template is judged only if it has at least this many pages."""


def report(
    records: Mapping[str, Record],
    graph: LinkGraph,
    settings: BuildSettings,
    read: int,
    unchanged: int,
) -> Report:
    """Summarize all files; `read` and `unchanged` count files in this run."""
    every = [records[path] for path in sorted(records)]
    pages = [record for record in every if record.kind is RecordKind.PAGE]
    dropped: Counter[str] = Counter()
    for page in pages:
        dropped.update(dict(page.stats.dropped))
    return Report(
        files=len(every),
        read=read,
        unchanged=unchanged,
        pages=len(pages),
        sections=sum(page.stats.sections for page in pages),
        words=sum(page.stats.words for page in pages),
        dropped=tuple(sorted(dropped.items())),
        redirects=_pointers(every, RecordKind.REDIRECT),
        duplicates=_pointers(every, RecordKind.DUPLICATE),
        empty=tuple(page.path for page in pages if not page.has_text),
        refused=refusals(records),
        source_warnings=settings.listing.warnings,
        broken=graph.broken,
        drift=tuple(_drift(pages, settings.profiles)),
        details=tuple(
            PageReport(page.path, page.stats, graph.incoming.get(page.id, 0)) for page in pages
        ),
    )


def _drift(pages: Iterable[Record], profiles: Profiles) -> Iterator[Drift]:
    """Yield the profiles of term pages that find no definition on most of their pages."""
    counted: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for page in pages:
        stats = page.stats
        if not stats.is_listing:
            counted[stats.profile] += 1
            without[stats.profile] += "definition" not in stats.parts
    for profile in profiles.ordered:
        total, missing = counted[profile.name], without[profile.name]
        is_of_terms = profile.term or profile.definition
        if is_of_terms and total >= MIN_FOR_DRIFT and 2 * missing > total:
            yield Drift(profile.name, total, missing)


def _pointers(records: Iterable[Record], kind: RecordKind) -> tuple[Pointer, ...]:
    return tuple(Pointer(each.path, each.note) for each in records if each.kind is kind)
