"""The links of a page -> Links to pages of the same wiki."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from wikisearch.ingest.drafts import Anchor
from wikisearch.ingest.element import is_permalink, plain_text
from wikisearch.ingest.tree import Tree
from wikisearch.model.page import Link, LinkKind

_SUFFIX = re.compile(r"\.(?:html?|xhtml)$", re.IGNORECASE)
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_FILE = re.compile(
    r"\.(?:png|jpe?g|gif|svg|webp|ico|css|pdf|zip|t?gz|bz2|xz|mp[34]|ogg|webm|xml|json|txt)$",
    re.IGNORECASE,
)
_BLANKS = str.maketrans("", "", "\t\r\n")


def page_id(path: str) -> str:
    """Strip the suffix off the path of a page."""
    return _SUFFIX.sub("", path)


def collect_links(tree: Tree, content: Iterable[Anchor], path: str) -> tuple[Link, ...]:
    """List the internal links in document order, each target once for each kind of link."""
    known = {anchor.element: anchor for anchor in content}
    base = next((e.attrs["href"] for e in tree.by_name.get("base", ()) if "href" in e.attrs), "")
    found: dict[tuple[str, str, LinkKind], Link] = {}
    for element in tree.by_name.get("a", ()):
        href = element.attrs.get("href")
        if href is None:
            continue
        place = resolve(href, path, base)
        if place is None:
            continue
        target, anchor = place
        known_anchor = known.get(element)
        kind = known_anchor.kind if known_anchor else LinkKind.NAVIGATION
        key = (target, anchor, kind)
        if key not in found and not is_permalink(element):
            text = known_anchor.text if known_anchor else plain_text(element)
            found[key] = Link(target, anchor, text, kind)
    return tuple(found.values())


def resolve(href: str, path: str, base: str = "") -> tuple[str, str] | None:
    """Follow a link from the page at `path`: the page it leads to and the fragment, or None."""
    href = href.strip().translate(_BLANKS)
    location, _, fragment = href.partition("#")
    location, _, query = location.partition("?")
    fragment = unquote(fragment)
    if not location:
        return None if query else (page_id(path), fragment)
    if _SCHEME.match(location) or location.startswith(("//", "\\")):
        return None
    if _FILE.search(location) or (query and not _SUFFIX.search(location)):
        # A file that is no page, or a page made on demand: edit forms, histories, searches.
        return None
    if base and not _SCHEME.match(base) and not location.startswith("/"):
        location = base[: base.rfind("/") + 1] + location
    parts = _walk(unquote(location), path)
    if parts is None:
        return None
    return page_id("/".join(parts)), fragment


def _walk(location: str, path: str) -> list[str] | None:
    """Apply a relative path; None when it leaves the source folder."""
    parts = [] if location.startswith("/") else path.split("/")[:-1]
    names = list(_names(location))
    for name in names:
        if name != "..":
            parts.append(name)
        elif parts:
            parts.pop()
        else:
            return None
    if location.endswith(("/", "/.", "/..")) or location in (".", ".."):
        parts.append("index")
    return parts or ["index"]


def _names(location: str) -> Iterator[str]:
    return (name for name in location.split("/") if name not in ("", "."))
