"""The style sheet and the scripts: files that never change below an address with their hash."""

import hashlib
from functools import cache
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.responses import Response

FOLDER = Path(__file__).with_name("static")

_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
_FOR_EVER = "public, max-age=31536000, immutable"


@cache
def _files() -> dict[str, bytes]:
    """Return the content of all files by name."""
    paths = (path for path in sorted(FOLDER.iterdir()) if path.suffix in _TYPES)
    return {path.name: path.read_bytes() for path in paths}


@cache
def digest() -> str:
    """Return a hash of all files; scripts import each other by name, so they share one address."""
    found = hashlib.blake2b(digest_size=8)
    for name, data in _files().items():
        found.update(f"{name} {len(data)} ".encode() + data)
    return found.hexdigest()


def asset_url(root: str, name: str) -> str:
    """Return the address of a file."""
    return f"{root}/static/{digest()}/{name}"


def static_file(name: str, wanted: str = "") -> Response:
    """Return a file. Without `wanted`, its address has no hash, and a client must ask again.

    Any site may use the files. Raises HTTPException for another hash or name.
    """
    data = _files().get(name)
    if data is None or wanted not in ("", digest()):
        raise HTTPException(404, f"there is no file {name}")
    headers = {
        "Content-Type": _TYPES[Path(name).suffix],
        "Cache-Control": _FOR_EVER if wanted else "public, max-age=300",
        "Access-Control-Allow-Origin": "*",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(data, headers=headers)
