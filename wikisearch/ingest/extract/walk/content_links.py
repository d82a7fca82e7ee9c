"""The links of the content, in document order, and which of them belong to a related list."""

from wikisearch.ingest.extract.raw_sections import ContentLink, Line
from wikisearch.ingest.html.element import Element, ancestors, leads_away, next_element
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.model.page import LinkKind

_LISTS = ("ul", "ol", "dl", "table")


class ContentLinks:
    """Collects links; those of a line that turns out to be no content are removed again."""

    def __init__(self) -> None:
        self.links: list[ContentLink] = []
        self._before_line = 0
        """Number of links before the current line."""

    def add(self, link: Element, text: str, kind: LinkKind) -> None:
        """Add a link."""
        self.links.append(ContentLink(link, text, kind))

    def add_from_heading(self, heading: Element, kind: LinkKind) -> None:
        """Add the links in a heading, except those to the heading itself."""
        stack = [heading]
        while stack:
            inner = stack.pop()
            if leads_away(inner):
                self.add(inner, plain_text(inner), kind)
            children = reversed(inner.contents)
            stack += [each for each in children if isinstance(each, Element) and not each.dropped]
        self._before_line = len(self.links)

    def keep_line(self, line: Line | None = None) -> None:
        """Keep the links of a line that ends."""
        for at in range(self._before_line, len(self.links)):
            element, text, kind, _ = self.links[at]
            self.links[at] = ContentLink(element, text, kind, line)
        self._before_line = len(self.links)

    def drop_line(self) -> None:
        """Remove the links of a line that ends."""
        del self.links[self._before_line :]

    def clear(self) -> None:
        """Remove all links."""
        self.links.clear()
        self._before_line = 0


class RelatedList:
    """The list below a heading such as "Related"; what follows it is not content."""

    def __init__(self) -> None:
        self.is_past = False
        self.holder: Element | None = None
        """The element that contains the list, once its first link is found."""

    def reset(self) -> None:
        """Forget the list: another section starts."""
        self.is_past = False
        self.holder = None

    def note_link(self, link: Element, heading: Element) -> None:
        """Take the element around the first link of a section as the list."""
        if self.holder is None:
            self.holder = _list_around(link, heading)

    def leave_holder(self) -> bool:
        """Return whether the list ends with its holder.

        A list of paragraphs or divisions continues in the next one that is like it.
        """
        holder = self.holder
        after = next_element(holder) if holder is not None else None
        if holder is None or after is None or holder.name in _LISTS:
            return True
        if not _is_alike(holder, after):
            return True
        self.holder = after
        return False


def _list_around(link: Element, heading: Element) -> Element:
    """Return the list element around a link, else what contains it at the heading's level."""
    around = set(ancestors(heading))
    place = link
    while place.parent is not None and place.parent not in around:
        place = place.parent
        if place.name in _LISTS:
            return place
    return place.parent if place is link and place.parent is not None else place


def _is_alike(element: Element, after: Element) -> bool:
    classes = element.attrs.get("class"), after.attrs.get("class")
    return element.name == after.name and classes[0] == classes[1]
