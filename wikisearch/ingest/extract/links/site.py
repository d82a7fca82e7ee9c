"""Where a page is: in the source folder, and on the web as far as the page declares it."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from wikisearch.ingest.extract.links.link_relations import linked_addresses
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.page_input import PageInput
from wikisearch.ingest.url_paths import UrlPaths, joined
from wikisearch.model.ids import INDEX, page_id, without_suffix

WEB_HOST = re.compile(r"(?:https?:)?//[^/?#]+", re.IGNORECASE)
_MAX_BASE_LENGTH = 1000
"""Characters; a longer `<base>` is ignored, since every link repeats it."""


@dataclass(frozen=True, slots=True)
class Site:
    """Where a page is, in the source folder and on the web."""

    path: str
    base: str = ""
    """What relative links are relative to; empty if that is the page itself."""
    root: str = ""
    """Web address of the source folder, without scheme: `//docs.example.org/3/`."""
    urls: UrlPaths | None = None
    """How links become paths, if they are resolved by URL; `base` is a whole address then."""
    is_plain: bool = False
    """Whether relative links give the same by path: the wiki has one host, the page no `<base>`."""
    id: str = field(init=False)
    """The id of the page."""
    folder: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute once what each link of the page needs."""
        object.__setattr__(self, "id", page_id(self.path))
        object.__setattr__(self, "folder", self.path.rpartition("/")[0])


def find_site(tree: Tree, page: PageInput) -> Site:
    """Find the web address of a page.

    It is the one that the source knows, or that in `<base>`, the canonical link or `og:url`.
    """
    base, path = _base(tree), page.path
    if page.urls is not None:
        is_plain = not (base or page.urls.others)
        return Site(path, joined(page.url, base) or page.url, "", page.urls, is_plain)
    addresses = [page.url]
    addresses += linked_addresses(tree, "canonical")
    addresses += [
        meta.attrs.get("content", "")
        for meta in tree.by_name.get("meta", ())
        if meta.attrs.get("property", "").lower() == "og:url"
    ]
    roots = (_root(address.strip(), path) for address in addresses)
    root = next((root for root in roots if root), "")
    if not root and WEB_HOST.match(base):
        folder = path.rpartition("/")[0]
        start = base[base.index("//") : base.rindex("/") + 1]
        root = start.removesuffix(f"{folder}/") if folder else start
    return Site(path, base, root)


def address_endings(path: str) -> list[str]:
    """List what the web address of a page can end with; empty for the start page of a site.

    `guide/index.html` is `guide/index.html`, `guide/index`, `guide/index/`, `guide/` or `guide`.
    """
    name = without_suffix(path)
    endings = [path, name, f"{name}/"]
    if name == INDEX or name.endswith(f"/{INDEX}"):
        folder = name.removesuffix(INDEX)
        endings += [folder, folder.rstrip("/")]
    return endings


def _base(tree: Tree) -> str:
    """Return the address in the first `<base>`; empty if it is not a valid address."""
    base = next((e.attrs["href"] for e in tree.by_name.get("base", ()) if "href" in e.attrs), "")
    base = base.strip()
    if len(base) > _MAX_BASE_LENGTH:
        return ""
    try:
        urlsplit(base)
    except ValueError:
        return ""
    return base


def _root(address: str, path: str) -> str:
    """Remove the path of a page from the end of its web address; empty if it is not there."""
    if not WEB_HOST.match(address):
        return ""
    address = unquote(address[address.index("//") :].partition("#")[0].partition("?")[0])
    for ending in address_endings(path):
        if ending and address.endswith(f"/{ending}"):
            return address[: len(address) - len(ending)]
    if without_suffix(path) == INDEX:
        return address if address.endswith("/") else f"{address}/"
    return ""
