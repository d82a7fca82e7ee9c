"""Lines that a class marks as the place of a page in its site: `<div class="crumb">`."""

from itertools import islice

from wikisearch.ingest.extract.raw_sections import Content, ContentLink
from wikisearch.ingest.html.element import Element, ancestors, has_heading, leads_away

BREADCRUMB_CLASS = "crumb"
"""Part of the classes of breadcrumbs and their steps."""
_MAX_LINKS = 60
"""Links at the top of a page that can be steps."""
_MAX_ABOVE = 4
"""Elements above a step that may have the class."""
_MAX_LENGTH = 200


def drop_marked_breadcrumbs(content: Content, title: str) -> None:
    """Remove the short lines with a link in an element with such a class, and the title below."""
    links = [link for link in islice(content.links, _MAX_LINKS) if _is_step(link)]
    marked = dict.fromkeys(each for link in links for each in _marked(link.element))
    breadcrumbs = {each for each in marked if not has_heading(each)}
    steps = (link for link in links if not breadcrumbs.isdisjoint(_marked(link.element)))
    dropped = {id(step.line) for step in steps}
    if not dropped:
        return
    for raw in (content.top, *content.raw_sections):
        raw.lines[:] = [
            line
            for line, above in zip(raw.lines, (None, *raw.lines), strict=False)
            if id(line) not in dropped and not (line.text == title and id(above) in dropped)
        ]
    content.links[:] = [link for link in content.links if id(link.line) not in dropped]


def _is_step(link: ContentLink) -> bool:
    """Return whether a link to another page is in a short line."""
    is_short = link.line is not None and len(link.line.text) <= _MAX_LENGTH
    return is_short and leads_away(link.element)


def _marked(link: Element) -> list[Element]:
    """List the elements around a link that have the class."""
    around = islice(ancestors(link), _MAX_ABOVE)
    return [each for each in around if BREADCRUMB_CLASS in each.attrs.get("class", "").lower()]
