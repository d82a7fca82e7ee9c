"""A file, or its bytes -> Page."""

import os
import re
import stat
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from wikisearch.errors import PageError
from wikisearch.ingest.extract.extraction import check_size, extract
from wikisearch.ingest.extract.extraction_report import ExtractionReport, extraction_report
from wikisearch.ingest.extract.redirects import Redirect, find_redirect
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.profiles.profile_set import Profiles
from wikisearch.ingest.profiles.standard_profiles import standard_profiles
from wikisearch.ingest.profiles.user_settings import load_profiles
from wikisearch.model.page import Page

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)
_SHOWN = 40
"""Characters of HTML that an error shows."""


@dataclass(frozen=True, slots=True)
class PageExplanation:
    """A page as it is indexed, and how it was extracted."""

    page: Page
    facts: ExtractionReport
    redirect: Redirect | None
    main: str
    """The element that contains the content, as a selector: `div#content.body`."""

    @property
    def links(self) -> tuple[tuple[str, int], ...]:
        """Number of links of each kind."""
        return tuple(sorted(Counter(link.kind.value for link in self.page.links).items()))


def read_page(
    path: str | Path, root: str | Path | None = None, profiles: Profiles | None = None
) -> Page:
    """Read an HTML file; its path in the page is relative to `root`, or its name if that is None.

    Raises PageError.
    """
    data, name = read_bytes(path, root)
    return parse_page(data, name, profiles)


def parse_page(data: bytes, path: str, profiles: Profiles | None = None) -> Page:
    """Extract a page from HTML; `path` is that of the file below the source folder."""
    return extract(data, path, profiles or standard_profiles()).page


def inspect_page(
    data: bytes, path: str, profiles: Profiles | None = None
) -> tuple[Page | Redirect, ExtractionReport]:
    """Extract a page, or where it redirects to, and report how it was read."""
    found = _explain(data, path, profiles or standard_profiles())
    return found.redirect or found.page, found.facts


def explain_page(
    path: str | Path, root: str | Path | None = None, profiles: Profiles | None = None
) -> PageExplanation:
    """Read an HTML file, and explain how it was extracted.

    Without `profiles`, a `wikisearch.toml` next to the file, in `root` or in the working directory
    is used. Raises PageError, or SourceError for a mistake in that file.
    """
    file = Path(path)
    if profiles is None:
        folders = [Path(root)] if root is not None else [file.parent]
        profiles = load_profiles(*folders, Path())
    data, name = read_bytes(path, root)
    return _explain(data, name, profiles)


def read_bytes(path: str | Path, root: str | Path | None = None) -> tuple[bytes, str]:
    """Read a file; return its bytes and its path relative to `root`. Raises PageError."""
    file = Path(path)
    name = _relative_path(file, root) if root is not None else file.name
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise PageError(name, "not a file")
        check_size(found.st_size, name)
        return file.read_bytes(), name
    except (OSError, ValueError) as error:  # ValueError: the path contains a null character
        raise _read_error(str(path), name, error) from error


def _explain(data: bytes, path: str, profiles: Profiles) -> PageExplanation:
    found = extract(data, path, profiles)
    redirect = find_redirect(found.tree, found.choice.profile, found.page.title, found.site)
    report = extraction_report(found, redirect)
    main = _selector_of(found.main)
    found.tree.unlink()
    return PageExplanation(found.page, report, redirect, main)


def _selector_of(element: Element) -> str:
    attrs = element.attrs
    fragment = f"#{attrs['id']}" if "id" in attrs else ""
    classes = "".join(f".{name}" for name in attrs.get("class", "").split())
    return f"{element.name}{fragment}{classes}"


def _read_error(path: str, name: str, error: OSError | ValueError) -> PageError:
    """Return the error for a file that cannot be read; HTML or a web address is no path."""
    if "<" in path and ">" in path:
        problem = "is HTML, not the path of a file"
        return PageError(f"{path[:_SHOWN]}…", problem, "save it to a file and pass its path")
    if _ADDRESS.match(path):
        problem = "is a web address, not the path of a file"
        return PageError(path, problem, "download the page and pass its path")
    reason = error.strerror if isinstance(error, OSError) else None
    transient = isinstance(error, OSError)
    return PageError(name, f"cannot be read: {reason or error}", transient=transient)


def _relative_path(file: Path, root: str | Path) -> str:
    """Return the path of a file below a folder; both can be relative or contain `..`."""
    # Path.absolute() leaves `..` as it is.
    whole, above = (Path(os.path.abspath(path)) for path in (file, root))  # noqa: PTH100
    if above not in whole.parents:
        raise PageError(str(file), f"is not below {root}")
    return whole.relative_to(above).as_posix()
