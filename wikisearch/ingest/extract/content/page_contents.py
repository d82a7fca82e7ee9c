"""Lists of links to the headings of the page itself -> marks: they are its table of contents.

An exported document has paragraphs instead of a list.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache
from itertools import chain, islice

from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.element import (
    Element,
    address_of,
    ancestors,
    elements_in,
    has_address,
    previous_element,
)
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import text_size
from wikisearch.ingest.html.tree import Tree

CONTENTS_TITLES = phrase_list("contents_titles.txt")
_MAX_TITLE_LENGTH = max(map(len, CONTENTS_TITLES)) + 1
_LEVELS = 3
"""Elements around a table of contents that its title may be before."""
_MIN_LINKS = 3
_MIN_IN_NAMED = 2
"""Links of a list whose class says that it is a table of contents."""
_MIN_WITH_TITLE = 1
"""Links of a list below the title of a table of contents."""
_MAX_PARTS = 20
"""Elements of a heading that can have its address."""
_BETWEEN = re.compile(r"[\s|·•/>»\u2028\d.\[\]()–—-]*")
"""What stands between the links of a table of contents in one line; a sentence has commas."""
_CELL_LEVELS = 4
"""From a link in a cell to its table."""
_TOC = re.compile(r"(?<![^\W_])toc(?![^\W_])", re.IGNORECASE)
_LINES = frozenset({"p", "div"})
_LISTS = frozenset({"ul", "ol", "dl"})
_LINKED = 0.8
"""Share of the characters of a table of contents that are links."""


def mark_page_contents(tree: Tree) -> None:
    """Drop the outermost lists that consist of links to places of the same page."""
    linked: dict[Element, list[Element]] = {}
    is_row = cache(_is_row_of_links)  # a paragraph can have thousands of links
    outermost: dict[Element, Element | None] = {}
    lines: list[Element] = []
    """The paragraphs and divisions that are such a link, perhaps with a number."""
    for link in tree.by_name.get("a", ()):
        href = link.attrs.get("href", "")
        # "#" is the page itself, which can be the first entry of its table of contents.
        if href[:1] == "#" and (href == "#" or href[1:] in tree.ids) and not link.dropped:
            holder = _outermost_list(link, outermost) or _line_of_links(link, is_row)
            if holder is not None:
                linked.setdefault(holder, []).append(link)
            elif href != "#" and link.parent is not None and _is_line(link.parent, link, href[1:]):
                lines.append(link.parent)
    _drop_lines(lines)
    for holder, links in linked.items():
        if _is_contents(holder, links):
            holder.dropped = holder.dropped or "navigation"
    for contents in (*tree.by_name.get("nav", ()), *linked):
        if contents.dropped:
            _drop_title(contents)


def is_contents_title(heading: Element) -> bool:
    """Return whether a heading is only that of a table of contents."""
    return plain_text(heading, _MAX_TITLE_LENGTH).strip().rstrip(":").lower() in CONTENTS_TITLES


def _is_contents(holder: Element, links: Sequence[Element]) -> bool:
    """Return whether a list is a table of contents; terms of a list can be names of members."""
    places = sum(link.attrs["href"] != "#" for link in links)
    if places < _fewest(holder) or holder.related:
        return False
    is_linked = sum(map(text_size, links)) >= _LINKED * text_size(holder)
    return is_linked and (holder.name != "dl" or _title_of(holder) is not None)


def _fewest(holder: Element) -> int:
    """Return how many links to places a table of contents has at least."""
    if _title_of(holder) is not None:
        return _MIN_WITH_TITLE
    return _MIN_IN_NAMED if _is_named(holder) else _MIN_LINKS


def _drop_title(contents: Element) -> None:
    """Drop the text before a dropped table of contents if it is only the title of one."""
    title = _title_of(contents)
    if title is not None and not (title.rank and _is_linked(title)):
        title.dropped = title.dropped or "navigation"


def _title_of(contents: Element) -> Element | None:
    """Return the title of a table of contents, directly before it or one of its wrappers."""
    around = islice(chain((contents,), ancestors(contents)), _LEVELS)
    before = next(filter(None, map(previous_element, around)), None)
    if before is None:
        return None
    return before if is_contents_title(before) else None


def _is_linked(heading: Element) -> bool:
    return any(map(has_address, (heading, *elements_in(heading, _MAX_PARTS))))


def _is_named(holder: Element) -> bool:
    """Return whether the class of a list, or of what is around it, has the word `toc`."""
    around = (holder, *islice(ancestors(holder), 2))
    return any(_TOC.search(each.attrs.get("class", "")) for each in around)


def _is_line(block: Element, link: Element, address: str) -> bool:
    """Return whether a paragraph is only a link to another place."""
    if block.name not in _LINES or text_size(link) < _LINKED * text_size(block):
        return False
    return address not in map(address_of, (block, *elements_in(block)))


def _drop_lines(lines: Sequence[Element]) -> None:
    """Drop paragraphs of links that follow one another."""
    run: list[Element] = []
    for line in [*lines, None]:
        if line is not None and run and previous_element(line) is run[-1]:
            run.append(line)
            continue
        if len(run) >= _MIN_LINKS:
            for each in run:
                each.dropped = each.dropped or "navigation"
        run = [] if line is None else [line]


def _line_of_links(link: Element, is_row: Callable[[Element], bool]) -> Element | None:
    """Return the paragraph or the table of data that holds a link among others."""
    block = link.parent
    if block is not None and block.name == "p":
        return block if is_row(block) else None
    above = islice(ancestors(link), _CELL_LEVELS)
    table = next((place for place in above if place.name == "table"), None)
    return None if table is None or table.layout else table


def _is_row_of_links(block: Element) -> bool:
    """Return whether a paragraph has several elements, and only signs between them."""
    texts = [node for node in block.contents if not isinstance(node, Element)]
    is_row = len(block.contents) - len(texts) >= _MIN_LINKS
    return is_row and all(map(_BETWEEN.fullmatch, texts))


def _outermost_list(link: Element, known: dict[Element, Element | None]) -> Element | None:
    """Return the outermost list around a link; `known` has that of elements, for nested ones."""
    passed: list[Element] = []
    found = None
    for above in ancestors(link):
        if above in known:
            found = known[above]
            break
        passed.append(above)
    for above in reversed(passed):
        if found is None and above.name in _LISTS:
            found = above
        known[above] = found
    return found
