"""A file, or its bytes -> Page."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from wikisearch.ingest.extract.extraction import extract
from wikisearch.ingest.extract.extraction_report import ExtractionReport, extraction_report
from wikisearch.ingest.extract.redirects import Redirect, canonical_page, find_redirect
from wikisearch.ingest.extract.repeated_lines import RepeatedLine
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.page_file import read_bytes
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import standard_profiles
from wikisearch.ingest.profiles.user_settings import load_profiles
from wikisearch.ingest.sample.survey_pages import survey_source
from wikisearch.ingest.survey.survey import NO_SURVEY, FolderSurvey
from wikisearch.model.page import Page


@dataclass(frozen=True, slots=True)
class PageExplanation:
    """A page as it is indexed, and how it was extracted."""

    page: Page
    facts: ExtractionReport
    redirect: Redirect | None
    main: str
    """The element that contains the content, as a selector: `div#content.body`."""
    repeated: tuple[RepeatedLine, ...] = ()
    """Lines that were dropped because most pages of the wiki have them."""

    @property
    def links(self) -> tuple[tuple[str, int], ...]:
        """Number of links of each kind."""
        return tuple(sorted(Counter(link.kind.value for link in self.page.links).items()))


def read_page(
    path: str | Path,
    root: str | Path | None = None,
    profiles: Profiles | None = None,
    *,
    source: str | Path | None = None,
) -> Page:
    """Read an HTML file; its path in the page is relative to `root`, or its name if that is None.

    With `source`, the folder of a wiki, the page is read as a build reads it: what it shares with
    most pages is dropped. `root` is `source` then. Raises PageError, and SourceError for a folder
    without pages.
    """
    data, name = read_bytes(path, root if source is None else source)
    if source is None:
        return parse_page(data, name, profiles)
    survey = survey_source(Path(source), profiles or standard_profiles())
    return parse_page(data, name, profiles, survey.of(name))


def parse_page(
    data: bytes,
    path: str,
    profiles: Profiles | None = None,
    survey: FolderSurvey = NO_SURVEY,
) -> Page:
    """Extract a page from HTML; `path` is that of the file below the source folder."""
    return extract(data, path, profiles or standard_profiles(), survey).page


def inspect_page(
    data: bytes,
    path: str,
    profiles: Profiles | None = None,
    survey: FolderSurvey = NO_SURVEY,
) -> tuple[Page | Redirect, ExtractionReport]:
    """Extract a page, or where it redirects to, and report how it was read."""
    found = _explain(data, path, profiles or standard_profiles(), survey)
    return found.redirect or found.page, found.facts


def explain_page(
    path: str | Path, root: str | Path | None = None, profiles: Profiles | None = None
) -> PageExplanation:
    """Read an HTML file, and explain how it was extracted.

    Without `profiles`, a `wikisearch.toml` next to the file, in `root` or in the working directory
    is used. With `root`, the page is read as a build of that folder reads it. Raises PageError, or
    SourceError for a mistake in that file.
    """
    file = Path(path)
    if profiles is None:
        folders = [Path(root)] if root is not None else [file.parent]
        profiles = load_profiles(*folders, Path())
    data, name = read_bytes(path, root)
    survey = NO_SURVEY if root is None else survey_source(Path(root), profiles).of(name)
    return _explain(data, name, profiles, survey)


def _explain(data: bytes, path: str, profiles: Profiles, survey: FolderSurvey) -> PageExplanation:
    found = extract(data, path, profiles, survey)
    redirect = find_redirect(found.tree, found.choice.profile, found.page.title, found.site)
    if redirect is None and found.left_out:
        redirect = canonical_page(found.tree, found.page.title, found.site, found.left_out)
    report = extraction_report(found, redirect)
    main = _selector_of(found.main)
    found.tree.unlink()
    return PageExplanation(found.page, report, redirect, main, found.repeated)


def _selector_of(element: Element) -> str:
    attrs = element.attrs
    fragment = f"#{attrs['id']}" if "id" in attrs else ""
    classes = "".join(f".{name}" for name in attrs.get("class", "").split())
    return f"{element.name}{fragment}{classes}"
