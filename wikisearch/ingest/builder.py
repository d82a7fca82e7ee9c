"""HTML text -> a BeautifulSoup tree that holds only what extraction looks at.

The stock builder makes an object of every tag, attribute, comment and line break; most of its time
goes there, not into parsing. This one makes objects of blocks, links and named places only.
"""

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup
from lxml import etree

from wikisearch.ingest.element import (
    BLOCKS,
    HEADINGS,
    LINE_BREAK,
    Element,
    Text,
    plain_text,
)
from wikisearch.ingest.tree import Tree

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

_NOT_READ_NAMES = """
script style template svg iframe object embed applet noscript noembed noframes audio video canvas
select datalist button textarea dialog rp annotation annotation-xml
"""
_NOT_READ = frozenset(_NOT_READ_NAMES.split())
_WRAPPERS = frozenset({"html", "body"})
_WHOLE_PAGE = frozenset({"html", "body", "main"})
_ATTRIBUTE_NAMES = """
id name class href lang xml:lang role hidden style alt aria-hidden aria-level content
http-equiv property rel
"""
_ATTRIBUTES = frozenset(_ATTRIBUTE_NAMES.split())
_NO_DISPLAY = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_FILE_NAME = re.compile(r"\S+\.(?:png|jpe?g|gif|svg|webp)", re.IGNORECASE)


class LeanBuilder(LXMLTreeBuilder):
    """Builds Elements for blocks, links, named places and the classes a profile asks for."""

    def __init__(self, markup: bytes, classes: frozenset[str]) -> None:
        super().__init__(huge_tree=True)
        self._markup = markup
        self._classes = classes
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
        self._flush(block=True)

    def start(self, tag: Any, attrib: Mapping[Any, Any], nsmap: Any = None) -> None:  # noqa: ARG002
        """Open an element, or pass over it."""
        if self._skipping:
            self._skipping += 1
            self.tree.note_ids(tag, attrib)
            return
        attrs = {k: v for k, v in attrib.items() if k in _ATTRIBUTES} if attrib else {}
        if attrs:
            self.tree.note_ids(tag, attrs)
        if tag in _NOT_READ:
            self._skipping = 1
            return
        if attrs and _is_hidden(tag, attrs):
            self._skipping = 1
            self._hiding = True
            return
        block = tag in BLOCKS
        if not block and not self._is_wanted(tag, attrs):
            self._read_void(tag, attrs)
            self._open.append(None)
            return
        self._flush(block=block)
        if block and self._is_second(tag):
            return
        element = Element(tag, attrs)
        self._append(element)
        self.tree.add(element)
        if element.rank:
            self._mark_layout()
        elif tag == "table":
            self._tables.append(element)
        self._open.append(element)
        self._parent = element

    def end(self, tag: Any) -> None:  # noqa: ARG002
        """Close the element opened last; lxml balances its events."""
        if self._skipping:
            self._skipping -= 1
            if not self._skipping:
                self._hiding = False
            return
        element = self._open.pop() if self._open else None
        if element is not None:
            self._flush(block=element.name in BLOCKS)
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

    def _is_wanted(self, tag: str, attrs: dict[str, str]) -> bool:
        """Tell whether an inline element means something to us."""
        if tag in ("title", "base"):
            return True
        if not attrs or tag == "img":
            return False
        if tag in ("meta", "link"):
            return _is_about_page(tag, attrs)
        if (
            "id" in attrs
            or "role" in attrs
            or (tag == "a" and ("href" in attrs or "name" in attrs))
        ):
            return True
        return "class" in attrs and not self._classes.isdisjoint(attrs["class"].split())

    def _read_void(self, tag: str, attrs: dict[str, str]) -> None:
        """Turn line breaks and the words of pictures into text."""
        if tag == "br":
            self._text.append(LINE_BREAK)
        elif tag == "img" and not _FILE_NAME.fullmatch(attrs.get("alt", "x.png")):
            self._text.append(f" {attrs['alt']} ")

    def _mark_layout(self) -> None:
        for table in reversed(self._tables):
            if table.layout:
                break
            table.layout = True

    def _flush(self, *, block: bool) -> None:
        """Put the text gathered so far into the tree, unless it is but space between blocks."""
        if not self._text:
            return
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


def build_tree(markup: bytes, classes: frozenset[str] = frozenset()) -> Tree:
    """Parse UTF-8 HTML; `classes` are those that keep an inline element alive."""
    builder: Any = LeanBuilder(markup, classes)
    BeautifulSoup("", builder=builder)
    tree: Tree = builder.tree
    return tree


def _is_about_page(tag: str, attrs: dict[str, str]) -> bool:
    """Tell whether a `<meta>` or `<link>` says what made the page, where it is, or where to go."""
    if tag == "link":
        return "canonical" in attrs.get("rel", "").lower().split()
    return (
        attrs.get("name", "").lower() == "generator"
        or attrs.get("property", "").lower() == "og:url"
        or attrs.get("http-equiv", "").lower() == "refresh"
    )


def _is_hidden(tag: str, attrs: dict[str, str]) -> bool:
    """Tell whether a browser would not show it; never true of what holds the whole page."""
    if tag in _WHOLE_PAGE:
        return False
    if "hidden" in attrs and attrs["hidden"].lower() != "until-found":
        return True
    if attrs.get("aria-hidden") == "true" and "id" not in attrs:
        return True
    return "style" in attrs and _NO_DISPLAY.search(attrs["style"]) is not None
