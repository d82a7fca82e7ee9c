"""The bytes of an HTML file -> what a build makes of it: a page, a redirect, or nothing."""

from dataclasses import dataclass
from typing import NamedTuple

from wikisearch.ingest.extract.extraction import Extraction, extract
from wikisearch.ingest.extract.extraction_report import ExtractionReport, extraction_report
from wikisearch.ingest.extract.links.redirects import Redirect, canonical_page, find_redirect
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.survey.survey import FolderSurvey
from wikisearch.model.page import Page


class InspectedPage(NamedTuple):
    """A page, or where it redirects to, and how it was read."""

    page: Page | Redirect
    report: ExtractionReport


@dataclass(frozen=True, slots=True)
class Inspection:
    """An extraction, and what a build makes of it."""

    found: Extraction
    redirect: Redirect | None
    """Where the page leads, if it only redirects or is left out."""
    only_redirects: bool
    report: ExtractionReport

    @property
    def result(self) -> InspectedPage:
        """What a build stores: the page and its report, without the tree."""
        return InspectedPage(self.redirect or self.found.page, self.report)


def inspect(page: PageInput, profiles: Profiles, survey: FolderSurvey) -> Inspection:
    """Extract a page; raises PageError. The caller unlinks its tree."""
    found = extract(page, profiles, survey)
    redirect = find_redirect(found.parsed.tree, found.parsed.profile, found.page.title, found.site)
    only_redirects = redirect is not None
    if redirect is None and found.left_out:
        redirect = canonical_page(found.parsed.tree, found.page.title, found.site, found.left_out)
    return Inspection(found, redirect, only_redirects, extraction_report(found, redirect))
