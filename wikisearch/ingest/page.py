"""A file, or the bytes of one -> Page."""

import os
import stat
from pathlib import Path

from wikisearch.errors import PageError
from wikisearch.ingest.extract.extraction import check_size, extract
from wikisearch.ingest.extract.extraction_report import ExtractionReport, extraction_report
from wikisearch.ingest.extract.redirects import Redirect, find_redirect
from wikisearch.ingest.profiles.profile import Profiles
from wikisearch.ingest.profiles.profile_tables import standard_profiles
from wikisearch.model.page import Page


def read_page(
    path: str | Path, root: str | Path | None = None, profiles: Profiles | None = None
) -> Page:
    """Read a file below `root` (by itself when None); raises PageError, which says why."""
    data, name = read_bytes(path, root)
    return parse_page(data, name, profiles)


def read_bytes(path: str | Path, root: str | Path | None = None) -> tuple[bytes, str]:
    """Read a file, and name its place below `root`; raises PageError."""
    file = Path(path)
    name = _place(file, root) if root is not None else file.name
    name = name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            raise PageError(name, "not a file")
        check_size(found.st_size, name)
        return file.read_bytes(), name
    except OSError as error:
        raise PageError(
            name, f"cannot be read: {error.strerror or error}", transient=True
        ) from error
    except ValueError as error:  # it has a sign that no name has
        raise PageError(name, f"cannot be read: {error}") from error


def _place(file: Path, root: str | Path) -> str:
    """Path of a file below a folder, either of which may be relative, or be written with `..`."""
    # Path.absolute() leaves `..` as it is.
    whole, above = (Path(os.path.abspath(path)) for path in (file, root))  # noqa: PTH100
    if above not in whole.parents:
        raise PageError(str(file), f"is not below {root}")
    return whole.relative_to(above).as_posix()


def parse_page(data: bytes, path: str, profiles: Profiles | None = None) -> Page:
    """Extract a page from HTML; `path` is its place below the source folder, suffix included."""
    return extract(data, path, profiles or standard_profiles()).page


def inspect_page(
    data: bytes, path: str, profiles: Profiles | None = None
) -> tuple[Page | Redirect, ExtractionReport]:
    """Extract a page, or where it sends its reader, and say how it was read."""
    found = extract(data, path, profiles or standard_profiles())
    redirect = find_redirect(found.tree, found.choice.profile, found.page.title, found.site)
    facts = extraction_report(found, redirect)
    found.tree.unlink()
    return redirect or found.page, facts
