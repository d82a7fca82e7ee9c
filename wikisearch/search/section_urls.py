"""URLs of pages and sections, relative to the source folder."""

import re
from urllib.parse import quote

_is_safe = re.compile(r"[\w.~/-]*", re.ASCII).fullmatch


def quoted(path: str) -> str:
    """Percent-encode a path or an anchor."""
    return path if _is_safe(path) else quote(path)  # most need no encoding


def section_url(page_url: str, anchor: str) -> str:
    """Return the URL of a section; its anchor is empty for the top of the page."""
    return f"{page_url}#{quoted(anchor)}" if anchor else page_url
