"""The records of a run -> its report."""

import os
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from wikisearch.indexer.link_table import Links, PageLinks
from wikisearch.indexer.record import LinkGraph, LinkTarget, Record, RecordKind
from wikisearch.ingest import Profiles
from wikisearch.model.ids import find_target
from wikisearch.model.manifest import Refusal
from wikisearch.model.report import BrokenLink, Drift, PageReport, Pointer, Report

FEWEST_FOR_DRIFT = 3
"""Pages of a profile below which most of them say nothing about a template."""


def report(
    records: Mapping[str, Record], graph: LinkGraph, profiles: Profiles, read: int, unchanged: int
) -> Report:
    """Sum up what is known of all files, of which so many were read in this run, or unchanged."""
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
        broken=graph.broken,
        drift=tuple(_drift(pages, profiles)),
        details=tuple(
            PageReport(page.path, page.stats, graph.incoming.get(page.id, 0)) for page in pages
        ),
    )


def refusals(records: Mapping[str, Record]) -> tuple[Refusal, ...]:
    """Files that were refused, in order of path, and why."""
    return tuple(
        Refusal(path, records[path].note)
        for path in sorted(records)
        if records[path].kind in (RecordKind.REFUSED, RecordKind.CLASH)
    )


def link_graph(records: Mapping[str, Record], links: Links, root: Path) -> LinkGraph:
    """Follow all links: count those that arrive, and list the places that are not there.

    A place is there when it is in the wiki or a file below `root`.
    """
    followed = _Follower(_ids(records, links), root).each(links.different)
    pages: dict[tuple[str, str], list[str]] = {}
    incoming: Counter[str] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    for path, page in links.in_order():
        own = records[path].id
        told = list(filter(None, map(followed.__getitem__, page.numbers)))
        incoming.update({each.page for each in told} - {"", own})
        named.update({each.name for each in told if each.name and each.page != own})
        for place in {each.missing for each in told if each.missing}:
            pages.setdefault(place, []).append(path)
    texts: dict[str, dict[str, int]] = {}
    for (text, target), count in named.items():
        texts.setdefault(text, {})[target] = count
    broken = tuple(
        BrokenLink(target, anchor, len(found), found[0])
        for (target, anchor), found in sorted(pages.items())
    )
    return LinkGraph(broken, dict(sorted(incoming.items())), texts)


class _Followed(NamedTuple):
    """What a link tells of the wiki."""

    page: str = ""
    """Page that its author leads to; empty for a menu."""

    name: tuple[str, str] | None = None
    """Words by which the page as a whole is linked, and the page."""

    missing: tuple[str, str] | None = None
    """What is not where it leads."""


class _Follower:
    """Follows links in one wiki."""

    def __init__(self, ids: Mapping[str, PageLinks | None], root: Path) -> None:
        self._ids = ids
        self._root = root
        self._targets: dict[str, str | None] = {}

    def each(self, links: Iterable[LinkTarget]) -> list[_Followed | None]:
        """Follow links; None for those that tell nothing."""
        return list(map(self._followed, links))

    def _followed(self, link: LinkTarget) -> _Followed | None:
        page = self._target(link.target)
        missing = _missing(link.target, link.anchor, page, self._ids)
        leads = page if link.is_content and page else ""
        name = (link.text, leads) if leads and link.text and not link.anchor else None
        return _Followed(leads, name, missing) if leads or missing else None

    def _target(self, target: str) -> str | None:
        if target not in self._targets:
            found = find_target(target, self._ids)
            if found is None and self._is_file(target):
                found = ""
            self._targets[target] = found
        return self._targets[target]

    def _is_file(self, target: str) -> bool:
        """Whether a file or folder is there that is no page; an id has no `#`, its name may."""
        names = {target, unquote(target)}
        return any(os.path.exists(self._root / name) for name in names)  # noqa: PTH110 - takes any


def _missing(
    target: str, anchor: str, page: str | None, ids: Mapping[str, PageLinks | None]
) -> tuple[str, str] | None:
    """Tell the part of a link that leads nowhere."""
    if page is None:
        # A redirect that leaves the wiki has no target.
        return (target, "") if target else None
    known = ids.get(page) if anchor else None
    if known is None:
        return None
    anchor = anchor.partition(":~:")[0]
    # Browsers take `#` and `#top` for the top of any page.
    return None if known.has(anchor) or anchor.lower() in ("", "top") else (target, anchor)


def _ids(records: Mapping[str, Record], links: Links) -> dict[str, PageLinks | None]:
    """Ids on every page, by its own id; None where they are not known."""
    known: dict[str, PageLinks | None] = {}
    for path in sorted(records):
        record = records[path]
        source = record.note if record.kind is RecordKind.DUPLICATE else path
        page = record.kind in (RecordKind.PAGE, RecordKind.DUPLICATE) and source in links.pages
        known.setdefault(record.id, links.pages[source] if page else None)
    return known


def _drift(pages: Iterable[Record], profiles: Profiles) -> Iterable[Drift]:
    counted: Counter[str] = Counter()
    without: Counter[str] = Counter()
    for page in pages:
        stats = page.stats
        if not stats.is_listing:
            counted[stats.profile] += 1
            without[stats.profile] += "definition" not in stats.parts
    for profile in profiles.ordered:
        total, missing = counted[profile.name], without[profile.name]
        # Only a page about one term owes a definition.
        owes = profile.term or profile.definition
        if owes and total >= FEWEST_FOR_DRIFT and 2 * missing > total:
            yield Drift(profile.name, total, missing)


def _pointers(records: Iterable[Record], kind: RecordKind) -> tuple[Pointer, ...]:
    return tuple(Pointer(each.path, each.note) for each in records if each.kind is kind)
