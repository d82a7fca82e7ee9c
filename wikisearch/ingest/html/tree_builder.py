"""HTML text -> a BeautifulSoup tree that holds only what extraction looks at.

The stock builder makes an object of every tag, attribute, comment and line break; most of its time
goes there, not into parsing. This one makes objects of blocks, links and named places only.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from lxml import etree

from wikisearch.ingest.html.element import (
    BLOCKS,
    HEADINGS,
    LAYOUT,
    LINE_BREAK,
    Element,
    Text,
    plain_text,
)
from wikisearch.ingest.html.tags import (
    NAMED,
    NOT_READ,
    TELLING,
    VOID,
    ClassNames,
    KnownClasses,
    is_hidden,
    is_wanted,
)
from wikisearch.ingest.html.tree import Tree

if TYPE_CHECKING:
    # Missing from the published types of bs4.
    class LXMLTreeBuilder:
        """Feeds what lxml parses to a BeautifulSoup."""

        soup: BeautifulSoup

        def __init__(self, *, huge_tree: bool) -> None: ...
        def close(self) -> None:
            """End a page."""
else:
    from bs4.builder import LXMLTreeBuilder

_NONE: frozenset[str] = frozenset()
_WRAPPERS = frozenset({"html", "body"})
_NO_CLASSES = ClassNames()
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)

Menus = Callable[[Tree], frozenset[str]]
"""By what a page is known for when its body begins, classes of what is certain to be dropped."""

_LAYOUT_PASSED = Element("", {})
"""Stands for what was passed over among the elements that are open."""


class LeanTreeBuilder(LXMLTreeBuilder):
    """Builds Elements for blocks, links, named places and the classes a profile asks for."""

    def __init__(self, markup: bytes, classes: frozenset[str], menus: Menus) -> None:
        super().__init__(huge_tree=True)
        self._markup = markup
        self._find_menus = menus
        self._menus = _NONE
        self._menu: Element | None = None
        self._names = KnownClasses(classes)
        self._text: list[str] = []
        self._open: list[Element | None] = []
        self._tables: list[Element] = []
        self._skipping = 0
        self._hiding = False
        self._parent: Any = None
        self._last: Any = None

    def prepare_markup(self, *_: Any, **__: Any) -> Iterable[tuple[bytes, str, None, bool]]:
        """Offer the bytes as the UTF-8 they are, whatever the page claims."""
        yield self._markup, "utf-8", None, False

    def feed(self, markup: Any) -> None:
        """Parse; every event comes back to the methods below."""
        self._parent = self._last = self.soup
        self.tree = Tree(self.soup)
        parser = etree.HTMLParser(target=self, recover=True, huge_tree=True, encoding="utf-8")
        parser.feed(markup)
        parser.close()
        if self._text:
            self._flush(block=True)
        self._parent = self._last = None

    def start(self, tag: Any, attrs: Mapping[Any, Any]) -> None:
        """Open an element, or pass over it."""
        telling = attrs and not TELLING.isdisjoint(attrs)
        if telling:
            self.tree.note_ids(tag, attrs)
        if self._skipping or tag in NOT_READ or (telling and self._hides(tag, attrs)):
            self._skipping += 1
            return
        classes = self._names[attrs["class"]] if "class" in attrs else _NO_CLASSES
        if (
            self._menu is not None
            and tag in LAYOUT
            and not (classes.known or (telling and not NAMED.isdisjoint(attrs)))
        ):
            self._pass_layout(tag)
            return
        block = tag in BLOCKS
        if not (block or is_wanted(tag, attrs, classes)):
            if tag in VOID:
                self._read_void(tag, attrs)
            self._open.append(None)
            return
        if self._text:
            self._flush(block=block)
        if not (block and self._is_second(tag)):
            self._begin(Element(tag, attrs), classes)

    def end(self, tag: Any) -> None:  # noqa: ARG002
        """Close the element opened last; lxml balances its events."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping:
                self._hiding = False
            return
        element = self._open.pop() if self._open else None
        if element is None:
            return
        if element is _LAYOUT_PASSED:
            self._text.append(" ")
        else:
            if self._text:
                self._flush(block=element.name in BLOCKS)
            if element is self._menu:
                self._menu = None
            if element.name not in _WRAPPERS:
                self._parent = element.parent
            if element.name == "table":
                self._tables.pop()

    def data(self, data: Any) -> None:
        """Gather text until the next element."""
        if not self._skipping:
            self._text.append(data)
        elif self._hiding:
            self.tree.hidden_words += len(data.split())

    def comment(self, text: Any) -> None:
        """Leave comments out."""

    def pi(self, target: str, data: str) -> None:
        """Leave processing instructions out."""

    def doctype(self, name: str, pubid: str, system: str) -> None:
        """Leave the document type out."""

    def _hides(self, tag: str, attrs: Mapping[str, str]) -> bool:
        self._hiding = is_hidden(tag, attrs)
        return self._hiding

    def _begin(self, element: Element, classes: ClassNames) -> None:
        """Put an element into the tree, and go on in it."""
        tag = element.name
        self._append(element)
        self.tree.add(element, classes.each)
        if element.rank:
            self._mark_layout()
        elif tag == "table":
            self._tables.append(element)
        elif tag == "body":
            self._menus = self._find_menus(self.tree)
        if self._menu is None and tag in LAYOUT and not self._menus.isdisjoint(classes.each):
            self._menu = element
            self.tree.menus.append(element)
        self._open.append(element)
        self._parent = element

    def _is_second(self, tag: str) -> bool:
        """Prepare the place for a block; True when it goes on with one the page has already.

        What follows `</body>` is still content, and lxml does not know that a `<section>` ends a
        paragraph; nor does a heading that nobody closed hold what comes after it.
        """
        if tag in _WRAPPERS:
            if tag in self.tree.by_name:
                self._open.append(None)
                return True
        elif self._parent.name == "p" or (
            (self._parent.name in HEADINGS or tag == self._parent.name == "dt")
            and self._has_words()
        ):
            self._leave_parent()
        return False

    def _pass_layout(self, tag: str) -> None:
        """Make no object of what only arranges a menu, but keep the words in it apart."""
        if self._parent is not self._menu:
            if self._text:
                self._flush(block=True)
            self._is_second(tag)
        self._text.append(" ")
        self._open.append(_LAYOUT_PASSED)

    def _leave_parent(self) -> None:
        """Close an element before its end; lxml's own event for it will find nothing to close."""
        parent: Element = self._parent
        at = len(self._open) - 1
        while self._open[at] is not parent:
            at -= 1
        self._open[at] = None
        self._parent = parent.parent

    def _has_words(self) -> bool:
        return bool(plain_text(self._parent))

    def _read_void(self, tag: str, attrs: Mapping[str, str]) -> None:
        """Turn line breaks and the words of pictures into text."""
        if tag == "br":
            self._text.append(LINE_BREAK)
        elif not _FILE_NAME.fullmatch(attrs.get("alt", "x.png")):
            self._text.append(f" {attrs['alt']} ")

    def _mark_layout(self) -> None:
        for table in reversed(self._tables):
            if table.layout:
                break
            table.layout = True

    def _flush(self, *, block: bool) -> None:
        """Put the text gathered so far into the tree, unless it is but space between blocks."""
        text = "".join(self._text)
        self._text.clear()
        if not block or not text.isspace() or LINE_BREAK in text:
            self._append(str.__new__(Text, text))

    def _append(self, node: Any) -> None:
        """Link a node in as the last of the tree, as bs4's own navigation expects it."""
        parent, last = self._parent, self._last
        contents = parent.contents
        node.parent = parent
        node.previous_element = last
        last.next_element = node
        if contents:
            node.previous_sibling = contents[-1]
            contents[-1].next_sibling = node
        contents.append(node)
        self._last = node


def build_tree(
    markup: bytes, classes: frozenset[str] = _NONE, menus: Menus = lambda _: _NONE
) -> Tree:
    """Parse UTF-8 HTML; `classes` are those that keep an inline element alive.

    `menus` is asked where the body begins. In an element with one of these classes no object is
    made of what only arranges it: its links and words are kept, and whatever has a name.
    """
    builder: Any = LeanTreeBuilder(markup, classes, menus)
    BeautifulSoup("", builder=builder)
    tree: Tree = builder.tree
    # The soup keeps its builder.
    del builder.tree
    return tree
