"""A tree -> the category that a page of any site declares: breadcrumb, metadata, tags."""

import re
from collections.abc import Iterator
from itertools import chain, islice
from urllib.parse import urlsplit

from wikisearch.ingest.extract.lines.labelled_lines import label_of, labelled_values
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.metadata.properties import property_values, separated
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.extract.words.word_list import word_list
from wikisearch.ingest.html.element import Element, ancestors, elements_in, previous_element
from wikisearch.ingest.html.plain_text import one_line, plain_text
from wikisearch.ingest.html.tree import Tree

_LONGEST = 60
"""Characters; a longer text is not a category."""
_MOST_ELEMENTS = 200
"""Elements of a breadcrumb, and links of a page with a tag, that are looked at."""
_MOST_TRAILS = 20
_MOST_ABOVE = 3
"""Elements above a step of a breadcrumb that may be the breadcrumb."""
_SIGNS = " »›>→/|"
"""Between the steps of a breadcrumb, sometimes in their links."""
_LEVELS = re.compile(r"\s+[»›>→/|]\s+")
_LONGEST_TRAIL = 200
_MOST_LINKS = 1000
_CATEGORY_PATH = re.compile(r"/categor(?:y|ies)[/:][^/?#]", re.IGNORECASE)
_TRAIL_CLASS = "crumb"
_MOST_AT_END = 3
"""Lines at the end of a page, of which one can have the category."""
_HOME_FILES = ("", "index.html", "index.htm", "index.php", "home.html")
CATEGORY_LABELS = word_list("category_fields.txt")
"""Names of a property with the category, at the top of exported notes."""

_COLLECTIONS = word_list("collection_names.txt")

Crumb = tuple[str, str]


def declared_category(tree: Tree, content: Content, data: LinkedData, title: str) -> str:
    """Return the category from the closest source to the reader; empty if none is declared."""
    candidates = chain(
        (_last_level(list(trail), title) for trail in islice(_trails(tree), _MOST_TRAILS)),
        (_last_level(list(trail), title) for trail in _line_above(content.top.heading, title)),
        [_last_level(data.breadcrumb(), title)],
        _properties(tree, "article:section"),
        [data.section(title)],
        (values[0] for values in property_values(tree, CATEGORY_LABELS) if values),
        (separated(value)[0] for value in labelled_values(content, CATEGORY_LABELS)),
        _tags(tree),
        _labelled_at_end(content),
        _properties(tree, "article:tag"),
        _category_links(tree),
    )
    first = ""
    for name in candidates:
        if name and len(name) <= _LONGEST:
            if not _is_collection(name):
                return name
            first = first or name
    return first


def _is_collection(name: str) -> bool:
    """Return whether a name is that of a collection of all terms, or a letter of their index."""
    return len(name) == 1 or name.casefold() in _COLLECTIONS


def _trails(tree: Tree) -> Iterator[Iterator[Crumb]]:
    """Yield the links of each breadcrumb."""
    for name in tuple(tree.by_class):
        if _TRAIL_CLASS in name:
            for element in islice(tree.by_class[name], 3):
                if not _is_in_trail(element):
                    yield _links(element)
    for element in chain(tree.by_name.get("nav", ()), tree.by_role.get("navigation", ())):
        if "breadcrumb" in element.attrs.get("aria-label", "").lower():
            yield _links(element)
    for name in ("breadcrumbs", "breadcrumb"):
        if name in tree.by_id:
            yield _links(tree.by_id[name])
    yield from map(_links, _trails_of_microdata(tree))


def _line_above(main: Element, title: str) -> Iterator[Iterator[Crumb]]:
    """Yield the links of a line before the content that ends with the title, after levels."""
    for place in islice(chain((main,), ancestors(main)), _MOST_ABOVE):
        line = previous_element(place)
        if line is not None and not line.rank:
            *above, last = _LEVELS.split(plain_text(line, _LONGEST_TRAIL))
            if above and last.strip() == title and not _is_collection(above[-1]):
                yield _links(line)


def _trails_of_microdata(tree: Tree) -> Iterator[Element]:
    """Yield the elements around links that are marked as a breadcrumb of schema.org."""
    links = tree.by_name.get("a", ())[:_MOST_ELEMENTS]
    steps = [link for link in links if "itemprop" in link.attrs]
    around = (place for link in steps for place in islice(ancestors(link), _MOST_ABOVE))
    yield from dict.fromkeys(
        place for place in around if place.attrs.get("itemtype", "").endswith("/BreadcrumbList")
    )


def _is_in_trail(element: Element) -> bool:
    """Return whether an element is a step of a breadcrumb, or a tool beside the steps."""
    above = islice(ancestors(element), _MOST_ABOVE)
    return any(_TRAIL_CLASS in place.attrs.get("class", "").lower() for place in above)


def _links(trail: Element) -> Iterator[Crumb]:
    """Yield the links up to the page itself: tools to edit it or to see its source may follow."""
    for part in elements_in(trail, _MOST_ELEMENTS):
        if "aria-current" in part.attrs or "active" in part.attrs.get("class", "").split():
            return
        if part.name == "a" and "href" in part.attrs:
            yield plain_text(part, _LONGEST).strip(_SIGNS), part.attrs["href"]


def last_linked_level(content: Content, trail: Line, title: str) -> str:
    """Return the last level above the page in a line of links; empty if it is the start page."""
    return _last_level(list(_links_above(content, trail, title)), title)


def is_linked_trail(content: Content, line: Line, title: str) -> bool:
    """Return whether a line is links and then the title: only a style sheet parts its levels."""
    ends = line.linked > 0 and line.text.endswith(title) and line.text != title
    return ends and any(_links_above(content, line, title))


def _links_above(content: Content, trail: Line, title: str) -> Iterator[Crumb]:
    """Yield the links of a line, but not one to the page itself: "10 Streams" of "Streams"."""
    for link in content.links:
        if link.line is trail and not link.text.endswith(title):
            yield link.text, link.element.attrs["href"]


def _last_level(trail: list[Crumb], title: str) -> str:
    """Return the last level above the page; the first one, maybe an icon, is the home page."""
    levels = [crumb for crumb in trail if crumb[0] and crumb[0].casefold() != title.casefold()]
    has_icon = bool(trail) and not trail[0][0]
    if not has_icon and _is_home(levels):
        del levels[0]
    return levels[-1][0] if levels else ""


def _is_home(levels: list[Crumb]) -> bool:
    """Return whether the first level is the start page of the site, by its address or its icon."""
    if not levels:
        return False
    try:
        parts = urlsplit(levels[0][1])
    except ValueError:
        return True
    steps = [step for step in parts.path.split("/") if step not in (".", "..")]
    return ("".join(steps) in _HOME_FILES and not parts.query) or not any(
        map(str.isalpha, levels[0][0])
    )


def _properties(tree: Tree, name: str) -> Iterator[str]:
    """Yield the values of a property in the head of the page."""
    for meta in tree.by_name.get("meta", ()):
        if meta.attrs.get("property", "").lower() == name:
            yield one_line(meta.attrs.get("content", ""))


def _labelled_at_end(content: Content) -> Iterator[str]:
    """Yield the first value in one of the last lines that begins as "Categories:" does."""
    for line in content.last.lines[-_MOST_AT_END:]:
        label, colon, values = line.text.partition(":")
        if colon and line.linked and label_of(label) in CATEGORY_LABELS:
            yield separated(values.strip())[0]


def _category_links(tree: Tree) -> Iterator[str]:
    """Yield the text of the link to the page of a category, if the page has only one of them."""
    links = tree.by_name.get("a", ())[:_MOST_LINKS]
    found = {
        plain_text(link, _LONGEST + 1)
        for link in links
        if (href := link.attrs.get("href", ""))
        and ("/categor" in href or "/Categor" in href)
        and _CATEGORY_PATH.search(href)
        and not link.dropped
    } - {""}
    if len(found) == 1:
        yield from found


def _tags(tree: Tree) -> Iterator[str]:
    """Yield the links to categories, then those to tags: a post has few of the former."""
    links = [
        (link, set(link.attrs["rel"].lower().split()))
        for link in tree.by_name.get("a", ())
        if "rel" in link.attrs
    ]
    tagged = [(link, rel) for link, rel in links[:_MOST_ELEMENTS] if "tag" in rel]
    for link, _ in sorted(tagged, key=lambda pair: "category" not in pair[1]):
        yield plain_text(link, _LONGEST + 1)
