"""The block elements that the walk over the content is in."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice

from wikisearch.ingest.extract.words.word_list import phrase_list
from wikisearch.ingest.html.code_language import code_language
from wikisearch.ingest.html.element import BLOCKS, Element, has_heading, previous_element
from wikisearch.ingest.html.plain_text import plain_text
from wikisearch.model.line_layout import PARAGRAPH, LineKind, LineLayout

_MANUAL_HEADINGS = phrase_list("manual_headings.txt")
_MAX_LABEL_LENGTH = 20
_LINE_ENDS_IN_ROW = frozenset({"li", "pre", "tr", "table", "dt", "dd", "hr", "listing", "xmp"})
_LISTS = {
    "ul": LineKind.BULLET,
    "menu": LineKind.BULLET,
    "dir": LineKind.BULLET,
    "ol": LineKind.NUMBERED,
}
_PARTS = frozenset({"pre", "table", "dl", "hr"})
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})
_CODE_CLASSES = frozenset(
    {"code", "codeblock", "code-block", "sourcecode", "source-code", "programlisting", "listing"}
)
_TRACKED = frozenset({"table", "tr", "dd", "li"}) | _PREFORMATTED | _LISTS.keys()
"""Blocks that change how the lines in them are read; most blocks do not."""


class BlockStack:
    """Tracks the open blocks: the innermost one, table rows, code and lists of related links."""

    def __init__(self, title: Element | None) -> None:
        self._title = title
        self._names = [""]
        self._layout_tables: list[bool] = []
        self.open_preformatted = 0
        """Open blocks in which line breaks and spaces count."""
        self.language = ""
        """Programming language of the code; empty if the page does not name it."""
        self.open_rows = 0
        """Open rows of data tables."""
        self._open_rows: list[bool] = []
        """For each open `<tr>`, whether it is one of these."""
        self._related = 0
        self._descriptions = 0
        """Open descriptions of terms that are not entries."""
        self._open_descriptions: list[bool] = []
        """For each open `<dd>`, whether it is one of these."""
        self._lists: list[LineKind] = []
        self._layout_lists: set[Element] = set()
        """Open lists that only arrange the page."""
        self._starts_item = False
        """Whether a list item has begun, and no line of it."""

    @property
    def innermost(self) -> str:
        """Name of the innermost block; empty outside all blocks.

        A paragraph about a term that is not an entry is a part of its `<dd>`.
        """
        name = self._names[-1]
        return "dd" if name in ("p", "div") and self._descriptions else name

    def text_layout(self) -> tuple[str, str]:
        """Return the layout codes of a text here: of its first line, and of the others."""
        if not (self._lists or self._starts_item):
            return PARAGRAPH, PARAGRAPH
        depth = max(1, len(self._lists))
        others = _code(LineKind.CONTINUED, depth)
        if not self._starts_item:
            return others, others
        self._starts_item = False
        # An item outside a list is one of a list in a table cell, or of a broken page.
        kind = self._lists[-1] if self._lists else LineKind.BULLET
        return _code(kind, depth), others

    @property
    def is_related(self) -> bool:
        """Whether a profile selects an open block as a list of related links."""
        return self._related > 0

    def push(self, block: Element) -> None:
        """Enter a block."""
        name = block.name
        self._names.append(_read_as(block))
        self._related += block.related
        if name in _TRACKED:
            self._enter(block, name)

    def pop(self, block: Element) -> None:
        """Leave the block entered last."""
        name = block.name
        self._names.pop()
        self._related -= block.related
        if name in _TRACKED:
            self._leave(block, name)

    def only_separates_words(self, name: str) -> bool:
        """Return whether such a block ends no line: the cells of a row are one line."""
        return self.open_rows > 0 and name not in _LINE_ENDS_IN_ROW

    def _enter(self, block: Element, name: str) -> None:
        if name == "table":
            self._layout_tables.append(block.layout)
        elif name == "tr":
            is_row = self._starts_row(block)
            self._open_rows.append(is_row)
            self.open_rows += is_row
        elif name in _PREFORMATTED:
            self.open_preformatted += 1
            self.language = code_language(block)
        elif name == "dd":
            describes_page = self._names[-1] != name
            describes = not describes_page and _describes_term(block, self._title)
            self._open_descriptions.append(describes)
            self._descriptions += describes
        elif name == "li":
            self._starts_item = block.parent not in self._layout_lists
        elif name in _LISTS:
            if _is_layout_list(block):
                self._layout_lists.add(block)
            else:
                self._lists.append(_LISTS[name])

    def _leave(self, block: Element, name: str) -> None:
        if name == "tr":
            self.open_rows -= self._open_rows.pop()
        elif name == "table":
            self._layout_tables.pop()
        elif name in _PREFORMATTED:
            self.open_preformatted -= 1
        elif name == "dd":
            self._descriptions -= self._open_descriptions.pop()
        elif name == "li":
            self._starts_item = False
        elif block in self._layout_lists:
            self._layout_lists.remove(block)
        elif name in _LISTS:
            self._lists.pop()

    def _starts_row(self, block: Element) -> bool:
        is_row = bool(self._layout_tables) and not self._layout_tables[-1]
        return is_row and not _is_layout_row(block)


def _is_layout_row(row: Element) -> bool:
    """Return whether the only row of a table is one cell of several paragraphs."""
    if row.parent is None or _only_child(row.parent) is not row:
        return False
    cell = _only_child(row)
    return cell is not None and sum(node.name == "p" for node in _children(cell)) > 1


def _only_child(element: Element) -> Element | None:
    """Return the only element in an element; a table can have thousands of rows."""
    first, second = islice(chain(_elements(element), (None, None)), 2)
    return first if second is None else None


def _elements(element: Element) -> Iterator[Element]:
    return (node for node in element.contents if isinstance(node, Element))


def _children(element: Element) -> list[Element]:
    return list(_elements(element))


@lru_cache(maxsize=512)
def _code(kind: LineKind, depth: int) -> str:
    return LineLayout(kind, depth).encode()


def _read_as(block: Element) -> str:
    """Return the name of the block that a block is read as."""
    if block.name == "dd" and _describes_page(block):
        return "div"
    if block.name == "div" and _is_code(block):
        return "pre"
    return block.name


def _is_code(block: Element) -> bool:
    """Return whether a division has a class for code, and contains only lines."""
    classes = block.attrs.get("class", "")
    if "code" not in classes and "listing" not in classes:
        return False
    is_marked = not _CODE_CLASSES.isdisjoint(classes.lower().split())
    return is_marked and not any(
        isinstance(each, Element) and each.name in BLOCKS for each in block.contents
    )


def _describes_page(block: Element) -> bool:
    """Return whether a `<dd>` is about the page: it has no term, or the label "Description".

    Below a term or an indented line that contains a heading, it is the text of a section.
    """
    term = previous_element(block)
    if term is None or (term.name in ("dt", "dd") and has_heading(term)):
        return True
    is_label = term.name == "dt" and not term.rank
    return is_label and plain_text(term, _MAX_LABEL_LENGTH).casefold() in _MANUAL_HEADINGS


def _describes_term(block: Element, title: Element | None) -> bool:
    """Return whether the term of a `<dd>` is neither an entry nor the title."""
    is_in_entries = block.parent is not None and block.parent.holds_entries
    return not (is_in_entries or previous_element(block) is title)


def _is_layout_list(block: Element) -> bool:
    """Return whether a list has one item with the parts of a page: a heading, code, a table."""
    item = _only_child(block)
    if item is None or item.name != "li":
        return False
    return any(part.rank or part.name in _PARTS for part in _children(item))
