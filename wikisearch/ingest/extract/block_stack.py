"""The block elements that the walk over the content is in."""

from wikisearch.ingest.html.element import Element

_LINE_ENDS_IN_ROW = frozenset({"li", "pre", "tr", "table", "dt", "dd", "hr", "listing", "xmp"})
_PREFORMATTED = frozenset({"pre", "listing", "xmp", "plaintext"})


class BlockStack:
    """Tracks the open blocks: the innermost one, table rows, code and lists of related links."""

    def __init__(self) -> None:
        self._names = [""]
        self._layout_tables: list[bool] = []
        self._preformatted = 0
        self._rows = 0
        self._related = 0

    @property
    def innermost(self) -> str:
        """Name of the innermost block; empty outside all blocks."""
        return self._names[-1]

    @property
    def is_preformatted(self) -> bool:
        """Whether line breaks and spaces count."""
        return self._preformatted > 0

    @property
    def is_row(self) -> bool:
        """Whether the walk is in a row of a data table."""
        return self._rows > 0

    @property
    def is_related(self) -> bool:
        """Whether a profile selects an open block as a list of related links."""
        return self._related > 0

    def push(self, block: Element) -> None:
        """Enter a block."""
        self._names.append(block.name)
        if block.name == "table":
            self._layout_tables.append(block.layout)
        elif self._starts_row(block):
            self._rows += 1
        elif block.name in _PREFORMATTED:
            self._preformatted += 1
        self._related += block.related

    def pop(self, block: Element) -> None:
        """Leave the block entered last."""
        self._names.pop()
        if self._starts_row(block):
            self._rows -= 1
        elif block.name == "table":
            self._layout_tables.pop()
        elif block.name in _PREFORMATTED:
            self._preformatted -= 1
        self._related -= block.related

    def only_separates_words(self, block: Element, *, leaving: bool = False) -> bool:
        """Return whether a block ends no line: the cells of a row are one line, with all in them.

        A row that is left is still the open one.
        """
        if leaving and self._starts_row(block):
            return False
        return self._rows > 0 and block.name not in _LINE_ENDS_IN_ROW

    def _starts_row(self, block: Element) -> bool:
        is_row = block.name == "tr" and bool(self._layout_tables)
        return is_row and not self._layout_tables[-1]
