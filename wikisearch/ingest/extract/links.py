"""The links of a page -> Links to pages of the same wiki."""

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote, urljoin

from wikisearch.ingest.extract.raw_sections import ContentLink
from wikisearch.ingest.html.element import Element, is_permalink, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.model.ids import INDEX, page_id, without_suffix
from wikisearch.model.page import Link, LinkKind

_SUFFIX = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_WEB = re.compile(r"(?:https?:)?//[^/?#]+", re.IGNORECASE)
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|css|pdf|zip|t?gz|bz2|xz|mp[34]|ogg|webm|xml|json|txt)$",
    re.IGNORECASE,
)
_REMEMBERED = 1 << 14
"""Links, of some 300 bytes each; menus are the same on all pages of a folder."""

_BLANKS = str.maketrans("", "", "\t\r\n")


@dataclass(frozen=True, slots=True)
class Site:
    """Where a page stands: in the source folder, and on the web as far as it says so."""

    path: str
    base: str = ""
    """What its relative links start from, when that is not the page."""
    root: str = ""
    """Web address of the source folder, without scheme: `//docs.example.org/3/`."""


def find_site(tree: Tree, path: str) -> Site:
    """Read from a page where it stands on the web: `<base>`, the canonical link, `og:url`."""
    base = next((e.attrs["href"] for e in tree.by_name.get("base", ()) if "href" in e.attrs), "")
    places = [link.attrs.get("href", "") for link in tree.by_name.get("link", ())]
    places += [
        meta.attrs.get("content", "")
        for meta in tree.by_name.get("meta", ())
        if meta.attrs.get("property", "").lower() == "og:url"
    ]
    roots = [root for place in places if (root := _root(place.strip(), path))]
    base = base.strip()
    if not roots and _WEB.match(base):
        folder = path.rpartition("/")[0]
        start = base[base.index("//") : base.rindex("/") + 1]
        roots = [start.removesuffix(f"{folder}/") if folder else start]
    return Site(path, base, roots[0] if roots else "")


def collect_links(
    tree: Tree, content: Iterable[ContentLink], categories: Container[Element], site: Site
) -> tuple[Link, ...]:
    """List the internal links in document order, each target once for each kind of link."""
    known = {anchor.element: anchor for anchor in content}
    found: dict[tuple[str, str, LinkKind], Link] = {}
    for element in tree.by_name.get("a", ()):
        href = element.attrs.get("href")
        if href is None:
            continue
        place = resolve(href, site)
        if place is None:
            continue
        target, anchor = place
        known_anchor = known.get(element)
        if element in categories:
            kind = LinkKind.CATEGORY
        else:
            kind = known_anchor.kind if known_anchor else LinkKind.NAVIGATION
        key = (target, anchor, kind)
        if key not in found and not is_permalink(element):
            text = known_anchor.text if known_anchor else plain_text(element)
            found[key] = Link(target, anchor, text, kind)
    return tuple(found.values())


def resolve(href: str, site: Site) -> tuple[str, str] | None:
    """Follow a link from a page: the page it leads to and the fragment, or None."""
    place = _place(href, site.base, site.root, site.path.rpartition("/")[0])
    if place is None or place[0]:
        return place
    return page_id(site.path), place[1]


@lru_cache(_REMEMBERED)
def _place(href: str, base: str, root: str, folder: str) -> tuple[str, str] | None:
    """Follow a link from any page in a folder; the page is empty when a link leads to its own."""
    href = href.strip().translate(_BLANKS)
    location, _, fragment = href.partition("#")
    location, _, query = location.partition("?")
    fragment = unquote(fragment)
    if not location:
        return None if query else ("", fragment)
    if _FILE.search(location) or (query and not _SUFFIX.search(location)):
        # A file that is no page, or a page made on demand: edit forms, histories, searches.
        return None
    if base and not _SCHEME.match(location) and not location.startswith(("/", "\\")):
        location = urljoin(base, location)
    local = _local(location, root)
    if local is None:
        return None
    parts = _walk(unquote(local), folder)
    if parts is None:
        return None
    return page_id("/".join(parts)), fragment


def _local(location: str, root: str) -> str | None:
    """Turn an address on the wiki's own host into one below the source folder."""
    if root:
        host = _WEB.match(root)
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


def _root(place: str, path: str) -> str:
    """Take the path of a page off the end of its address on the web."""
    if not _WEB.match(place):
        return ""
    address = unquote(place[place.index("//") :].partition("#")[0].partition("?")[0])
    name = without_suffix(path)
    endings = [path, name, f"{name}/"]
    if name == INDEX or name.endswith(f"/{INDEX}"):
        folder = name.removesuffix(INDEX)
        endings += [folder, folder.rstrip("/")]
    for ending in endings:
        if ending and address.endswith(f"/{ending}"):
            return address[: len(address) - len(ending)]
    if name == INDEX:
        return address if address.endswith("/") else f"{address}/"
    return ""


def _walk(location: str, folder: str) -> list[str] | None:
    """Apply a relative path; None when it leaves the source folder."""
    parts = [] if location.startswith("/") or not folder else folder.split("/")
    names = list(_names(location))
    for name in names:
        if name != "..":
            parts.append(name)
        elif parts:
            parts.pop()
        else:
            return None
    if location.endswith(("/", "/.", "/..")) or location in (".", ".."):
        parts.append(INDEX)
    return parts or [INDEX]


def _names(location: str) -> Iterator[str]:
    return (name for name in location.split("/") if name not in ("", "."))
