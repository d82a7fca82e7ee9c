"""A page -> what the profile chosen for it makes of it, for whoever writes one."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from wikisearch.ingest.extract.extraction import extract
from wikisearch.ingest.extract.extraction_report import ExtractionReport, extraction_report
from wikisearch.ingest.extract.redirects import Redirect, find_redirect
from wikisearch.ingest.page import read_bytes
from wikisearch.ingest.profiles.profile import Profiles
from wikisearch.ingest.profiles.profile_tables import load_profiles
from wikisearch.model.page import Page


@dataclass(frozen=True, slots=True)
class PageExplanation:
    """A page as it would be indexed, and how it came to be read so."""

    page: Page
    facts: ExtractionReport
    redirect: Redirect | None
    main: str
    """The element that holds the content, as a selector: `div#content.body`."""
    links: tuple[tuple[str, int], ...]
    """How many links there are of each kind."""


def explain_page(
    path: str | Path, root: str | Path | None = None, profiles: Profiles | None = None
) -> PageExplanation:
    """Read one page, and say how it was read.

    Without `profiles`, those of a `wikisearch.toml` beside the page, in `root` or in the working
    directory count too. Raises PageError, or SourceError for a mistake in that file.
    """
    file = Path(path)
    if profiles is None:
        folders = [Path(root)] if root is not None else [file.parent]
        profiles = load_profiles(*folders, Path())
    data, name = read_bytes(file, root)
    found = extract(data, name, profiles)
    redirect = find_redirect(found.tree, found.choice.profile, found.page.title, found.site)
    attrs = found.main.attrs
    names = "".join(f".{word}" for word in attrs.get("class", "").split())
    place = f"#{attrs['id']}" if "id" in attrs else ""
    kinds = Counter(link.kind.value for link in found.page.links)
    return PageExplanation(
        page=found.page,
        facts=extraction_report(found, redirect),
        redirect=redirect,
        main=f"{found.main.name}{place}{names}",
        links=tuple(sorted(kinds.items())),
    )
