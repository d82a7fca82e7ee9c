"""The text of elements that are not read: it is removed, and linked data stored."""

from collections.abc import Mapping

from wikisearch.ingest.html.tags import is_linked_data
from wikisearch.ingest.html.tree import Tree


class UnreadText:
    """Tracks the open elements that are not read."""

    def __init__(self, text: list[str], tree: Tree) -> None:
        self.depth = 0
        """Number of open elements that are not read."""
        self._text = text
        self._tree = tree
        self._begin = 0
        """Number of pieces of text before the outermost one."""
        self._is_hidden = False
        self._is_linked_data = False

    def enter(self, tag: str, attrs: Mapping[str, str], *, is_hidden: bool) -> None:
        """Enter an element."""
        if self.depth:
            self.take()
        else:
            self._begin = len(self._text)
            self._is_hidden = is_hidden
        self.depth += 1
        self._is_linked_data = tag == "script" and is_linked_data(attrs)

    def leave(self) -> None:
        """Leave the element entered last."""
        self.take()
        self.depth -= 1

    def take(self) -> None:
        """Remove the text collected here, and note what is needed of it."""
        pieces = self._text[self._begin :]
        del self._text[self._begin :]
        if self._is_linked_data:
            for piece in pieces:
                self._tree.add_linked_data(piece)
        elif self._is_hidden:
            self._tree.hidden_words += sum(len(piece.split()) for piece in pieces)
