"""Lists of links to the headings of the page itself -> marks: they are its table of contents."""

from wikisearch.ingest.html.element import Element, ancestors
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

_FEWEST_LINKS = 3
_LISTS = frozenset({"ul", "ol"})
_LINKED = 0.8
"""Share of the characters of a table of contents that are links."""


def mark_page_contents(tree: Tree) -> None:
    """Drop the outermost lists that consist of links to places of the same page."""
    linked: dict[Element, list[Element]] = {}
    for link in tree.by_name.get("a", ()):
        href = link.attrs.get("href", "")
        if href[:1] == "#" and href[1:] in tree.ids and not link.dropped:
            holder = _outermost_list(link)
            if holder is not None:
                linked.setdefault(holder, []).append(link)
    for holder, links in linked.items():
        if len(links) < _FEWEST_LINKS or holder.related:
            continue
        if sum(map(text_size, links)) >= _LINKED * text_size(holder):
            holder.dropped = holder.dropped or "navigation"


def _outermost_list(link: Element) -> Element | None:
    found = None
    for above in ancestors(link):
        if above.name in _LISTS:
            found = above
    return found
