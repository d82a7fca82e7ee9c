"""The `href` of a link -> the page of the wiki that it leads to."""

import re
from functools import lru_cache
from urllib.parse import unquote, urljoin

from wikisearch.ingest.extract.links.site import WEB_HOST, Site
from wikisearch.ingest.html.other_files import is_other_file
from wikisearch.ingest.url_paths import UrlPaths, joined, on_one_line
from wikisearch.model.cache_sizes import RESOLVED_LINKS
from wikisearch.model.ids import INDEX, page_id, without_suffix

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_RELATIVE = re.compile(r"[^/?#:\\\s][^?#:\\]*(?:#.*)?")
"""A link with a path, but without scheme, host or query."""


def resolve(href: str, site: Site) -> tuple[str, str] | None:
    """Return the id of the page that a link leads to, and the fragment; None if it leaves the wiki.

    The id is that of a possible page: `find_target` finds out which one it is.
    """
    if site.urls is not None:
        # Joining URLs takes longer than following paths.
        is_short = site.is_plain and _RELATIVE.fullmatch(href) is not None
        target = _resolve(href, "", "", site.folder) if is_short else None
        target = target or _resolve_url(href, site.base, site.urls)
    else:
        target = _resolve(href, site.base, site.root, site.folder)
    if target is None or target[0]:
        return target
    return site.id, target[1]


@lru_cache(RESOLVED_LINKS)
def _resolve(href: str, base: str, root: str, folder: str) -> tuple[str, str] | None:
    """Resolve a link for all pages of a folder; the id is empty if it leads to its own page."""
    location, _, fragment = on_one_line(href).partition("#")
    location, _, query = location.partition("?")
    if "%" in fragment:
        fragment = unquote(fragment)
    if not location:
        return None if query else ("", fragment)
    if is_other_file(location) or (query and without_suffix(location) == location):
        # A file that is not a page, or a page generated on demand: edit form, history, search.
        return None
    local = _local(_absolute(location, base) if base else location, root)
    if local is None:
        return None
    parts = _walk(unquote(local) if "%" in local else local, folder)
    if parts is None:
        return None
    return page_id("/".join(parts)), fragment


def _resolve_url(href: str, base: str, urls: UrlPaths) -> tuple[str, str] | None:
    """Resolve a link by URL; the id is empty if it leads to its own page."""
    location, _, fragment = on_one_line(href).partition("#")
    fragment = unquote(fragment)
    if not location:
        return "", fragment
    # The links of a menu are the same on all pages of a folder, so they are resolved once.
    folder = base if location.startswith("?") else base.partition("?")[0].rpartition("/")[0] + "/"
    target = _target_of_url(location, folder, urls)
    return None if target is None else (target, fragment)


@lru_cache(RESOLVED_LINKS)
def _target_of_url(location: str, base: str, urls: UrlPaths) -> str | None:
    if is_other_file(location.partition("?")[0]):
        return None
    url = joined(base, location)
    path = None if url is None else urls.path(url)
    return None if path is None else page_id(path)


def _absolute(location: str, base: str) -> str:
    if _SCHEME.match(location) or location.startswith(("/", "\\")):
        return location
    try:
        return urljoin(base, location)
    except ValueError:
        # `urljoin` strips control characters and can find an invalid host then.
        return location


def _local(location: str, root: str) -> str | None:
    """Turn an address on the wiki's own host into one below the source folder."""
    if root:
        host = WEB_HOST.match(root)
        address = location.partition(":")[2] if _SCHEME.match(location) else location
        if location.startswith("/") and not location.startswith("//") and host:
            address = host[0] + location
        if address.startswith(root):
            return "/" + address[len(root) :]
        if address + "/" == root:
            return "/"
        if address != location:
            return None
    if _SCHEME.match(location) or location.startswith(("//", "\\")):
        return None
    return location


def _walk(location: str, folder: str) -> list[str] | None:
    """Follow a relative path from a folder; None if it leaves the source folder."""
    parts = [] if location.startswith("/") or not folder else folder.split("/")
    for name in location.split("/"):
        if name in ("", "."):
            continue
        if name != "..":
            parts.append(name)
        elif parts:
            parts.pop()
        else:
            return None
    if location.endswith(("/", "/.", "/..")) or location in (".", ".."):
        parts.append(INDEX)
    return parts or [INDEX]
