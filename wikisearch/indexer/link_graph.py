"""The links of all pages -> broken links, incoming counts, and the texts that link to a page."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from wikisearch.indexer.link_table import LinkTable, PageLinks
from wikisearch.indexer.record import LinkTarget, Record, RecordKind
from wikisearch.ingest import PageSource
from wikisearch.model.ids import find_target
from wikisearch.model.report import BrokenLink
from wikisearch.model.stored_pages import section_key

LinkTexts = Mapping[str, Mapping[str, int]]
"""For each link text: the ids of the pages it leads to, with the number of pages that link so."""


@dataclass(frozen=True, slots=True)
class LinkGraph:
    """Summary of the links between all pages."""

    broken: tuple[BrokenLink, ...]
    incoming: Mapping[str, int]
    """Number of other pages whose content links to a page, by its id; zeros are left out."""

    texts: LinkTexts
    section_links: Mapping[str, int]
    """Number of other pages whose content links to an anchor, by its section key."""


def link_graph(records: Mapping[str, Record], links: LinkTable, source: PageSource) -> LinkGraph:
    """Resolve all links; a target exists if it is in the wiki, or another file of the source."""
    resolved = _Resolver(_anchors(records, links), source).resolve_all(links.targets)
    missing: dict[tuple[str, str], list[str]] = {}
    incoming: Counter[str] = Counter()
    sections: Counter[str] = Counter()
    named: Counter[tuple[str, str]] = Counter()
    for path, page in links.in_order():
        own = records[path].id
        found = list(filter(None, map(resolved.__getitem__, page.numbers)))
        others = [each for each in found if each.page != own]
        incoming.update({each.page for each in others} - {""})
        sections.update({each.section for each in others} - {""})
        named.update({each.name for each in found if each.name and each.page != own})
        for target in {each.missing for each in found if each.missing}:
            missing.setdefault(target, []).append(path)
    texts: dict[str, dict[str, int]] = {}
    for (text, page_id), count in named.items():
        texts.setdefault(text, {})[page_id] = count
    broken = tuple(
        BrokenLink(target, anchor, len(paths), paths[0])
        for (target, anchor), paths in sorted(missing.items())
    )
    return LinkGraph(broken, dict(sorted(incoming.items())), texts, dict(sorted(sections.items())))


class _ResolvedLink(NamedTuple):
    """Where a link leads."""

    page: str = ""
    """Id of the page a content link leads to; empty for navigation."""

    section: str = ""
    """Key of the section whose anchor a content link has; empty for a page as a whole."""

    name: tuple[str, str] | None = None
    """Link text and page id, for a link to a page as a whole."""

    missing: tuple[str, str] | None = None
    """Target and anchor, as far as they do not exist."""


class _Resolver:
    """Resolves links in one wiki."""

    def __init__(self, anchors: Mapping[str, PageLinks | None], source: PageSource) -> None:
        self._anchors = anchors
        self._source = source
        self._targets: dict[str, str | None] = {}

    def resolve_all(self, links: Iterable[LinkTarget]) -> list[_ResolvedLink | None]:
        """Resolve links; None for existing targets of navigation."""
        return list(map(self._resolve, links))

    def _resolve(self, link: LinkTarget) -> _ResolvedLink | None:
        page = self._target(link.target)
        missing = _missing(link.target, link.anchor, page, self._anchors)
        content = page if link.is_content and page else ""
        name = (link.text, content) if content and link.text and not link.anchor else None
        section = section_key(content, link.anchor) if content and link.anchor else ""
        return _ResolvedLink(content, section, name, missing) if content or missing else None

    def _target(self, target: str) -> str | None:
        """Return the id of the page; empty for another file, None for a missing one."""
        if target not in self._targets:
            found = find_target(target, self._anchors)
            if found is None and self._source.has_file(target):
                found = ""
            self._targets[target] = found
        return self._targets[target]


def _missing(
    target: str, anchor: str, page: str | None, anchors: Mapping[str, PageLinks | None]
) -> tuple[str, str] | None:
    """Return target and anchor of a broken link; without an anchor if the page is missing."""
    if page is None:
        # A redirect to another site has no target. A page with a query is made on demand.
        return (target, "") if target and "?" not in target else None
    known = anchors.get(page) if anchor else None
    if known is None:
        return None
    anchor = anchor.partition(":~:")[0]
    # For browsers, `#` and `#top` are the top of any page.
    return None if known.has(anchor) or anchor.lower() in ("", "top") else (target, anchor)


def _anchors(records: Mapping[str, Record], links: LinkTable) -> dict[str, PageLinks | None]:
    """Return the anchors of every page by its id; None where they are unknown."""
    known: dict[str, PageLinks | None] = {}
    for path in sorted(records):
        record = records[path]
        source = record.note if record.kind is RecordKind.DUPLICATE else path
        page = record.kind in (RecordKind.PAGE, RecordKind.DUPLICATE) and source in links.pages
        known.setdefault(record.id, links.pages[source] if page else None)
    return known
