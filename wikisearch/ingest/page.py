"""A file, or its bytes -> Page."""

from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from wikisearch.errors import PageError
from wikisearch.ingest.extract.extraction import extract
from wikisearch.ingest.extract.extraction_report import ExtractionReport
from wikisearch.ingest.extract.inspection import InspectedPage, inspect
from wikisearch.ingest.extract.lines.repeated_lines import RepeatedLine
from wikisearch.ingest.extract.links.redirects import Redirect
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.page_file import read_page_file
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import standard_profiles
from wikisearch.ingest.profiles.user_settings import load_profiles
from wikisearch.ingest.sample.survey_pages import survey_source
from wikisearch.ingest.sources.program import page_input
from wikisearch.ingest.sources.source_kinds import open_source
from wikisearch.ingest.survey.survey import NO_SURVEY, FolderSurvey
from wikisearch.model.page import Page
from wikisearch.model.source_page import SourcePage


@dataclass(frozen=True, slots=True)
class PageExplanation:
    """A page as it is indexed, and how it was extracted."""

    page: Page
    report: ExtractionReport
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
    """Read an HTML or Markdown file; its path is relative to `root`, or its name if that is None.

    With `source`, the folder of a wiki, the page is read as a build reads it: what it shares with
    most pages is dropped. `root` is `source` then. A source can be an archive: `path` is the path,
    the id or the address of a page in it. Raises PageError, and SourceError for a source without
    pages.
    """
    profiles = profiles or standard_profiles()
    if source is None:
        return _extract_page(read_page_file(path, root), profiles)
    page, survey = _page_of_source(path, source, profiles)
    return _extract_page(page, profiles, survey)


def parse_page(
    data: bytes,
    path: str,
    profiles: Profiles | None = None,
    survey: FolderSurvey = NO_SURVEY,
) -> Page:
    """Extract a page from HTML; `path` is that of the file below the source folder."""
    return _extract_page(PageInput(path, data), profiles or standard_profiles(), survey)


def read_html(html: str | bytes, id: str = "page") -> Page:  # noqa: A002 - as SourcePage has it
    """Extract a page from HTML, without a build: a text, or bytes whose encoding is detected.

    Raises PageError for an empty or binary page, and SourceTypeError for another type.
    """
    return _extract_page(page_input(SourcePage(id, html)), standard_profiles())


def inspect_page(
    page: PageInput, profiles: Profiles | None = None, survey: FolderSurvey = NO_SURVEY
) -> InspectedPage:
    """Extract a page, or where it redirects to, and report how it was read."""
    inspection = inspect(page, profiles or standard_profiles(), survey)
    inspection.found.parsed.tree.unlink()
    return inspection.result


def explain_page(
    path: str | Path, root: str | Path | None = None, profiles: Profiles | None = None
) -> PageExplanation:
    """Read an HTML file, and explain how it was extracted.

    Without `profiles`, a `wikisearch.toml` next to the file, in `root` or in the working directory
    is used. With `root`, the page is read as a build of that source reads it. Raises PageError, or
    SourceError for a mistake in that file.
    """
    if profiles is None:
        place = Path(path).parent if root is None else open_source(Path(root)).settings_folder
        profiles = load_profiles(*filter(None, (place,)), Path())
    if root is not None:
        page, survey = _page_of_source(path, root, profiles)
        return _explain(page, profiles, survey)
    return _explain(read_page_file(path), profiles, NO_SURVEY)


def _extract_page(page: PageInput, profiles: Profiles, survey: FolderSurvey = NO_SURVEY) -> Page:
    """Extract a page, and free its tree at once: Python finds its cycles late."""
    found = extract(page, profiles, survey)
    found.parsed.tree.unlink()
    return found.page


def _page_of_source(
    path: str | Path, root: str | Path, profiles: Profiles
) -> tuple[PageInput, FolderSurvey]:
    """Read a page of a source, and compare it with the others."""
    with closing(open_source(Path(root))) as source:
        page = source.read(source.find(str(path)))
        if isinstance(page, Redirect):
            raise PageError(page.path, f"leads to {page.target or page.url}", "name that page")
        return page, survey_source(source, profiles).of(page.path)


def _explain(page: PageInput, profiles: Profiles, survey: FolderSurvey) -> PageExplanation:
    inspection = inspect(page, profiles, survey)
    found = inspection.found
    main = _selector_of(found.parsed.main)
    found.parsed.tree.unlink()
    return PageExplanation(found.page, inspection.report, inspection.redirect, main, found.repeated)


def _selector_of(element: Element) -> str:
    attrs = element.attrs
    fragment = f"#{attrs['id']}" if "id" in attrs else ""
    classes = "".join(f".{name}" for name in attrs.get("class", "").split())
    return f"{element.name}{fragment}{classes}"
