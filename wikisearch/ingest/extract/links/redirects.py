"""Pages that only redirect to another page."""

from collections.abc import Iterator
from dataclasses import dataclass

from wikisearch.ingest.extract.links.link_relations import linked_addresses
from wikisearch.ingest.extract.links.link_resolution import resolve
from wikisearch.ingest.extract.links.site import Site
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.meta_refresh import parse_refresh
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.model.digest import digest


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page that redirects; its title is another name of its target."""

    id: str
    path: str
    title: str
    target: str
    """Id of the target; empty if it is not in this wiki."""
    anchor: str
    url: str
    """The target as the page has it."""

    @property
    def digest(self) -> str:
        """Hash of a redirect that the source knows, without a page to read."""
        return digest(f"{self.title}\n{self.target}\n{self.anchor}\n{self.url}")


def find_redirect(tree: Tree, profile: Profile, title: str, site: Site) -> Redirect | None:
    """Find the target of a page that redirects at once, or after a moment if it has few words."""
    for url in _urls(tree, profile):
        here = site.id
        place = resolve(url, site)
        # A page that only reloads itself is a page.
        if place is not None and place[0] == here:
            continue
        target, anchor = place or ("", "")
        return Redirect(here, site.path, title, target, anchor, url)
    return None


def canonical_page(tree: Tree, title: str, site: Site, reason: str) -> Redirect:
    """Return a page that is left out as a redirect to the page that it declares as canonical.

    Without such a page, the target is empty, and the reason takes the place of its address. No
    page can have it as its id.
    """
    here = site.id
    for url in linked_addresses(tree, "canonical"):
        place = resolve(url, site)
        if place is not None and place[0] != here:
            return Redirect(here, site.path, title, *place, url)
    return Redirect(here, site.path, title, "", "", f"left out: {reason}")


def _urls(tree: Tree, profile: Profile) -> Iterator[str]:
    refreshes = [
        refresh
        for meta in tree.by_name.get("meta", ())
        if meta.attrs.get("http-equiv", "").lower() == "refresh"
        if (refresh := parse_refresh(meta.attrs.get("content", ""))) is not None
    ]
    words = _count_words(tree) if any(each.delay for each in refreshes) else 0
    yield from (each.url for each in refreshes if each.redirects(words))
    for selector in profile.redirect:
        for link in selector.select(tree):
            if "href" in link.attrs:
                yield link.attrs["href"]


def _count_words(tree: Tree) -> int:
    bodies: list[Element] = tree.by_name.get("body", [])
    texts = (node for body in bodies for node in body.descendants if not isinstance(node, Element))
    return sum(len(text.split()) for text in texts)
