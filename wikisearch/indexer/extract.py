"""A file -> its documents, and what is kept to know it again: the work done in the pool."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from wikisearch.analysis import Analyzer, analysis_language
from wikisearch.analysis.acronyms import acronyms
from wikisearch.indexer.record import LinkTarget, PageTargets, Record, RecordKind
from wikisearch.indexer.scan import digest_of
from wikisearch.ingest import (
    ExtractionReport,
    Profiles,
    Redirect,
    SourceFile,
    inspect_page,
    load_profiles,
    read_bytes,
)
from wikisearch.mapping import documents
from wikisearch.model.document import Document
from wikisearch.model.page import LinkKind, Page

_LONGEST_NAME = 60
"""Characters; a link of more words is a sentence."""


@dataclass(frozen=True, slots=True)
class PageReading:
    """All that is made of one file."""

    record: Record
    documents: tuple[Document, ...]
    places: PageTargets


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """What one file says by itself, whatever the rest of the wiki does."""

    record: Record
    places: PageTargets
    page: Page | None
    """None for a redirect."""


Extractor = Callable[[Any], ExtractedFile]
"""Reads one file of a source, of whatever kind; raises PageError."""


@dataclass(frozen=True, slots=True)
class PageExtractor:
    """Reads a file of HTML; sent to other processes, and to other machines."""

    root: Path
    folders: tuple[Path, ...]
    """Where profiles of the user may be."""

    profiles: str
    """Fingerprint of the profiles, so that a process which outlives a change loads them anew."""

    def __call__(self, file: SourceFile) -> ExtractedFile:
        """Read one page; raises PageError."""
        data, path = read_bytes(file.location, self.root)
        found, facts = inspect_page(data, path, _profiles(self.folders, self.profiles))
        if isinstance(found, Redirect):
            link = LinkTarget(found.target, found.anchor, is_content=False)
            record = _redirect_record(found, digest_of(data))
            return ExtractedFile(record, PageTargets(frozenset(), (link,)), None)
        record = _page_record(found, facts, digest_of(data))
        return ExtractedFile(record, _places(found, facts.ids), found)


@dataclass(frozen=True, slots=True)
class PageReader:
    """Reads a file into its documents; sent to the processes of the pool."""

    extract: Extractor
    names: Mapping[str, tuple[str, ...]]
    """Titles of redirects, by the path of the page they lead to."""

    language: str
    """Main language of the wiki: that of pages which declare none, or none with a stemmer."""

    is_only: bool = False
    """Whether all pages are in it, whatever they declare."""

    def __call__(self, file: SourceFile) -> PageReading:
        """Read one page; raises PageError."""
        found = self.extract(file)
        if found.page is None:
            return PageReading(found.record, (), found.places)
        page, names = found.page, self.names.get(found.record.path, ())
        new = tuple(name for name in names if name not in (page.title, *page.aliases))
        page = replace(page, aliases=page.aliases + new) if new else page
        language = (
            self.language if self.is_only else analysis_language(page.language, self.language)
        )
        record = found.record._replace(aliases=page.aliases, names=names, language=language)
        return PageReading(record, tuple(documents(page, analyzer(language))), found.places)


@cache
def analyzer(language: str) -> Analyzer:
    """One for each process: what it has analysed before it need not analyse again."""
    return Analyzer(language)


@cache
def _profiles(folders: tuple[Path, ...], _fingerprint: str) -> Profiles:
    return load_profiles(*folders)


def _redirect_record(redirect: Redirect, digest: str) -> Record:
    return Record(
        redirect.path,
        redirect.id,
        digest,
        RecordKind.REDIRECT,
        note=redirect.target or redirect.url,
        title=redirect.title,
    )


def _page_record(page: Page, facts: ExtractionReport, digest: str) -> Record:
    return Record(
        page.path,
        page.id,
        digest,
        RecordKind.PAGE,
        title=page.title,
        aliases=page.aliases,
        category=page.category,
        acronyms=_acronyms(page),
        has_text=any(section.text for section in page.sections),
        stats=facts.stats,
    )


def _acronyms(page: Page) -> tuple[tuple[str, str], ...]:
    texts = (page.definition, *(section.text for section in page.sections))
    return tuple(sorted({(each.short, each.long) for text in texts for each in acronyms(text)}))


def _places(page: Page, ids: frozenset[str]) -> PageTargets:
    """Ids that links may lead to, those of sections or not, and the links."""
    links = {
        LinkTarget(
            link.target,
            link.anchor,
            link.kind.is_content,
            link.text if link.kind is LinkKind.BODY and len(link.text) <= _LONGEST_NAME else "",
        )
        for link in page.links
    }
    anchors = (section.anchor for section in page.sections)
    return PageTargets(ids.union(anchors), tuple(sorted(links)))
