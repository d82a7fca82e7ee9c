"""A tree -> the element that contains the content of the page."""

from wikisearch.analysis.characters.sentence_ends import ends_sentence
from wikisearch.analysis.characters.text_width import width
from wikisearch.ingest.extract.content.link_boxes import is_link_box
from wikisearch.ingest.extract.content.parts_before import with_parts_before
from wikisearch.ingest.extract.content.prose_sizes import HEADING_WEIGHT, prose_sizes
from wikisearch.ingest.extract.content.title_parts import (
    is_only_heading,
    is_title_of_next,
    mark_single_cell,
)
from wikisearch.ingest.html.element import (
    Element,
    ancestors,
    elements_in,
    has_heading,
    next_element,
    previous_element,
)
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.ingest.html.text_measures import has_text, is_shorter, text_size
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.profiles.profile import Profile

_MIN_SHARE = 0.85
"""Share of the text of the page that an element must contain, so that it has the content."""
_MIN_MAIN_SHARE = 0.1
"""Share of the prose that the selected element must hold, if it has no heading."""
_MIN_TABLE_SHARE = 0.5
"""The same for a table that arranges the page: menus and notices are in and around it."""
_MAX_TRIED = 3
"""Elements of one selector."""
_NEVER_MAIN = ("p", "pre", "ul", "ol", "dl", "a")
_NEVER_CONTENT = ("aside", "nav", "footer", "form")
_PROSE = 250
"""Columns, without links, of an element that is content; notices are shorter."""
_LEAD = 40
"""The same for a paragraph before the content that is not a sentence."""
_MIN_REST = 5
"""Sections after the element of the content that show that it ended too early."""
_SHORT = 20
"""The same for text with a heading of its own."""


def find_main(tree: Tree, profile: Profile) -> Element:
    """Return the first element of the profile's `main` that has text, else the densest one.

    Boxes with sentences before it are content as well.
    """
    return with_parts_before(_find(tree, profile))


def _find(tree: Tree, profile: Profile) -> Element:
    sizes: dict[Element, int] = {}
    for selector in profile.main:
        found = [element for element in selector.select(tree) if has_text(element)]
        if not selector.css.endswith("article"):
            # An empty element can have the id or the role of the content as well.
            if len(found) > 1:
                found = sorted(found[:_MAX_TRIED], key=_has_paragraph, reverse=True)
            for element in found[:_MAX_TRIED]:
                if not _is_empty(tree, element):
                    return _with_rest(_with_header(tree, element))
        # Several articles are a list; none of them is the page.
        elif len(found) == 1:
            sizes = sizes or prose_sizes(_body(tree))
            if _is_whole_page(found[0], sizes) and not _has_lead_before(tree, found[0]):
                return found[0]
    return _densest(tree, sizes)


def _is_empty(tree: Tree, main: Element) -> bool:
    """Return whether an element has only links, or no paragraph, and the prose is outside it.

    A theme can close the element of the content too early: the page comes after it.
    """
    is_short = is_shorter(main, _PROSE) and not _has_paragraph(main)
    if has_heading(main) and not is_short:
        return False
    body = _body(tree)
    sizes = prose_sizes(body)
    prose, whole = sizes.get(main, 0), sizes.get(body, 0)
    if prose >= _MIN_MAIN_SHARE * whole:
        return False
    is_menu = not has_heading(main) and 2 * prose < text_size(main)
    return is_menu or (is_short and whole - prose >= 2 * _PROSE)


def _has_paragraph(element: Element) -> bool:
    paragraphs = (part for part in elements_in(element) if part.name == "p")
    return any(width(plain_text(each)) >= _LEAD for each in paragraphs)


def _body(tree: Tree) -> Element:
    bodies = tree.by_name.get("body") or tree.by_name.get("html") or ()
    return next(iter(bodies), None) or Element("body", {})


def _is_whole_page(article: Element, sizes: dict[Element, int]) -> bool:
    """Return whether an article holds nearly all the text around it, except side bars."""
    around = inside = article
    aside = 0
    for above in ancestors(article):
        around = above
        aside += sum(
            sizes.get(child, 0)
            for child in above.contents
            if isinstance(child, Element)
            and child is not inside
            and (child.name in _NEVER_CONTENT or is_link_box(child))
        )
        inside = above
        if above.name in ("main", "body"):
            break
    return sizes.get(article, 0) >= _MIN_SHARE * (sizes.get(around, 0) - aside)


def _has_lead_before(tree: Tree, article: Element) -> bool:
    """Return whether the block before an article has the title, and a paragraph below it.

    The article can be in an element of its own.
    """
    before = next(filter(None, map(previous_element, (article, *ancestors(article)))), None)
    h1 = tree.by_name.get("h1", ())
    for _ in range(_MAX_TRIED):
        if before is None or len(h1) != 1:
            return False
        if before in ancestors(h1[0]):
            return not before.dropped and _has_paragraph_after(h1[0], before, _LEAD)
        before = previous_element(before)
    return False


def _densest(tree: Tree, sizes: dict[Element, int]) -> Element:
    """Go down from the body while one child has most of the text, and no other has content.

    Links do not count, because menus consist of them. An element with the h1 is not left.
    """
    main = _body(tree)
    sizes = sizes or prose_sizes(main)
    page = sizes.get(main, 0)
    h1 = tree.by_name.get("h1", ())
    while True:
        children = [child for child in main.contents if isinstance(child, Element)]
        largest = max(children, key=lambda child: sizes.get(child, 0), default=None)
        if largest is None or largest.rank or largest.name in _NEVER_MAIN:
            return main
        in_table = largest.layout or (
            main.name == "tr" and any(above.layout for above in ancestors(main))
        )
        share = _MIN_TABLE_SHARE if in_table else _MIN_SHARE
        if sizes.get(largest, 0) < max(share * page, 1):
            return main
        if in_table:
            page = sizes[largest]
        is_h1_here = len(h1) == 1 and h1[0].parent is main
        if is_h1_here or is_only_heading(previous_element(largest)):
            return main
        if _has_content_beside(largest, children, sizes):
            return main
        if is_title_of_next(largest, h1, sizes):
            mark_single_cell(next_element(largest))
            return main
        main = largest


def _with_header(tree: Tree, main: Element) -> Element:
    """Return the element around the content if the block before it has the h1 and a section.

    A manual page can have its name there. What follows the content is then the footer.
    """
    around = main.parent
    h1 = tree.by_name.get("h1", ())
    if around is None or len(h1) != 1 or not h1[0].rank:
        return main
    before = previous_element(main)
    while before is not None and before.dropped:
        before = previous_element(before)
    if before is None or before not in ancestors(h1[0]):
        return main
    headings = [part for part in elements_in(before) if part.rank]
    last = headings[-1]
    if last is h1[0] or not _has_paragraph_after(last, before, _SHORT):
        return main
    after = main.next_sibling
    while after is not None:
        if isinstance(after, Element) and not (after.rank or has_heading(after)):
            after.dropped = after.dropped or "boilerplate"
        after = after.next_sibling
    return around


def _with_rest(main: Element) -> Element:
    """Return the element around the content if more sections are after it.

    A closing tag too many can end the element of the content in the middle of the page.
    """
    sections = 0
    after = main.next_sibling
    while after is not None and sections < _MIN_REST:
        if isinstance(after, Element) and after.name == main.name and not after.dropped:
            sections += has_heading(after) and _has_paragraph(after)
        after = after.next_sibling
    is_cut = sections == _MIN_REST and has_heading(main)
    return main.parent if is_cut and main.parent is not None else main


def _has_paragraph_after(heading: Element, block: Element, least: int) -> bool:
    """Return whether a paragraph of a block follows a heading in it."""
    parts = list(block.descendants)
    after = parts[parts.index(heading) + 1 :]
    return any(
        isinstance(part, Element) and part.name == "p" and _is_lead(part, least) for part in after
    )


def _is_lead(paragraph: Element, least: int) -> bool:
    """Return whether a paragraph is long enough, or a sentence."""
    return text_size(paragraph) >= least or ends_sentence(plain_text(paragraph))


def _has_content_beside(
    largest: Element, children: list[Element], sizes: dict[Element, int]
) -> bool:
    """Return whether a sibling has a heading with text, a lead, or much prose."""
    at = children.index(largest)
    return any(
        _is_content(child, sizes[child], is_before=before < at)
        for before, child in enumerate(children)
        if child is not largest and child in sizes and child.name not in _NEVER_CONTENT
    )


def _is_content(element: Element, size: int, *, is_before: bool) -> bool:
    if element.rank:
        return size > 0
    if size >= _PROSE or (size >= _LEAD and is_before and element.name == "p"):
        return True
    return size >= HEADING_WEIGHT + _SHORT and has_heading(element)
