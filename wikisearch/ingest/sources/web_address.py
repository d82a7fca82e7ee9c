"""A web address as a source: refused, because only a crawl downloads pages."""

from pathlib import Path
from typing import NoReturn

from wikisearch.errors import SourceError

_SCHEMES = ("http:", "https:")


def is_web_address(path: Path) -> bool:
    """Return whether a path was an address; a path has no `//` in it."""
    return path.parts[:1] in {(scheme,) for scheme in _SCHEMES} and not path.exists()


def refuse(path: Path) -> NoReturn:
    """Raise the error for an address."""
    url = "//".join((path.parts[0], "/".join(path.parts[1:])))
    remedy = f"download it: wikisearch crawl {url} --into FOLDER"
    raise SourceError(url, "is a web address, not the path of a folder", remedy)
