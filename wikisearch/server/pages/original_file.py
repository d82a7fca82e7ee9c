"""The original pages: their addresses, and their files below the folder of the source."""

from contextlib import suppress
from pathlib import Path, PurePosixPath

from starlette.exceptions import HTTPException
from starlette.responses import Response

from wikisearch.index import Index
from wikisearch.model.page import PageHead
from wikisearch.server.pages.server_links import ServerLinks
from wikisearch.storage.files import read_bytes

MAX_BYTES = 64 << 20
"""Maximum size of a file; a larger one is not found."""

_PAGES = {".html": "text/html", ".htm": "text/html", ".xhtml": "text/html"}
_ASSETS = {
    ".avif": "image/avif",
    ".bmp": "image/bmp",
    ".css": "text/css",
    ".gif": "image/gif",
    ".ico": "image/x-icon",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".otf": "font/otf",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".ttf": "font/ttf",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}

_POLICY = (
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation;"
    " default-src 'none'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
    " font-src 'self' data:; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)

_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-DNS-Prefetch-Control": "off",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "private, max-age=0, must-revalidate",
}
"""The page has an origin of its own, so that it reads nothing of ours, and no script of it runs."""


class OriginalLinks:
    """Finds the addresses of original pages: live, or below this server."""

    def __init__(self, index: Index, links: ServerLinks) -> None:
        self._links = links
        self._has_base = bool(index.manifest.base_url)
        self._has_files = Path(index.manifest.source).is_dir()
        self._index = index

    def of(self, page: PageHead, url: str = "") -> str:
        """Return the address of a page, with the fragment of `url`; empty if there is none."""
        url = url or self._index.url(page)
        if page.url or (self._has_base and not self._has_files):
            return url if url.startswith(("http://", "https://")) else ""
        if self._has_files and PurePosixPath(page.path).suffix.lower() in _PAGES:
            return self._links.original(page.path, url)
        return ""


def original_file(source: str, path: str, *, is_indexed: bool) -> Response:
    """Return a page of the index, or a picture, a font or a style sheet, below the source folder.

    Raises HTTPException for any other file.
    """
    suffix = PurePosixPath(path).suffix.lower()
    kind = _PAGES.get(suffix) if is_indexed else _ASSETS.get(suffix)
    data = _read(Path(source), path) if kind else None
    if kind is None or data is None:
        raise HTTPException(404, "there is no such page or file of a page")
    return Response(data, headers={**_HEADERS, "Content-Type": kind})


def _read(root: Path, path: str) -> bytes | None:
    """Read a regular file below a folder; None for a hidden file or a symbolic link."""
    parts = path.split("/")
    if any(part.startswith(".") or not part or "\0" in part or "\\" in part for part in parts):
        return None
    location = root
    with suppress(OSError):
        for part in parts:
            location /= part
            if location.is_symlink():
                return None
        return read_bytes(location, MAX_BYTES)
    return None
