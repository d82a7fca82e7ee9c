"""Links of a page to itself."""

from posixpath import dirname, join, normpath
from urllib.parse import unquote


def leads_to_file(address: str, path: str) -> bool:
    """Return whether a relative address, without a fragment, is that of the page it stands on."""
    return normpath(join(dirname(path), unquote(address))) == path
