"""An entry of the source -> its page, its record and its link targets."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from wikisearch.analysis.names.acronyms import acronyms
from wikisearch.indexer.record import LinkTarget, PageTargets, Record, RecordKind
from wikisearch.ingest import (
    ExtractionReport,
    PageSource,
    Profiles,
    Redirect,
    SampledPage,
    SourceEntry,
    Survey,
    inspect_page,
    load_profiles,
)
from wikisearch.model.page import LinkKind, Page

_MAX_NAME_LENGTH = 60
"""Characters; longer link texts are sentences, not names."""


@dataclass(frozen=True, slots=True)
class ExtractedFile:
    """Content of one file; it does not depend on other files."""

    record: Record
    targets: PageTargets
    page: Page | None
    """None for a redirect."""


Extractor = Callable[[Any], ExtractedFile]
"""Reads one entry of a source, or of a shard; raises PageError."""


@dataclass(frozen=True, slots=True)
class PageExtractor:
    """Extracts a page; sent to worker processes and to other machines."""

    source: PageSource
    folders: tuple[Path, ...]
    """Folders that may have a wikisearch.toml."""

    profiles: str
    """Fingerprint of the profiles; a process that outlives a change loads them again."""

    survey: Survey = field(default_factory=Survey)
    """What the pages of the wiki share."""

    def __call__(self, file: SourceEntry) -> ExtractedFile:
        """Extract one page; raises PageError."""
        page = file if isinstance(file, SampledPage) else self.source.read(file)
        survey = self.survey.of(page.path)
        if isinstance(page, Redirect):
            return _redirect(page, page.digest, survey.fingerprint)
        if isinstance(page, SampledPage):
            found, extraction = page.inspected
        else:
            profiles = _profiles(self.folders, self.profiles)
            found, extraction = inspect_page(page, profiles, survey)
        if isinstance(found, Redirect):
            return _redirect(found, page.digest, survey.fingerprint)
        record = _page_record(found, extraction, page.digest)
        record = record._replace(survey=survey.fingerprint, text=extraction.text)
        return ExtractedFile(record, _targets(found, extraction.ids), found)


@cache
def _profiles(folders: tuple[Path, ...], _fingerprint: str) -> Profiles:
    return load_profiles(*folders)


def _redirect(redirect: Redirect, content: str, survey: str) -> ExtractedFile:
    link = LinkTarget(redirect.target, redirect.anchor, is_content=False)
    record = Record(
        redirect.path,
        redirect.id,
        content,
        RecordKind.REDIRECT,
        note=redirect.target or redirect.url,
        title=redirect.title,
        survey=survey,
    )
    return ExtractedFile(record, PageTargets(frozenset(), (link,)), None)


def _page_record(page: Page, extraction: ExtractionReport, content: str) -> Record:
    return Record(
        page.path,
        page.id,
        content,
        RecordKind.PAGE,
        title=page.title,
        aliases=page.aliases,
        category=page.category,
        acronyms=_acronyms(page),
        has_text=any(section.text for section in page.sections),
        stats=extraction.stats,
        url=page.url,
    )


def _acronyms(page: Page) -> tuple[tuple[str, str], ...]:
    texts = (page.definition, *(section.text for section in page.sections))
    return tuple(sorted({(each.short, each.long) for text in texts for each in acronyms(text)}))


def _targets(page: Page, ids: frozenset[str]) -> PageTargets:
    """Return the ids of a page that links may use, also those of sections, and its links."""
    links = {
        LinkTarget(
            link.target,
            link.anchor,
            link.kind.is_content,
            link.text if link.kind is LinkKind.BODY and len(link.text) <= _MAX_NAME_LENGTH else "",
        )
        for link in page.links
    }
    anchors = (section.anchor for section in page.sections)
    return PageTargets(ids.union(anchors), tuple(sorted(links)))
