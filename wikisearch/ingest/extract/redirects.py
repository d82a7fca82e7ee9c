"""Pages that are only a sign to another page."""

import re
from dataclasses import dataclass

from wikisearch.ingest.extract.links import Site, resolve
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile
from wikisearch.model.ids import page_id

_REFRESH = re.compile(
    r"""^\s*(\d+)(?:\.\d*)?\s*[;,]\s*(?:url\s*=\s*)?["']?\s*(.*?)\s*["']?\s*$""",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_DELAY = 10
"""Seconds; who has to wait longer is meant to read the page."""
_MOST_WORDS = 100
"""On a page that shows itself before it leads on."""


@dataclass(frozen=True, slots=True)
class Redirect:
    """A page that sends its reader on; its title is another name of the page it leads to."""

    id: str
    path: str
    title: str
    target: str
    """Id of the page it leads to; empty when that is not in this wiki."""
    anchor: str
    url: str
    """As the page has it."""


def find_redirect(tree: Tree, profile: Profile, title: str, site: Site) -> Redirect | None:
    """Find where a page sends its reader: at once, or after a moment when it says hardly more."""
    for url in _addresses(tree, profile):
        here = page_id(site.path)
        place = resolve(url, site)
        # A page that only loads itself again is a page.
        if place is not None and place[0] == here:
            continue
        target, anchor = place or ("", "")
        return Redirect(here, site.path, title, target, anchor, url)
    return None


def _addresses(tree: Tree, profile: Profile) -> list[str]:
    found = []
    for meta in tree.by_name.get("meta", ()):
        if meta.attrs.get("http-equiv", "").lower() != "refresh":
            continue
        match = _REFRESH.match(meta.attrs.get("content", ""))
        if match is None or not match[2]:
            continue
        delay = int(match[1])
        if delay == 0 or (delay <= _LONGEST_DELAY and _has_few_words(tree)):
            found.append(match[2])
    for selector in profile.redirect:
        links = (link for link in selector.select(tree) if "href" in link.attrs)
        found.extend(link.attrs["href"] for link in links)
    return found


def _has_few_words(tree: Tree) -> bool:
    bodies: list[Element] = tree.by_name.get("body", [])
    words = 0
    for body in bodies:
        for node in body.descendants:
            if not isinstance(node, Element):
                words += len(node.split())
    return words <= _MOST_WORDS
