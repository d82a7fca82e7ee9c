"""The links of a page -> Links to pages of the same wiki."""

from collections.abc import Container, Iterable, Mapping
from typing import NamedTuple

from wikisearch.ingest.extract.links.link_resolution import resolve
from wikisearch.ingest.extract.links.site import Site
from wikisearch.ingest.extract.raw_sections import ContentLink
from wikisearch.ingest.html.element import Element
from wikisearch.ingest.html.plain_text import is_permalink, plain_text
from wikisearch.ingest.html.tree import Tree
from wikisearch.model.page import Link, LinkKind


class CollectedLinks(NamedTuple):
    """The links of a page, and which of them its lines have."""

    links: tuple[Link, ...]
    in_lines: Mapping[int, list[int]]
    """By identity of a line, the indexes of its links."""


def collect_links(
    tree: Tree, content: Iterable[ContentLink], categories: Container[Element], site: Site
) -> CollectedLinks:
    """List the internal links in document order, each target once per kind of link."""
    known = {link.element: link for link in content}
    found: dict[tuple[str, str, LinkKind], Link] = {}
    in_lines: dict[int, list[int]] = {}
    for element in tree.by_name.get("a", ()):
        href = element.attrs.get("href")
        resolved = resolve(href, site) if href is not None else None
        if resolved is None:
            continue
        target, anchor = resolved
        in_content = known.get(element)
        if element in categories:
            kind = LinkKind.CATEGORY
        else:
            kind = in_content.kind if in_content else LinkKind.NAVIGATION
        key = (target, anchor, kind)
        if key not in found and not is_permalink(element):
            text = in_content.text if in_content else plain_text(element)
            if in_content and in_content.line:
                in_lines.setdefault(id(in_content.line), []).append(len(found))
            found[key] = Link(target, anchor, text, kind)
    return CollectedLinks(tuple(found.values()), in_lines)
