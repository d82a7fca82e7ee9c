"""HTML text -> a BeautifulSoup tree that contains only what extraction needs.

The stock builder makes an object of every tag, attribute, comment and line break, which takes most
of its time. This one makes objects of blocks, links, link targets and what selectors need.
"""

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType
from typing import Any

from bs4 import BeautifulSoup
from lxml import etree

from wikisearch.ingest.html.element import BLOCKS, HEADINGS, Element, mark_layout
from wikisearch.ingest.html.element_kinds import ElementKind, element_kinds
from wikisearch.ingest.html.heading_parts import rejoin, without_paragraphs
from wikisearch.ingest.html.inline_needs import InlineNeeds
from wikisearch.ingest.html.insertion_point import ENDED_BY_BLOCKS, NAMED_BLOCKS, InsertionPoint
from wikisearch.ingest.html.plain_text import LINE_BREAK
from wikisearch.ingest.html.stock_builder import LXMLTreeBuilder
from wikisearch.ingest.html.tags import (
    METADATA,
    SELECTABLE,
    SIGNIFICANT,
    is_formula,
    is_metadata,
    picture_text,
)
from wikisearch.ingest.html.tree import Tree
from wikisearch.ingest.html.unread_text import UnreadText

_NO_MENUS: frozenset[str] = frozenset()
_NO_NEEDS = InlineNeeds()
_NO_ATTRIBUTES: Mapping[str, str] = MappingProxyType({})  # faster than the empty mapping of lxml
_WRAPPERS = frozenset({"html", "body"})

MenuFinder = Callable[[Tree], frozenset[str]]
"""Called where the body begins; returns the classes of menus that are certainly dropped."""

_SKIPPED_LAYOUT = Element("", {})
"""Marks a layout element in a menu that is open but not built; it only separates words."""


def build_tree(
    markup: bytes,
    needs: InlineNeeds = _NO_NEEDS,
    find_menus: MenuFinder = lambda _: _NO_MENUS,
    *,
    reads_hidden: bool = False,
) -> Tree:
    """Parse UTF-8 HTML; `needs` are the inline elements that selectors need.

    Hidden elements are left out, unless `reads_hidden`. In a menu that `find_menus` names, layout
    elements are not built. Its links, its words and whatever has a name are.
    """
    builder: Any = LeanTreeBuilder(without_paragraphs(markup), needs, find_menus)
    builder.reads_hidden = reads_hidden
    BeautifulSoup("", builder=builder)
    tree: Tree = builder.tree
    # The soup keeps its builder.
    del builder.tree
    return tree


class LeanTreeBuilder(LXMLTreeBuilder):
    """Builds an Element per block, link, link target and needed inline element."""

    reads_hidden = False

    def __init__(self, markup: bytes, needs: InlineNeeds, find_menus: MenuFinder) -> None:
        super().__init__(huge_tree=True)
        self._markup = markup
        self._find_menus = find_menus
        self._menus = _NO_MENUS
        self._menu: Element | None = None
        self._kinds = element_kinds(needs)
        self._open: list[Element | None] = []
        self._heading: Element | None = None
        self._text_before = -1  # pieces of text before an empty inline element
        self._tables: list[Element] = []
        self._ended: tuple[int, Element] | None = None  # a heading that ended before a block

    def prepare_markup(self, *_: Any, **__: Any) -> Iterable[tuple[bytes, str, None, bool]]:
        """Offer the bytes as UTF-8, whatever the page declares."""
        yield self._markup, "utf-8", None, False

    def feed(self, markup: Any) -> None:
        """Parse; lxml calls the methods below for each event."""
        self._at = InsertionPoint(self.soup)
        self._text = self._at.text
        # A call of Python's own for each piece of text; what is not read is removed again.
        self.data: Any = self._text.append
        self.tree = Tree(self.soup, pictures=self._at.pictures)
        self._unread = UnreadText(self._text, self.tree)
        target: Any = self  # the published types know no target without `comment`
        parser = etree.HTMLParser(target=target, recover=True, huge_tree=True, encoding="utf-8")
        etree.fromstring(markup, parser)
        if self._unread.depth:
            self._unread.take()
        if self._text:
            self._at.flush(block=True)
        del self._at, self._unread, self.data

    def start(self, tag: Any, attrs: Mapping[Any, Any]) -> None:
        """Build an element, or pass over it."""
        attrs = attrs or _NO_ATTRIBUTES
        kind = self._kinds[tag, attrs.get("class", "") if attrs else ""]
        is_noticed = attrs and not kind.noticed.isdisjoint(attrs)
        if (
            kind.is_plain
            and not is_noticed
            and not (kind.begins_names and self._at.name in NAMED_BLOCKS)
            and not self._unread.depth
            and self._heading is None
        ):
            self._open.append(None)  # as most inline elements
            return
        significant = is_noticed and not SIGNIFICANT.isdisjoint(attrs)
        if significant:
            self.tree.add_ids(tag, attrs)
        is_unread = self._unread.depth or (kind.is_unread and self._at.is_unread(tag, attrs))
        if is_unread or (significant and not self.reads_hidden and self._at.hides(tag, attrs)):
            self._unread.enter(tag, attrs, is_hidden=not is_unread)
        elif (
            self._menu is not None
            and kind.is_skippable
            and not (significant and not SELECTABLE.isdisjoint(attrs))
        ):
            if self._at.parent is not self._menu:
                self._end_text(tag, is_block=True)
                self._end_before(tag)
            self._text.append(" ")
            self._open.append(_SKIPPED_LAYOUT)
        elif (
            kind.is_built
            or (is_noticed and not kind.wanted.isdisjoint(attrs))
            or (kind.begins_names and self._at.name in NAMED_BLOCKS and self._at.begins_name(tag))
            or (kind.is_special and (tag not in METADATA or is_metadata(tag, attrs)))
        ):
            self._begin(tag, attrs, kind)
        else:
            self._pass_over(tag, attrs, kind)

    def end(self, tag: Any) -> None:
        """Close the element opened last; lxml balances its events."""
        if self._unread.depth:
            self._unread.leave()
            return
        element = self._open.pop() if self._open else None
        if element is None:
            if self._heading is not None or self._ended is not None:
                self._end_unbuilt(tag)
            return
        if element is _SKIPPED_LAYOUT:
            self._text.append(" ")
            return
        if self._text:
            self._at.flush(block=tag in BLOCKS)
        if element is self._menu:
            self._menu = None
        if element is self._heading:
            self._heading = None
        if tag not in _WRAPPERS:
            self._at.leave()
        if tag == "table":
            self._tables.pop()

    def _end_unbuilt(self, tag: str) -> None:
        at, heading = self._ended or (-1, None)
        if heading is not None and tag in HEADINGS and at >= len(self._open):
            self._ended = None
            if self._text:
                self._at.flush(block=True)
            if at == len(self._open):
                rejoin(heading)
        # The words beside an empty element in a heading are apart, as with a style sheet.
        if self._heading is not None and self._text_before == len(self._text):
            self._text.append(" ")

    comment = pi = doctype = None
    """lxml calls nothing for comments, processing instructions and the document type."""

    def _begin(self, tag: str, attrs: Mapping[str, str], kind: ElementKind) -> None:
        self._end_text(tag, is_block=kind.is_block)
        if tag in _WRAPPERS and tag in self.tree.by_name:
            self._open.append(None)  # content can follow `</body>`
            return
        if kind.is_block and self._at.name in ENDED_BY_BLOCKS:
            self._end_before(tag)
        element = Element(tag, attrs)
        self._text_before = -1
        self._at.enter(element, tag)
        if self.tree.add(element, tag, attrs, kind.classes):
            self._heading = element
            mark_layout(self._tables)
        if tag == "body":
            self._menus = self._find_menus(self.tree)
        elif kind.is_layout:
            if tag == "table":
                self._tables.append(element)
            elif tag == "th":
                # A row with a table that has headers of its own is not a row of data.
                mark_layout(self._tables[:-1])
            if self._menu is None and not self._menus.isdisjoint(kind.classes):
                self._menu = element
                self.tree.menus.append(element)
        self._open.append(element)

    def _end_text(self, tag: str, *, is_block: bool) -> None:
        if tag == "br":  # as a link target, it breaks the line too
            self._text.append(LINE_BREAK)
        if self._text:
            self._at.flush(block=is_block)

    def _end_before(self, tag: str) -> None:
        """Close the elements that end where a block begins."""
        while self._at.name in ENDED_BY_BLOCKS and self._at.ends_before_block(tag):
            self._leave_parent()

    def _leave_parent(self) -> None:
        """Close an element before its end; the later event of lxml finds nothing to close."""
        parent: Element = self._at.parent
        at = next(at for at in reversed(range(len(self._open))) if self._open[at] is parent)
        self._open[at] = None
        if parent.rank:
            self._ended = at, parent
        if parent is self._heading:
            self._heading = None
        self._at.leave()

    def _pass_over(self, tag: str, attrs: Mapping[str, str], kind: ElementKind) -> None:
        """Build no object of an inline element."""
        if kind.is_empty:
            self._read_void(tag, attrs)
        elif kind.is_control or (kind.is_badge and self._heading is not None):
            self._text.append(" ")
        elif kind.language and self._at.name == "pre":
            self._at.parent.language = kind.language
        self._text_before = len(self._text) if kind.is_separator else -1
        self._open.append(None)

    def _read_void(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Turn line breaks and the alternative texts of images into text."""
        if tag == "br":
            self._text.append(LINE_BREAK)
        elif (text := picture_text(attrs)) and not self._at.is_in_page_link:
            if self._heading is None or is_formula(text):
                self._text.append(self._at.text_of_picture(text))
            else:
                self._at.append_leaf(Element(tag, attrs), text)
