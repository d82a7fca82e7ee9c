"""Breadcrumbs -> the last level above the page, which is a category.

A breadcrumb is marked in the HTML or in JSON-LD, or it is a line of text.
"""

import re
from collections.abc import Iterator
from itertools import chain, dropwhile, islice
from urllib.parse import urlsplit

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.ingest.extract.lines.marked_breadcrumbs import BREADCRUMB_CLASS
from wikisearch.ingest.extract.links.own_links import leads_to_file
from wikisearch.ingest.extract.metadata.linked_data import LinkedData
from wikisearch.ingest.extract.parsed_page import ParsedPage
from wikisearch.ingest.extract.raw_sections import Content, Line
from wikisearch.ingest.extract.words.word_list import phrase_pattern, word_list
from wikisearch.ingest.html.element import (
    Element,
    TextNode,
    ancestors,
    elements_in,
    previous_element,
)
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.tree import Tree

_MAX_LEVEL_LENGTH = 60
"""Characters; a longer text is not a level."""
_MAX_LINE_LENGTH = 200
_MAX_ELEMENTS = 200
"""Elements of a breadcrumb, and links of a page, that are looked at."""
_MAX_BREADCRUMBS = 20
_MAX_ABOVE = 3
"""Elements above a step of a breadcrumb that may be the breadcrumb."""
_TOP_LINES = 6
"""Lines at the top of a page, of which one can be a breadcrumb."""
_SIGNS = " »›>→/|"
"""Between the steps of a breadcrumb, sometimes in their links."""
_STEP_SIGNS = ("»", "›", ">", "→")
_BEFORE_CONTENT = re.compile(r"\s+[»›>→/|]\s+")
_IN_CONTENT = re.compile(r"\s+[»›>→]\s+")
"""Without `/` and `|`, which the content also has between the parts of other lines."""
_AROUND_LEVELS = re.compile(r"\s+[:»›>→/|]\s+")
_MIN_LEVELS = 2
"""Linked steps of a breadcrumb that does not end with the title."""
_NOT_TRAILS = ("li", "tr", "td", "pre", "dt", "dd")
_AFTER_LABEL = re.compile(r"\s*[»›>→/]\s*")
_LABEL = phrase_pattern("breadcrumb_phrases.txt")
_HOME_FILES = ("", "index.html", "index.htm", "index.php", "home.html")
_COLLECTIONS = word_list("collection_names.txt")

Crumb = tuple[str, str]
"""The text and the address of a step."""


def levels_above(page: ParsedPage, data: LinkedData, title: str) -> Iterator[str]:
    """Yield the last level above the page in each breadcrumb; empty for one without levels.

    Marked ones come first, then a line before the content, then JSON-LD, then items of a list that
    end with a sign. A last step to the page itself is not above it.
    """
    tree, path = page.tree, page.path
    for links in chain(islice(_marked(tree), _MAX_BREADCRUMBS), _lines_before(page.main, title)):
        yield _last_level(_above(list(links), path), title)
    yield _last_level(_above(data.breadcrumb(), path), title)
    yield _level_in_items(tree, title)


def take_breadcrumb(content: Content, lines: list[Line], title: str) -> tuple[str, list[Line]]:
    """Remove a breadcrumb from the first lines; return its last level, and the other lines."""
    before_title = set(map(id, content.top.lines[: content.lines_before_title]))
    for line in lines[:_TOP_LINES]:
        if levels := _levels_in(line, title) or _linked_levels(content, line):
            # The first level is the start page of the site.
            level = levels[-1] if len(levels) > 1 else ""
        elif id(line) in before_title and _is_linked(content, line, title):
            level = _last_level(list(_links_in(content, line, title)), title)
        elif not line.linked and _is_empty(line.text):
            level = ""
        else:
            continue
        return level, [each for each in lines if each is not line]
    return "", lines


def _is_empty(text: str) -> bool:
    """Return whether a text is a breadcrumb without links: that of a page without pages above."""
    label = _LABEL.match(text) if len(text) <= _MAX_LINE_LENGTH else None
    return label is not None and not ends_sentence(text) and not text[label.end() :][:1].isalnum()


def is_collection(name: str) -> bool:
    """Return whether a name is that of a collection of all terms, or a letter of their index."""
    return len(name) == 1 or name.casefold() in _COLLECTIONS


def _marked(tree: Tree) -> Iterator[Iterator[Crumb]]:
    """Yield the links of each breadcrumb that is marked by a class, a role, an id or microdata."""
    for name in tuple(tree.by_class):
        if BREADCRUMB_CLASS in name:
            for element in islice(tree.by_class[name], 3):
                if not _is_step(element):
                    yield _links(element)
    for element in chain(tree.by_name.get("nav", ()), tree.by_role.get("navigation", ())):
        if "breadcrumb" in element.attrs.get("aria-label", "").lower():
            yield _links(element)
    for name in ("breadcrumbs", "breadcrumb"):
        if name in tree.by_id:
            yield _links(tree.by_id[name])
    yield from map(_links, _in_microdata(tree))


def _above(levels: list[Crumb], path: str) -> list[Crumb]:
    """Leave out the last level if its address, which is relative, is that of the page itself."""
    file = levels[-1][1].partition("#")[0] if levels else ""
    is_own = file and leads_to_file(file, path)
    return levels[:-1] if is_own else levels


def _lines_before(main: Element, title: str) -> Iterator[Iterator[Crumb]]:
    """Yield the links of each line before the content that has levels and then the title."""
    for place in islice(chain((main,), ancestors(main)), _MAX_ABOVE):
        line = previous_element(place)
        if line is not None and not line.rank:
            *above, last = _BEFORE_CONTENT.split(plain_text(line, _MAX_LINE_LENGTH))
            if above and last.strip() == title and not is_collection(above[-1]):
                yield _links(line)


def _level_in_items(tree: Tree, title: str) -> str:
    """Return the last level in items such as "Guide »" that stand before an item with the title.

    The first level of this wiki is its start page; those of other sites may stand before it.
    """
    items = tree.by_name.get("li", ())[:_MAX_ELEMENTS]
    levels: list[Crumb] = []
    around = None
    for item in items:
        if item.parent is not around:
            levels, around = [], item.parent
        if _ends_with_sign(item):
            levels += islice(_links(item), 1)
        elif levels and plain_text(item, len(title) + 1) == title:
            below_start = _own_levels(levels)[1:]
            return below_start[-1][0] if below_start else ""
    return ""


def _ends_with_sign(item: Element) -> bool:
    end = item.contents[-1] if item.contents else None
    return isinstance(end, TextNode) and end.strip() in _STEP_SIGNS


def _levels_in(line: Line, title: str) -> list[str]:
    """Return the levels above the page in a breadcrumb; none for another line.

    A breadcrumb ends with the title or its first words, or begins with "You are here:".
    """
    if not line.linked:
        return []
    start = _LABEL.match(line.text)
    if start is not None:
        return _AFTER_LABEL.split(line.text[start.end() :].lstrip(" :："))[:-1]
    *above, last = map(str.strip, _IN_CONTENT.split(line.text))
    is_start = bool(last) and title.startswith(last) and line.block not in _NOT_TRAILS
    return above if last == title or (is_start and len(above) >= _MIN_LEVELS) else []


def _is_linked(content: Content, line: Line, title: str) -> bool:
    """Return whether a line is links and then the title: a style sheet separates its levels."""
    ends = line.linked > 0 and line.text.endswith(title) and line.text != title
    return ends and any(_links_in(content, line, title))


def _linked_levels(content: Content, line: Line) -> list[str]:
    """Return the levels of a line of links with signs after them, and perhaps a last step."""
    if not line.linked or line.block in _NOT_TRAILS:
        return []
    text = f"{line.text} " if line.text.endswith((*_STEP_SIGNS, "/")) else line.text
    *above, last = _AROUND_LEVELS.split(text)
    links = [link.text for link in content.links if link.line is line and link.text]
    is_step = len(last) <= _MAX_LEVEL_LENGTH and not ends_sentence(last)
    is_trail = is_step and len(above) >= (_MIN_LEVELS if last else 1)
    return above if is_trail and above == links else []


def _links_in(content: Content, line: Line, title: str) -> Iterator[Crumb]:
    """Yield the links of a line, but not one to the page itself: "10 Streams" of "Streams"."""
    for link in content.links:
        if link.line is line and not link.text.endswith(title):
            yield link.text, link.element.attrs["href"]


def _in_microdata(tree: Tree) -> Iterator[Element]:
    """Yield the elements around links that are marked as a breadcrumb of schema.org."""
    links = tree.by_name.get("a", ())[:_MAX_ELEMENTS]
    steps = [link for link in links if "itemprop" in link.attrs]
    around = (place for link in steps for place in islice(ancestors(link), _MAX_ABOVE))
    yield from dict.fromkeys(
        place for place in around if place.attrs.get("itemtype", "").endswith("/BreadcrumbList")
    )


def _is_step(element: Element) -> bool:
    """Return whether an element is a step of a breadcrumb, or a tool beside the steps."""
    above = islice(ancestors(element), _MAX_ABOVE)
    return any(BREADCRUMB_CLASS in place.attrs.get("class", "").lower() for place in above)


def _links(breadcrumb: Element) -> Iterator[Crumb]:
    """Yield the links up to the page itself: tools to edit it or to see its source may follow."""
    for part in elements_in(breadcrumb, _MAX_ELEMENTS):
        names = part.attrs.get("class", "")
        if "aria-current" in part.attrs or "active" in names.split() or "aside" in names:
            return
        if part.name == "a" and "href" in part.attrs:
            yield plain_text(part, _MAX_LEVEL_LENGTH).strip(_SIGNS), part.attrs["href"]


def _last_level(links: list[Crumb], title: str) -> str:
    """Return the last level above the page; empty if only the start page is above it.

    The first level is the start page of the site, perhaps shown as an icon.
    """
    levels = [crumb for crumb in links if crumb[0] and crumb[0].casefold() != title.casefold()]
    levels = _own_levels(levels)
    has_icon = bool(links) and not links[0][0]
    if not has_icon and _is_home(levels):
        del levels[0]
    return levels[-1][0] if levels else ""


def _own_levels(levels: list[Crumb]) -> list[Crumb]:
    """Return the levels without other sites before them; all if each has the address of a site."""
    return list(dropwhile(lambda level: "//" in level[1], levels)) or levels


def _is_home(levels: list[Crumb]) -> bool:
    """Return whether the first level is the start page: by its address, or shown as a sign."""
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
